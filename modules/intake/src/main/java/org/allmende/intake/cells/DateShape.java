package org.allmende.intake.cells;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a cell as a date or time, once with the day first and once with the month first. Values
/// are numbers that sort as time does: 20240131093000.
public final class DateShape {

  private static final int SHORTEST = 4;
  private static final int LONGEST = 40;
  private static final long DAY = 1_000_000L;
  private static final Map<String, Integer> MONTHS = months();

  private final int pivot;

  public long dayFirst;
  public long monthFirst;

  private String text = "";
  private String fraction = "";
  private String zone = "";
  private int at;

  /// @param today decides which century two digits mean: never more than five years ahead
  DateShape(LocalDate today) {
    pivot = (today.getYear() + 5) % 100;
  }

  private static Map<String, Integer> months() {
    String[] names = {
      "jan januar january jänner",
      "feb februar february feber",
      "mar mär mrz märz march maerz",
      "apr april",
      "mai may",
      "jun juni june",
      "jul juli july",
      "aug august",
      "sep sept september",
      "okt oct oktober october",
      "nov november",
      "dez dec dezember december",
    };
    var months = new HashMap<String, Integer>();
    for (int i = 0; i < names.length; i++) {
      for (String name : names[i].split(" ", -1)) {
        months.put(name, i + 1);
      }
    }
    return Map.copyOf(months);
  }

  /// The month a word means; null where it means none.
  static @Nullable Integer month(String word) {
    String plain = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    return MONTHS.get(plain.toLowerCase(Locale.ROOT));
  }

  /// The forms of a cell; 0 where it is no date or time.
  long of(String cell) {
    dayFirst = 0;
    monthFirst = 0;
    fraction = "";
    zone = "";
    int length = cell.length();
    if (length < SHORTEST || length > LONGEST) {
      return 0;
    }
    text = cell;
    at = 0;
    char first = cell.charAt(0);
    if (!NumberShape.isDigit(first)) {
      return first == 'P' ? isoDuration() : word();
    }
    int start = digits();
    if (at == length) {
      return compact(start, length);
    }
    return switch (cell.charAt(at)) {
      case '.', '/', '-' -> parted(start);
      case ':' -> clock();
      case ' ' -> spaced(start);
      default -> 0;
    };
  }

  private int digits() {
    int value = 0;
    int from = at;
    while (at < text.length() && NumberShape.isDigit(text.charAt(at)) && at - from < 9) {
      value = value * 10 + (text.charAt(at++) - '0');
    }
    return at == from ? -1 : value;
  }

  private long compact(int value, int length) {
    if (length == 8
        && exists(value / 10000, value / 100 % 100, value % 100)
        && value > 1500_00_00) {
      both(value * DAY);
      return Form.COMPACT | Form.DATE | Form.YEAR_FIRST;
    }
    int month = value % 100;
    boolean yearMonth =
        length == 6 && value > 1500_00 && value < 2200_00 && month > 0 && month < 13;
    if (yearMonth) {
      both(value * 100L * DAY);
    }
    return yearMonth ? Form.YEAR_MONTH : 0;
  }

  private void both(long value) {
    dayFirst = value;
    monthFirst = value;
  }

  private long parted(int first) {
    int firstLength = at;
    char sign = text.charAt(at++);
    if (sign == '.' && at < text.length() && text.charAt(at) == ' ') {
      at++;
      return afterDay(first);
    }
    int secondAt = at;
    int second = digits();
    int secondLength = at - secondAt;
    if (second < 0) {
      return sign == '-' || sign == '.' ? afterDay(first) : 0;
    }
    if (at == text.length() || text.charAt(at) != sign) {
      return at == text.length() ? yearAndMonth(first, firstLength, second, secondLength, sign) : 0;
    }
    int thirdAt = ++at;
    int third = digits();
    int thirdLength = at - thirdAt;
    if (firstLength == 4 && secondLength <= 2 && thirdLength <= 2 && third >= 0) {
      return dated(yearFirst(first, second, third), style(sign));
    }
    boolean shortYear = thirdLength == 2 && sign != '-';
    if (firstLength > 2 || secondLength > 2 || (thirdLength != 4 && !shortYear)) {
      return 0;
    }
    int year = shortYear ? (third <= pivot ? 2000 : 1900) + third : third;
    return dated(dayOrMonthFirst(first, second, year, sign), style(sign));
  }

