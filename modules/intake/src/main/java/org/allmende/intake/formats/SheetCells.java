package org.allmende.intake.formats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/// Says in text what the typed cells of spreadsheets hold, so that it is understood as it was
/// meant: a number never looks like one with grouped digits, a date is a date in ISO form as exact
/// as its format shows it, digits that a format fills up with zeros keep them, a percentage has its
/// sign.
final class SheetCells {

  /// As exact as spreadsheets show numbers; what lies beyond is an artefact of binary fractions.
  private static final MathContext DIGITS = new MathContext(15);

  private static final int MOST_ZEROS = 40;
  private static final Pattern LITERALS =
      Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[\\$[^\\]]*\\]|\\[[A-Za-z]+\\d*\\]");
  private static final Pattern ELAPSED = Pattern.compile("(?i).*\\[(h+|m+|s+)\\].*");
  private static final Pattern FILLED = Pattern.compile("0{2,20}");
  private static final Pattern GROUP_LIKE = Pattern.compile("-?[1-9]\\d{0,2}\\.\\d{3}");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  private SheetCells() {}

  /// A number.
  ///
  /// @param formatId the built-in format's number, or any other where the format is given
  /// @param format as the file has it
  /// @param since1904 whether days are counted from 1904
  static String number(double value, int formatId, @Nullable String format, boolean since1904) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "";
    }
    String shown = format == null ? "" : format;
    int section = shown.indexOf(';');
    String first = section < 0 ? shown : shown.substring(0, section);
    if (DateUtil.isADateFormat(formatId, first) && DateUtil.isValidExcelDate(value)) {
      return ELAPSED.matcher(first).matches()
          ? elapsed(value)
          : moment(DateUtil.getLocalDateTime(value, since1904, true), value, first);
    }
    return number(BigDecimal.valueOf(value).round(DIGITS), LITERALS.matcher(first).replaceAll(""));
  }

  private static String number(BigDecimal value, String format) {
    if (format.strip().endsWith("%")) {
      return plain(value.movePointRight(2)) + " %";
    }
    String text = plain(value);
    if (FILLED.matcher(format).matches() && text.matches("\\d+")) {
      return "0".repeat(Math.max(0, format.length() - text.length())) + text;
    }
    return text;
  }

  /// A number as it is written everywhere.
  static String plain(BigDecimal value) {
    BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    String text =
        Math.abs((long) bare.scale()) > MOST_ZEROS ? bare.toString() : bare.toPlainString();
    return unmistakable(text);
  }

  /// Gives `12.345` a zero more, for it could be taken for twelve thousand.
  static String unmistakable(String number) {
    return GROUP_LIKE.matcher(number).matches() ? number + "0" : number;
  }

  private static String moment(LocalDateTime moment, double value, String format) {
    String plain = LITERALS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    boolean clock = plain.indexOf('h') >= 0 || plain.indexOf('s') >= 0;
    if (value < 1 || (clock && plain.indexOf('d') < 0 && plain.indexOf('y') < 0)) {
      return SECONDS.format(moment.toLocalTime());
    }
    LocalDate day = moment.toLocalDate();
    if (clock || !moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return day + "T" + SECONDS.format(moment.toLocalTime());
    }
    if (!plain.isEmpty() && plain.indexOf('d') < 0 && plain.indexOf('y') >= 0) {
      return plain.indexOf('m') < 0
          ? String.valueOf(day.getYear())
          : day.toString().substring(0, 7);
    }
    return day.toString();
  }

  private static String elapsed(double days) {
    long seconds = Math.round(days * 86_400);
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
