package org.allmende.catalog.said;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// ISO 8601 dates as people give them: a year, a month, a day, or a moment.
public final class IsoDates {

  private static final int LAST_YEAR = 9999;

  private IsoDates() {}

  /// Whether a text is a year, month, day or moment that exists.
  public static boolean isDate(String text) {
    return firstDay(text) != null;
  }

  /// When a year, month or day begins in UTC, or a moment, which is in UTC too where it does not
  /// say otherwise; null when a text is none of these.
  public static @Nullable Instant moment(String text) {
    LocalDate day = text.length() > 10 ? null : firstDay(text);
    if (day != null) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    try {
      TemporalAccessor moment =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      if (Math.abs(moment.get(ChronoField.YEAR)) > LAST_YEAR) {
        return null;
      }
      return moment instanceof OffsetDateTime exact
          ? exact.toInstant()
          : LocalDateTime.from(moment).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The first day of a year, month, day or moment; null when it is none.
  public static @Nullable LocalDate firstDay(String text) {
    try {
      return switch (text.length()) {
        case 4 -> Year.parse(text).atDay(1);
        case 7 -> YearMonth.parse(text).atDay(1);
        case 10 -> LocalDate.parse(text);
        default -> text.length() > 10 ? OffsetDateTime.parse(text).toLocalDate() : null;
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The last day of a year, month, day or moment; null when it is none.
  public static @Nullable LocalDate lastDay(String text) {
    LocalDate first = firstDay(text);
    if (first == null) {
      return null;
    }
    return switch (text.length()) {
      case 4 -> first.plusYears(1).minusDays(1);
      case 7 -> first.plusMonths(1).minusDays(1);
      default -> first;
    };
  }
}
