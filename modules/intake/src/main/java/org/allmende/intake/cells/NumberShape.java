package org.allmende.intake.cells;

import org.jspecify.annotations.Nullable;

/// Reads a cell as a number, once as if the point were the decimal sign and once as if the comma
/// were. `1.234,5` fits only one of the two, `1.234` both with different values, `12` both with the
/// same.
public final class NumberShape {

  private static final int LONGEST = 60;
  private static final int MOST_DIGITS = 15;
  private static final double[] TEN_TO = powersOfTen();

  public double point;
  public double comma;
  @Nullable String unit;

  private String text = "";
  private int at;
  private int end;
  private boolean negative;

  private static double[] powersOfTen() {
    double[] powers = new double[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /// The forms of a cell; 0 where it is no number.
  public long of(String cell) {
    point = Double.NaN;
    comma = Double.NaN;
    unit = null;
    if (cell.isEmpty() || cell.length() > LONGEST) {
      return 0;
    }
    return canBegin(cell.charAt(0)) ? plain(cell) : 0;
  }

  private static boolean canBegin(char c) {
    return isDigit(c) || c < 'A' || c == 'E' || c == 'C' || c == 'F' || c > 'z';
  }

  /// The usual cell, digits with at most one sign between them, without a detour.
  private long plain(String cell) {
    int from = cell.charAt(0) == '-' ? 1 : 0;
    int length = cell.length();
    int sign = -1;
    long mantissa = 0;
    for (int i = from; i < length; i++) {
      char c = cell.charAt(i);
      if (isDigit(c)) {
        mantissa = mantissa * 10 + (c - '0');
      } else if (sign < 0 && (c == '.' || c == ',')) {
        sign = i;
      } else {
        return dressed(cell);
      }
    }
    if (length - from > MOST_DIGITS || length == from) {
      return length == from ? 0 : dressed(cell);
    }
    return sign < 0
        ? integer(cell, from, length, from == 1)
        : decimal(cell, from, sign, (double) (from == 1 ? -mantissa : mantissa));
  }

  private long decimal(String cell, int from, int sign, double mantissa) {
    int behind = cell.length() - sign - 1;
    if (behind == 0) {
      return 0;
    }
    int before = sign - from;
    boolean thousands = behind == 3 && before >= 1 && before <= 3 && cell.charAt(from) != '0';
    double fraction = mantissa / TEN_TO[behind];
    boolean dot = cell.charAt(sign) == '.';
    point = dot ? fraction : thousands ? mantissa : Double.NaN;
    comma = dot ? (thousands ? mantissa : Double.NaN) : fraction;
    long forms = dot ? Form.POINT | Form.POINT_FRACTION : Form.COMMA | Form.COMMA_FRACTION;
    forms |= thousands ? Form.NUMBER : 0;
    forms |= before > 1 && cell.charAt(from) == '0' ? Form.LEADING_ZERO : 0;
    return mantissa < 0 ? forms | Form.NEGATIVE : forms;
  }

  private long integer(String cell, int from, int to, boolean minus) {
    double value = 0;
    for (int i = from; i < to; i++) {
      if (isDigit(cell.charAt(i))) {
        value = value * 10 + (cell.charAt(i) - '0');
      }
    }
    point = minus ? -value : value;
    comma = point;
    int digits = to - from;
    long forms = Form.INTEGER | Form.POINT | Form.COMMA;
    forms |= cell.charAt(from) == '0' && digits > 1 ? Form.LEADING_ZERO : 0;
    forms |= digits > MOST_DIGITS ? Form.TOO_LONG : 0;
    forms |= digits > 3 ? Form.UNGROUPED : 0;
    forms |= value == 0 ? Form.ZERO : 0;
    forms |= digits == 4 && !minus && value >= 1500 && value < 2200 ? Form.YEAR : 0;
    return forms | (minus && value != 0 ? Form.NEGATIVE : 0);
  }

  private long dressed(String cell) {
    text = cell;
    at = 0;
    end = cell.length();
    negative = false;
    boolean bracket = cell.charAt(0) == '(' && cell.charAt(end - 1) == ')';
    if (bracket) {
      at++;
      end--;
      negative = true;
    }
    sign();
    String front = Units.currencyAt(text, at);
    if (front != null) {
      at += front.length();
      blanks();
      sign();
    }
    int from = at;
    body();
    int to = at;
    if (to == from || !rest(front) || to - from > 40) {
      return 0;
    }
    long forms = body(from, to);
    if (forms == 0) {
      return 0;
    }
    if (negative) {
      point = -point;
      comma = -comma;
      forms |= Form.NEGATIVE;
    }
    forms |= bracket ? Form.BRACKETS : 0;
    return forms | (unit == null ? 0 : Form.UNIT);
  }

  private void sign() {
    if (at < end && isMinus(text.charAt(at))) {
      negative = true;
      at++;
      blanks();
    } else if (at < end && text.charAt(at) == '+') {
      at++;
    }
  }

  private void blanks() {
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
  }

  /// Moves behind the digits and the signs between them.
  private void body() {
    while (at < end) {
      char c = text.charAt(at);
      boolean follows = at + 1 < end && isDigit(text.charAt(at + 1));
      if (!isDigit(c) && !(isSign(c) && follows)) {
        return;
      }
      at++;
    }
  }

  /// What follows the digits: nothing, an exponent, a minus, a unit.
  private boolean rest(@Nullable String front) {
    int exponent = exponentEnd();
    if (exponent == end) {
      return true;
    }
    blanks();
    if (at < end && isMinus(text.charAt(at)) && at == end - 1) {
      negative = true;
      return true;
    }
    if (at + 1 < end && text.charAt(at) == ',' && isMinus(text.charAt(at + 1))) {
      at += 2;
      while (at < end && isMinus(text.charAt(at))) {
        at++;
      }
      blanks();
    }
    String behind = text.substring(at, end);
    unit = behind.isEmpty() ? front : Units.known(behind);
    return behind.isEmpty() || unit != null;
  }

  private int exponentEnd() {
    if (at >= end || (text.charAt(at) | 32) != 'e') {
      return at >= end ? end : -1;
    }
    int i = at + 1;
    if (i < end && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    int digits = i;
    while (i < end && isDigit(text.charAt(i))) {
      i++;
    }
    return i > digits && i - digits <= 3 ? i : -1;
  }

  private long body(int from, int to) {
    int dots = 0;
    int commas = 0;
    int groups = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      commas += c == ',' ? 1 : 0;
      groups += isGroup(c) ? 1 : 0;
    }
    long forms;
    if (dots + commas + groups == 0) {
      forms = integer(text, from, to, false);
    } else {
      boolean asPoint =
          dots <= 1 && grouped(from, to, dots == 0 ? to : text.indexOf('.', from), ',');
      boolean asComma =
          commas <= 1 && grouped(from, to, commas == 0 ? to : text.indexOf(',', from), '.');
      forms = asPoint ? Form.POINT | (dots == 1 ? Form.POINT_FRACTION : 0) : 0;
      forms |= asComma ? Form.COMMA | (commas == 1 ? Form.COMMA_FRACTION : 0) : 0;
      point = asPoint ? value(from, to, '.') : Double.NaN;
      comma = asComma ? value(from, to, ',') : Double.NaN;
      forms |= forms != 0 && dots + commas + groups > 1 ? Form.GROUPED : 0;
    }
    return exponent(forms);
  }

  private long exponent(long forms) {
    if (forms == 0 || at >= end || (text.charAt(at) | 32) != 'e' || unit != null) {
      return forms;
    }
    int power = Integer.parseInt(text, at + (text.charAt(at + 1) == '+' ? 2 : 1), end, 10);
    point *= Math.pow(10, power);
    comma *= Math.pow(10, power);
    return forms & ~(Form.LEADING_ZERO | Form.INTEGER);
  }

  /// Whether the digits before the decimal sign stand in groups of three, or have no signs.
  private boolean grouped(int from, int to, int decimal, char thousands) {
    for (int i = decimal + 1; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    int group = 0;
    int signs = 0;
    for (int i = decimal - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        group++;
      } else if ((c == thousands || isGroup(c)) && group == 3) {
        group = 0;
        signs++;
      } else {
        return false;
      }
    }
    boolean zeroFirst = text.charAt(from) == '0';
    return signs == 0 || (group >= 1 && group <= 3 && !zeroFirst);
  }

  private double value(int from, int to, char decimal) {
    double value = 0;
    double scale = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        value = value * 10 + (c - '0');
        scale *= 10;
      } else if (c == decimal) {
        scale = 1;
      }
    }
    return scale > 1 ? value / scale : value;
  }

