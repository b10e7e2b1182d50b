package org.allmende.web.datasets;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.allmende.catalog.store.Plan;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Plans to publish a draft, in words, and the moments that people type.
public final class Plans {

  /// The clocks of those who plan here.
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final DateTimeFormatter GERMAN_DAY =
      DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private Plans() {}

  /// What there is to know of a plan, in a sentence or two; empty where there is none.
  public static String said(Words words, @Nullable Plan plan) {
    if (plan == null) {
      return "";
    }
    String moment = words.moment(plan.at());
    Plan.Why why = plan.failed();
    return why == null
        ? words.t("plan.said", moment, Plain.of(plan.name()))
        : words.t("plan.failed", moment, Plain.of(plan.name())) + " " + why(words, why);
  }

  /// The same in a few words, for lists.
  public static String tag(Words words, @Nullable Plan plan) {
    if (plan == null) {
      return "";
    }
    return plan.waits()
        ? words.t("plan.tag", words.moment(plan.at()))
        : words.t("plan.tag.failed", words.moment(plan.at()));
  }

  /// Why nothing came of a plan.
  public static String why(Words words, Plan.Why why) {
    return words.t("plan.why." + why.code());
  }

  /// The day of a moment, for a field.
  public static String day(Instant at) {
    return at.atZone(ZONE).toLocalDate().toString();
  }

  /// The time of day of a moment, for a field.
  public static String time(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at.atZone(ZONE));
  }

  /// The moment that was typed in two fields; empty where it cannot be read.
  public static Optional<Instant> moment(String day, String time) {
    try {
      LocalTime clock = LocalTime.parse(time.strip(), TIME);
      return Optional.of(LocalDateTime.of(day(day.strip()), clock).atZone(ZONE).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static LocalDate day(String text) {
    return text.contains(".") ? LocalDate.parse(text, GERMAN_DAY) : LocalDate.parse(text);
  }
}