  private static long style(char sign) {
    return sign == '.' ? Form.DOTS : sign == '/' ? Form.STROKES : Form.HYPHENS;
  }

  private long yearFirst(int year, int month, int day) {
    if (!exists(year, month, day)) {
      return looksLikeDate(year, month, day) ? Form.NO_SUCH_DAY : 0;
    }
    both(packed(year, month, day));
    return Form.DATE | Form.YEAR_FIRST;
  }

  private long dayOrMonthFirst(int first, int second, int year, char sign) {
    boolean day = exists(year, second, first);
    boolean month = sign != '.' && exists(year, first, second);
    if (!day && !month) {
      return looksLikeDate(year, Math.min(first, second), Math.max(first, second))
          ? Form.NO_SUCH_DAY
          : 0;
    }
    dayFirst = day ? packed(year, second, first) : 0;
    monthFirst = month ? packed(year, first, second) : sign == '.' ? dayFirst : 0;
    long forms = (day ? Form.DAY_FIRST : 0) | (month ? Form.MONTH_FIRST : 0);
    return sign == '.' ? Form.DATE : forms;
  }

  private static boolean looksLikeDate(int year, int month, int day) {
    return year >= 1000 && year < 3000 && month <= 31 && day <= 99;
  }

  private long yearAndMonth(int first, int firstLength, int second, int secondLength, char sign) {
    if (firstLength == 4 && secondLength == 2 && sign == '-' && isYear(first) && isMonth(second)) {
      both(packed(first, second, 0));
      return Form.YEAR_MONTH;
    }
    if (firstLength <= 2 && secondLength == 4 && isYear(second) && isMonth(first)) {
      both(packed(second, first, 0));
      return Form.YEAR_MONTH;
    }
    return 0;
  }

  private static boolean isYear(int year) {
    return year >= 1500 && year < 2200;
  }

  private static boolean isMonth(int month) {
    return month >= 1 && month <= 12;
  }

  /// `24 October 2011`
  private long spaced(int first) {
    at++;
    return at < text.length() && Character.isLetter(text.charAt(at)) ? afterDay(first) : 0;
  }

  private long afterDay(int day) {
    Integer month = monthWord();
    skip(" .-,");
    int yearAt = at;
    int year = digits();
    if (month == null || day < 1 || day > 31 || at - yearAt != 4) {
      return 0;
    }
    return dated(yearFirst(year, month, day) & ~Form.YEAR_FIRST, Form.MONTH_WORD);
  }

  /// `Oktober 2011`, `Oct 24, 2011`
  private long word() {
    Integer month = monthWord();
    if (month == null) {
      return 0;
    }
    skip(" .-");
    int numberAt = at;
    int number = digits();
    if (at == text.length() && at - numberAt == 4 && isYear(number)) {
      both(packed(number, month, 0));
      return Form.YEAR_MONTH | Form.MONTH_WORD;
    }
    skip(", ");
    int yearAt = at;
    int year = digits();
    if (number < 1 || number > 31 || at - yearAt != 4) {
      return 0;
    }
    return dated(yearFirst(year, month, number) & ~Form.YEAR_FIRST, Form.MONTH_WORD);
  }

  private @Nullable Integer monthWord() {
    int from = at;
    while (at < text.length() && Character.isLetter(text.charAt(at)) && at - from < 10) {
      at++;
    }
    return at - from < 3 ? null : month(text.substring(from, at));
  }