  /// The number as it is written in Java and JSON, every digit kept.
  public static String canonical(String cell, boolean decimalComma) {
    var plain = new StringBuilder(cell.length());
    boolean minus = cell.startsWith("(");
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (isDigit(c)) {
        plain.append(c);
      } else if (c == (decimalComma ? ',' : '.') && i + 1 < cell.length()) {
        plain.append(isDigit(cell.charAt(i + 1)) ? "." : "");
      } else if (isMinus(c) && !isPartOfExponent(cell, i) && !endsWhole(cell, i)) {
        minus = true;
      } else if ((c | 32) == 'e' && exponentFollows(cell, i)) {
        return expanded(plain, minus, cell.substring(i));
      } else if (Character.isLetter(c) && !plain.isEmpty()) {
        break;
      }
    }
    if (plain.isEmpty()) {
      return cell;
    }
    return expanded(plain, minus, "");
  }

  /// The same number with a decimal point and nothing between its digits; an exponent stays.
  public static String plain(String cell, boolean decimalComma) {
    if (isPlain(cell, decimalComma)) {
      return cell;
    }
    for (int i = 1; i < cell.length(); i++) {
      if ((cell.charAt(i) | 32) == 'e' && exponentFollows(cell, i)) {
        return canonical(cell.substring(0, i), decimalComma) + cell.substring(i);
      }
    }
    return canonical(cell, decimalComma);
  }

  private static boolean isPlain(String cell, boolean decimalComma) {
    int from = cell.charAt(0) == '-' ? 1 : 0;
    boolean fraction = decimalComma;
    for (int i = from; i < cell.length(); i++) {
      boolean sign = cell.charAt(i) == '.' && !fraction && i > from;
      fraction |= sign;
      if (!sign && !isDigit(cell.charAt(i))) {
        return false;
      }
    }
    boolean zeroFirst = cell.length() > from + 1 && cell.charAt(from) == '0';
    return cell.length() > from && (!zeroFirst || cell.charAt(from + 1) == '.');
  }

  private static boolean endsWhole(String cell, int i) {
    return i > 0 && (cell.charAt(i - 1) == ',' || isMinus(cell.charAt(i - 1)));
  }

  private static boolean isPartOfExponent(String cell, int i) {
    return i > 0 && (cell.charAt(i - 1) | 32) == 'e';
  }

  private static boolean exponentFollows(String cell, int i) {
    return i > 0
        && isDigit(cell.charAt(i - 1))
        && i + 1 < cell.length()
        && cell.substring(i + 1).matches("[+-]?\\d{1,3}");
  }

  private static String expanded(StringBuilder digits, boolean minus, String exponent) {
    String plain = new java.math.BigDecimal(digits + exponent).toPlainString();
    boolean zero = plain.chars().allMatch(c -> c == '0' || c == '.');
    return minus && !zero ? "-" + plain : plain;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isMinus(char c) {
    return c == '-' || c == '\u2212' || c == '\u2013';
  }

  private static boolean isSign(char c) {
    return c == '.' || c == ',' || isGroup(c);
  }

  private static boolean isGroup(char c) {
    return c == '\'' || c == '\u2019' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009';
  }
}
