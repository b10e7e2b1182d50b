package org.allmende.intake.text;

import java.util.regex.Pattern;

/// What a single cell looks like, without knowing its column. Enough to tell a table that is parted
/// well from one that is not, and a header from data; what a column *is* is decided elsewhere.
public enum CellKind {
  EMPTY(0.6),
  NUMBER(1),
  DATE(1),
  TIME(1),
  ADDRESS(1),
  CODE(0.85),
  TEXT(0.6);

  private static final int LONGEST = 200;
  private static final Pattern NUMERIC =
      Pattern.compile(
          "[-+−–(]?\\s?(?:[€$]\\s?)?(?:\\d{1,3}(?:[.,' ’\\u00A0\\u202F]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?|[.,]\\d+)"
              + "(?:[eE][-+]?\\d{1,3})?\\s?(?:%|€|EUR|\\))?-?");
  private static final Pattern DATES =
      Pattern.compile(
          "(?:\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})"
              + "(?:[ T,]+\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[AP]M)?(?:Z|[-+]\\d{2}:?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIMES =
      Pattern.compile(
          "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?(?:Uhr|[AP]M))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESSES =
      Pattern.compile("(?:https?://|www\\.|ftp://)\\S+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

  private final double weight;

  CellKind(double weight) {
    this.weight = weight;
  }

  /// How much a cell of this kind speaks for the way the record was parted.
  double weight() {
    return weight;
  }

  public boolean isFigure() {
    return this == NUMBER || this == DATE || this == TIME || this == ADDRESS;
  }

  public static CellKind of(String cell) {
    String text = stripped(cell);
    if (text.isEmpty() || isNullSign(text)) {
      return EMPTY;
    }
    if (text.length() > LONGEST) {
      return text.startsWith("http") && text.indexOf(' ') < 0 ? ADDRESS : TEXT;
    }
    char first = text.charAt(0);
    if (startsFigure(first)) {
      if (NUMERIC.matcher(text).matches()) {
        return NUMBER;
      }
      if (DATES.matcher(text).matches()) {
        return DATE;
      }
      if (TIMES.matcher(text).matches()) {
        return TIME;
      }
    }
    if ((text.indexOf('@') > 0 || text.indexOf('.') > 0) && ADDRESSES.matcher(text).matches()) {
      return ADDRESS;
    }
    return isCode(text) ? CODE : TEXT;
  }

  private static boolean startsFigure(char first) {
    return (first >= '0' && first <= '9') || "-+−–(€$.,".indexOf(first) >= 0;
  }

  private static boolean isNullSign(String text) {
    return text.length() <= 5
        && switch (text) {
          case "-",
              "–",
              ".",
              "..",
              "...",
              "/",
              "*",
              "***",
              "*****",
              "k.A.",
              "n/a",
              "N/A",
              "NA",
              "null",
              "NULL",
              "\\N",
              "#NV",
              "#N/V" ->
              true;
          default -> false;
        };
  }

  private static boolean isCode(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.' && c != '/') {
        return false;
      }
    }
    return digit && text.length() <= 40;
  }

  private static String stripped(String cell) {
    int start = 0;
    int end = cell.length();
    while (start < end && gap(cell.charAt(start))) {
      start++;
    }
    while (end > start && gap(cell.charAt(end - 1))) {
      end--;
    }
    return cell.substring(start, end);
  }

  private static boolean gap(char c) {
    return c <= ' ' || c == '\u00A0';
  }
}
