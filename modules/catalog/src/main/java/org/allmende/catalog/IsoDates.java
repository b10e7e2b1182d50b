package org.allmende.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// ISO 8601 dates as people give them: a year, a month, a day, or a moment.
public final class IsoDates {

  private IsoDates() {}

  /// Whether a text is a year, month, day or moment that exists.
  public static boolean isDate(String text) {
    return firstDay(text) != null;
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
