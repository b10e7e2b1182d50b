package org.allmende.dcat.words;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// How numbers, dates and lists read in German and English sentences.
public final class German {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.GERMAN);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.GERMAN);
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter ENGLISH_MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  private German() {}

  public static String number(long number) {
    return String.format(Locale.GERMANY, "%,d", number);
  }

  public static String englishNumber(long number) {
    return String.format(Locale.UK, "%,d", number);
  }

  /// `2016`, `2007 bis 2017`, `Januar 2014`, `31.12.2012`, `01.03.2020 bis 15.04.2021`, `bis
  /// 15.04.2021`.
  public static String span(Span span) {
    if (span.isOpen()) {
      return "bis " + day(span.end());
    }
    if (span.isYears()) {
      int first = span.start().getYear();
      int last = span.end().getYear();
      return first == last ? "" + first : first + " bis " + last;
    }
    if (span.isMonth()) {
      return MONTH.format(span.start());
    }
    return span.isDay() ? day(span.start()) : day(span.start()) + " bis " + day(span.end());
  }

  /// The same for a title: long spans in years.
  static String titleSpan(Span span) {
    boolean exact = span.isDay() || span.isMonth();
    return span(exact ? span : Span.ofYears(span.start().getYear(), span.end().getYear()));
  }

  public static String englishSpan(Span span) {
    if (span.isOpen()) {
      return "to " + ENGLISH_DAY.format(span.end());
    }
    if (span.isYears()) {
      int first = span.start().getYear();
      int last = span.end().getYear();
      return first == last ? "" + first : first + " to " + last;
    }
    if (span.isMonth()) {
      return ENGLISH_MONTH.format(span.start());
    }
    String start = ENGLISH_DAY.format(span.start());
    return span.isDay() ? start : start + " to " + ENGLISH_DAY.format(span.end());
  }

  private static String day(LocalDate date) {
    return DAY.format(date);
  }

  /// `a, b und c`.
  public static String list(List<String> items, String and) {
    int last = items.size() - 1;
    if (last < 1) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, last)) + " " + and + " " + items.get(last);
  }
}