  private void skip(String signs) {
    while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /// What follows a date: nothing, or a time of day.
  private long dated(long forms, long style) {
    if (forms == 0 || at == text.length()) {
      return forms == 0 ? 0 : forms | style;
    }
    char sign = text.charAt(at);
    if (sign != 'T' && sign != ' ' && sign != ',') {
      return 0;
    }
    skip("T ,");
    long time = clockTime();
    if (time < 0) {
      return 0;
    }
    dayFirst = dayFirst == 0 ? 0 : dayFirst + time;
    monthFirst = monthFirst == 0 ? 0 : monthFirst + time;
    return forms | style | Form.WITH_TIME;
  }

  /// A cell that begins as a time of day.
  private long clock() {
    at = 0;
    long time = clockTime();
    if (time < 0) {
      at = 0;
      return hoursAndMinutes();
    }
    both(time);
    return Form.TIME;
  }

  /// More hours than a day has.
  private long hoursAndMinutes() {
    int hours = digits();
    int from = ++at;
    int minutes = digits();
    boolean whole = at == text.length() || text.substring(at).strip().equals("h");
    boolean fits = hours >= 0 && minutes >= 0 && minutes < 60 && at - from == 2 && whole;
    return fits ? Form.DURATION : 0;
  }

  /// hhmmss, or -1 where the rest of the text is no time.
  private long clockTime() {
    int from = at;
    int hour = digits();
    if (hour < 0 || hour > 24 || at - from > 2 || at == text.length()) {
      return -1;
    }
    if (text.charAt(at) != ':' && text.charAt(at) != '.') {
      return -1;
    }
    boolean point = text.charAt(at) == '.';
    from = ++at;
    int minute = digits();
    if (minute < 0 || minute > 59 || at - from != 2 || (hour == 24 && minute > 0)) {
      return -1;
    }
    int second = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      from = ++at;
      second = digits();
      if (second < 0 || second > 59 || at - from != 2) {
        return -1;
      }
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        from = at++;
        digits();
        fraction = at - from > 1 ? "." + text.substring(from + 1, at) : "";
      }
    }
    int half = half();
    if (half > 0 && hour > 12) {
      return -1;
    }
    if (half > 0 && hour == 12) {
      hour = 0;
    }
    boolean ended = zoneOrHour(point);
    return ended ? (hour + Math.max(half - 1, 0)) * 10_000L + minute * 100L + second : -1;
  }

  /// 1 for AM, 13 for PM, 0 for neither.
  private int half() {
    String rest = text.substring(at).strip().toLowerCase(Locale.ROOT);
    if (rest.equals("am") || rest.equals("pm")) {
      at = text.length();
      return rest.equals("am") ? 1 : 13;
    }
    return 0;
  }

  private boolean zoneOrHour(boolean point) {
    if (at == text.length()) {
      return !point;
    }
    String rest = text.substring(at).strip();
    if (rest.equals("Z") || rest.equals("UTC")) {
      zone = "Z";
      return true;
    }
    if (rest.equals("Uhr") || rest.equals("h")) {
      return true;
    }
    if (rest.isEmpty() || (rest.charAt(0) != '+' && rest.charAt(0) != '-')) {
      return false;
    }
    String offset = rest.substring(1).replace(":", "");
    zone = rest;
    return (offset.length() == 2 || offset.length() == 4)
        && offset.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private long isoDuration() {
    return text.length() < 20
            && text.matches("P(?=.)(\\d+Y)?(\\d+M)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?")
        ? Form.DURATION
        : 0;
  }

  private static long packed(int year, int month, int day) {
    return (year * 10000L + month * 100L + day) * DAY;
  }

  private static boolean exists(int year, int month, int day) {
    return year >= 1000
        && year < 10000
        && isMonth(month)
        && day >= 1
        && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
  }

  /// The cell read last in ISO form, as exact as it stands there.
  ///
  /// @param forms what it is
  public String iso(boolean dayComesFirst, long forms) {
    long value = dayComesFirst ? dayFirst : monthFirst;
    String clock = time(value) + fraction + isoZone();
    if (Form.any(forms, Form.TIME)) {
      return clock;
    }
    return iso(value, false) + (Form.any(forms, Form.WITH_TIME) ? "T" + clock : "");
  }

  private String isoZone() {
    if (zone.length() < 3) {
      return zone;
    }
    String minutes = zone.length() == 3 ? "00" : zone.substring(zone.length() - 2);
    return zone.substring(0, 3) + ":" + minutes;
  }

  /// A value of [#dayFirst] or [#monthFirst] in ISO form.
  public static String iso(long value, boolean withTime) {
    long date = value / DAY;
    var text = new StringBuilder(20);
    two(text, date / 1_000_000);
    two(text, date / 10_000);
    two(text.append('-'), date / 100);
    if (date % 100 != 0) {
      two(text.append('-'), date);
    }
    return withTime ? text.append('T').append(time(value)).toString() : text.toString();
  }

  /// The time of day of such a value.
  public static String time(long value) {
    var text = new StringBuilder(8);
    two(text, value / 10_000);
    two(text.append(':'), value / 100);
    two(text.append(':'), value);
    return text.toString();
  }

  /// The last two digits of a number.
  private static void two(StringBuilder text, long number) {
    text.append((char) ('0' + number / 10 % 10)).append((char) ('0' + number % 10));
  }
}
