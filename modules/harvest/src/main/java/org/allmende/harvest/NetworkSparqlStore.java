package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.catalog.store.SparqlStore;

/// A SPARQL store over the guarded network. It is asked at the addresses an operator has set, and
/// nowhere else.
public final class NetworkSparqlStore implements SparqlStore {

  private static final int LONGEST_REASON = 600;

  /// Virtuoso gives one status to what it will never do, such as a value it does not know (SQL's
  /// class 22) or what is too large for it (37), and to what it may do in a moment, such as what
  /// met a deadlock (40001).
  private static final Pattern REFUSES = Pattern.compile("^Virtuoso (22|37)\\w{3} Error");

  /// Long answers come in a row, and begin at once; a large update takes its time.
  private static final Limits LIMITS =
      new Limits(
          0,
          Long.MAX_VALUE,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofHours(6),
          Duration.ofMinutes(1),
          64,
          1,
          Duration.ZERO);

  private final URI query;
  private final URI update;
  private final Map<String, String> credentials;
  private final Network network;

  /// @param query where questions go
  /// @param update where updates go
  /// @param user who asks, by HTTP's basic authentication; empty where everybody may
  public NetworkSparqlStore(URI query, URI update, String user, String password) {
    this.query = query;
    this.update = update;
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.credentials =
        user.isEmpty()
            ? Map.of()
            : Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    this.network = new Network(allowed(query, update), LIMITS);
  }

  private static Set<String> allowed(URI... addresses) {
    var allowed = new HashSet<String>();
    for (URI address : addresses) {
      int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
      String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
      allowed.add(host + ":" + (address.getPort() < 0 ? usual : address.getPort()));
    }
    return allowed;
  }

  @Override
  public String address() {
    return query.toString();
  }

  @Override
  public <T> T select(String asked, Answer<T> answer) throws IOException {
    var headers = new HashMap<>(credentials);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/sparql-results+json");
    return network.converse(
        query,
        headers,
        "query=" + URLEncoder.encode(asked, StandardCharsets.UTF_8),
        (status, answered, body) -> {
          require(status, body);
          return answer.read(body);
        });
  }

  @Override
  public void update(String said) throws IOException {
    var headers = new HashMap<>(credentials);
    headers.put("Content-Type", "application/sparql-update; charset=utf-8");
    network.converse(
        update,
        headers,
        said,
        (status, answered, body) -> {
          require(status, body);
          return true;
        });
  }

  private static void require(int status, InputStream body) throws IOException {
    if (status / 100 == 2) {
      return;
    }
    String why =
        new String(body.readNBytes(LONGEST_REASON), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse("error " + status);
    if (status == 400 || status == 413 || (status == 500 && REFUSES.matcher(why).find())) {
      throw new Refused(why);
    }
    throw new IOException(
        status == 401 || status == 403
            ? "it does not let us in (allmende.store-user, allmende.store-password)"
            : "it answers with the error " + status + ": " + why);
  }
}
