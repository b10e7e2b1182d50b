package org.allmende.dcat.words;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stretch of days, and how texts and file names write one: `31.12.2012`, `2015_10_22`,
/// `20190331`, `03/2019`, `Januar 2014`, `Q1 2019`, `2007 bis 2017`, `2018/19`, `2016`.
public record Span(LocalDate start, LocalDate end) {

  private static final int FIRST_YEAR = 1750;
  private static final int LAST_YEAR = 2099;
  private static final String YEAR = "((?:18|19|20)\\d\\d)";
  private static final String FREE = "(?<!\\d)(?<!\\d[.,])";
  private static final String END = "(?![.,]?\\d)";
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez");

  private record Form(Pattern pattern, Reader reader) {}

  private interface Reader {
    @Nullable Span read(Matcher match);
  }

  private static final List<Form> FORMS =
      List.of(
          form(FREE + "(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?" + YEAR + END, m -> day(m, 3, 2, 1)),
          form(FREE + YEAR + "([-_.]?)(\\d\\d)\\2(\\d\\d)(?!\\d)", m -> day(m, 1, 3, 4)),
          form(FREE + "(\\d\\d)[-_](\\d\\d)[-_]" + YEAR + END, m -> day(m, 3, 2, 1)),
          form("(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})\\.(\\d\\d)(?![.\\d])", Span::shortDay),
          form(
              "(?i)(?<!\\p{L})(jan|feb|mär|maer|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)\\p{L}*\\.?[ _-]*"
                  + YEAR
                  + END,
              Span::namedMonth),
          form("(?i)(?:q|quartal[ _-]?)([1-4])[ _./-]*" + YEAR + END, m -> quarter(m, 2, 1)),
          form("(?i)([1-4])\\.? ?quartal[ _/-]*" + YEAR + END, m -> quarter(m, 2, 1)),
          form(
              "(?i)" + FREE + YEAR + "[ _./-]*q(?:uartal)?[ _-]?([1-4])(?!\\d)",
              m -> quarter(m, 1, 2)),
          form(
              FREE + YEAR + "\\s*(?:bis|und|to|–|-|_|/|_bis_)\\s*" + YEAR + END,
              m -> years(m.group(1), m.group(2))),
          form(FREE + YEAR + "/(\\d\\d)(?!\\d)", Span::season),
          form(FREE + YEAR + "[-_](0[1-9]|1[0-2])(?!\\d)", m -> month(m, 1, 2)),
          form(FREE + YEAR + "(0[1-9]|1[0-2])(?!\\d)", m -> month(m, 1, 2)),
          form(FREE + "(0?[1-9]|1[0-2])/" + YEAR + END, m -> month(m, 2, 1)),
          form(
              "(?<!\\d)(?<!\\d[.,])(?<!(?:^|[^\\p{L}])\\p{Ll}{1,2})" + YEAR + END,
              m -> years(m.group(1), m.group(1))));

  public Span {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a span ends before it starts: " + start + " " + end);
    }
  }

  /// All stretches of time in a text, in the order of how exact they are.
  public static List<Span> in(String text) {
    var spans = new ArrayList<Span>();
    var rest = new StringBuilder(text.length() > 2000 ? text.substring(0, 2000) : text);
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(rest.toString());
      while (matcher.find()) {
        Span span = form.reader().read(matcher);
        if (span != null && span.plausible()) {
          spans.add(span);
          rest.replace(matcher.start(), matcher.end(), "~".repeat(matcher.end() - matcher.start()));
        }
      }
    }
    return spans;
  }

  /// From the first day of all to the last; null for none.
  public static @Nullable Span around(List<Span> spans) {
    Span all = null;
    for (Span span : spans) {
      all = all == null ? span : all.with(span);
    }
    return all;
  }

  /// The stretch that holds both.
  public Span with(Span other) {
    return new Span(
        start.isBefore(other.start) ? start : other.start,
        end.isAfter(other.end) ? end : other.end);
  }

  /// Everything up to a day; when it begins is open.
  public static Span until(LocalDate end) {
    return new Span(LocalDate.MIN, end);
  }

  /// Whether its beginning is open.
  public boolean isOpen() {
    return start.equals(LocalDate.MIN);
  }

  public boolean overlaps(Span other) {
    return !start.isAfter(other.end) && !other.start.isAfter(end);
  }

  public boolean isDay() {
    return start.equals(end);
  }

  boolean isYears() {
    return start.getDayOfYear() == 1 && end.equals(LocalDate.of(end.getYear(), 12, 31));
  }

  boolean isMonth() {
    return start.getDayOfMonth() == 1 && end.equals(start.plusMonths(1).minusDays(1));
  }

  private boolean plausible() {
    return start.getYear() >= FIRST_YEAR && end.getYear() <= LAST_YEAR;
  }

  static Span ofYears(int first, int last) {
    return new Span(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31));
  }

  private static Form form(String pattern, Reader reader) {
    return new Form(Pattern.compile(pattern), reader);
  }

  private static @Nullable Span day(Matcher m, int year, int month, int day) {
    return day(number(m, year), number(m, month), number(m, day));
  }

  private static @Nullable Span day(int year, int month, int day) {
    try {
      var date = LocalDate.of(year, month, day);
      return new Span(date, date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Span shortDay(Matcher m) {
    int year = number(m, 3);
    return day(year < 50 ? 2000 + year : 1900 + year, number(m, 2), number(m, 1));
  }

  private static Span namedMonth(Matcher m) {
    String name = m.group(1).toLowerCase(Locale.GERMAN);
    int month = MONTHS.indexOf(name.equals("maer") || name.equals("mrz") ? "mär" : name) + 1;
    return month(number(m, 2), month);
  }

  private static Span month(Matcher m, int year, int month) {
    return month(number(m, year), number(m, month));
  }

  private static Span month(int year, int month) {
    var yearMonth = YearMonth.of(year, month);
    return new Span(yearMonth.atDay(1), yearMonth.atEndOfMonth());
  }

  private static Span quarter(Matcher m, int year, int quarter) {
    int first = 3 * number(m, quarter) - 2;
    return month(number(m, year), first).with(month(number(m, year), first + 2));
  }

  private static @Nullable Span years(String first, String last) {
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    return to < from || to - from > 250 ? null : ofYears(from, to);
  }

  private static @Nullable Span season(Matcher m) {
    int year = number(m, 1);
    return number(m, 2) == (year + 1) % 100 ? ofYears(year, year + 1) : null;
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
