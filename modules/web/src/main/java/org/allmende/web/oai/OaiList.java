package org.allmende.web.oai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.allmende.catalog.store.Chronicle.Event;
import org.allmende.catalog.store.Chronicle.Span;
import org.allmende.model.DatasetId;
import org.allmende.model.Slug;
import org.jspecify.annotations.Nullable;

/// A list that a harvester reads part by part. All there is to know stands in its resumption token,
/// so nothing is kept here between the parts, and a token never expires: it names the last record
/// given, and the next part goes on behind it, whatever has changed since.
///
/// @param prefix the format of the records
/// @param span what is asked for
/// @param last the last record given; null at the beginning
/// @param cursor how many records were given before
record OaiList(String prefix, Span span, @Nullable Event last, long cursor) {

  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
  private static final String SECOND = DAY + "T\\d{2}:\\d{2}:\\d{2}Z";
  private static final Duration LEAST = Duration.ofNanos(1);
  private static final int LONGEST_TOKEN = 1_000;
  private static final int PARTS = 7;

  /// The list a request begins or goes on with.
  ///
  /// @throws OaiProblem when it asks for none
  static OaiList of(OaiRequest request) {
    return request.token().isEmpty() ? begun(request) : resumed(request.token());
  }

  private static OaiList begun(OaiRequest request) {
    String from = request.argument("from");
    String until = request.argument("until");
    if (!from.isEmpty() && !until.isEmpty() && from.length() != until.length()) {
      throw OaiProblem.badArgument("from and until have to be equally fine.");
    }
    Instant first = from.isEmpty() ? Instant.EPOCH : moment(from, false);
    Instant last = until.isEmpty() ? Instant.MAX : moment(until, true);
    if (first.isAfter(last)) {
      throw OaiProblem.badArgument("from lies after until.");
    }
    return new OaiList(
        request.argument("metadataPrefix"),
        new Span(tenant(request.argument("set")), first, last),
        null,
        0);
  }

  private static @Nullable String tenant(String set) {
    if (set.isEmpty()) {
      return null;
    }
    if (!Slug.isValid(set)) {
      throw OaiProblem.badArgument("This is no set.");
    }
    return set;
  }

  /// A day or a second is as long as it is: what was changed at any moment in it belongs to it.
  private static Instant moment(String text, boolean end) {
    try {
      if (text.matches(DAY)) {
        Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return end ? day.plus(Duration.ofDays(1)).minus(LEAST) : day;
      }
      if (text.matches(SECOND)) {
        Instant second = Instant.parse(text);
        return end ? second.plusSeconds(1).minus(LEAST) : second;
      }
    } catch (DateTimeParseException _) {
      throw wrongDate();
    }
    throw wrongDate();
  }

  private static OaiProblem wrongDate() {
    return OaiProblem.badArgument("Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, in UTC.");
  }

  /// The token for the part that begins behind a record.
  ///
  /// @param given how many records were given with it
  String token(Event after, long given) {
    Span asked = span;
    var parts = new ArrayList<String>();
    parts.add(prefix);
    parts.add(asked.tenant() == null ? "" : asked.tenant());
    parts.add(asked.from().toString());
    parts.add(asked.until().equals(Instant.MAX) ? "" : asked.until().toString());
    parts.add(after.moment().toString());
    parts.add(after.id().toString());
    parts.add(Long.toString(given));
    byte[] text = String.join(" ", parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static OaiList resumed(String token) {
    if (token.length() > LONGEST_TOKEN) {
      throw OaiProblem.badToken();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(" ", -1));
      if (parts.size() != PARTS || !parts.get(6).matches("\\d{1,12}")) {
        throw OaiProblem.badToken();
      }
      Instant until = parts.get(3).isEmpty() ? Instant.MAX : Instant.parse(parts.get(3));
      return new OaiList(
          parts.getFirst(),
          new Span(tenant(parts.get(1)), Instant.parse(parts.get(2)), until),
          new Event(Instant.parse(parts.get(4)), DatasetId.parse(parts.get(5)), false),
          Long.parseLong(parts.get(6)));
    } catch (IllegalArgumentException | DateTimeParseException | OaiProblem _) {
      throw OaiProblem.badToken();
    }
  }
}
