package org.allmende.web.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.store.Projection;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Makes whoever writes wait until everybody sees it: who has an answer finds the dataset by search
/// and by SPARQL. Where that takes too long, because they are being built anew or have fallen
/// behind, the answer says so.
public final class Freshness {

  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String COME_BACK = "5";
  private static final Text SOON =
      new Text(
          "Es ist dauerhaft gespeichert. Suche und SPARQL zeigen diesen Stand noch nicht, aber in"
              + " Kürze.",
          "It is stored durably. Search and SPARQL do not show this state yet, but will soon.");

  private final List<Projection> projections;

  public Freshness(Projection... projections) {
    this.projections = List.of(projections);
  }

  /// Waits until a change is seen.
  ///
  /// @return false when time ran out
  public boolean await(long change) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean seen = true;
    for (Projection projection : projections) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!projection.await(change, left)) {
        LOG.warn("{} does not show change {} yet", projection.name(), change);
        seen = false;
      }
    }
    return seen;
  }

  /// Whether a change is seen now.
  public boolean shows(long change) {
    return projections.stream().allMatch(one -> one.await(change, Duration.ZERO));
  }

  /// The answer to a write, once it is seen; or 202, which says that it is stored and will be.
  ///
  /// @param status when it is seen
  public ResponseEntity<byte[]> written(
      HttpStatus status,
      Map<String, String> headers,
      Map<String, ? extends @Nullable Object> body,
      long change,
      String language) {
    if (await(change)) {
      return Reply.written(status, headers, body);
    }
    var said = new LinkedHashMap<String, @Nullable Object>(body);
    said.put("visible", false);
    said.put("note", SOON.in(language));
    var more = new LinkedHashMap<>(headers);
    more.put(HttpHeaders.RETRY_AFTER, COME_BACK);
    return Reply.written(HttpStatus.ACCEPTED, more, said);
  }
}
