package org.allmende.catalog.harvest;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.said.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what somebody says about a source.
public final class SourceReader {

  private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,6})([mhd])");

  private SourceReader() {}

  /// A source, or the field that is wrong.
  ///
  /// @param source null where a field is wrong
  /// @param wrong empty where none is
  public record Result(@Nullable Source source, String wrong) {}

  /// Reads `{"kind","url","priority","every","options":{}}`; all but `url` may be left out.
  ///
  /// @param tenant a slug
  /// @param name a slug
  public static Result json(String tenant, String name, byte[] json) {
    JsonNode said;
    try {
      said = Json.foreign().readTree(json);
    } catch (JacksonException _) {
      return new Result(null, "body");
    }
    Optional<Source.Kind> kind = kind(said.path("kind").asString("dcat"));
    Optional<URI> url = url(said.path("url").asString(""));
    String every = said.path("every").asString("");
    Optional<Duration> interval = interval(every);
    JsonNode priority = said.path("priority");
    if (kind.isEmpty()) {
      return new Result(null, "kind");
    }
    if (url.isEmpty()) {
      return new Result(null, "url");
    }
    if (!every.isEmpty() && interval.isEmpty()) {
      return new Result(null, "every");
    }
    if (!priority.isMissingNode() && !priority.isInt()) {
      return new Result(null, "priority");
    }
    return new Result(
        new Source(
            tenant,
            name,
            kind.get(),
            url.get(),
            priority.asInt(0),
            interval.orElse(null),
            options(said.path("options"))),
        "");
  }

  private static Map<String, String> options(JsonNode said) {
    var options = new LinkedHashMap<String, String>();
    said.forEachEntry((option, value) -> options.put(option, value.asString("")));
    return options;
  }

  /// A kind by its name, whatever its case, with `-` or `_`.
  public static Optional<Source.Kind> kind(String text) {
    for (Source.Kind kind : Source.Kind.values()) {
      if (kind.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static Optional<URI> url(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// `30m`, `6h`, `1d`, `hourly`, `daily`, `weekly`, or as ISO 8601 writes it; at least a minute.
  public static Optional<Duration> interval(String text) {
    Matcher said = INTERVAL.matcher(text);
    Duration interval =
        switch (text) {
          case "hourly" -> Duration.ofHours(1);
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          default -> said.matches() ? interval(said) : iso(text);
        };
    return interval.compareTo(Duration.ofMinutes(1)) < 0 ? Optional.empty() : Optional.of(interval);
  }

  private static Duration interval(Matcher said) {
    long number = Long.parseLong(said.group(1));
    return switch (said.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (java.time.format.DateTimeParseException _) {
      return Duration.ZERO;
    }
  }
}
