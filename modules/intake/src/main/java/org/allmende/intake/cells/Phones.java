package org.allmende.intake.cells;

/// Knows how telephone numbers are written in Germany, Austria and Switzerland.
final class Phones {

  private Phones() {}

  /// `0171 39200-12`, `+49 (0)221 4710123`
  static boolean isNumber(String cell) {
    int length = cell.length();
    if (length < 7 || length > 32) {
      return false;
    }
    char first = cell.charAt(0);
    boolean bracket = first == '(';
    boolean start =
        first == '+' || first == '0' || (bracket && length > 1 && cell.charAt(1) == '0');
    int digits = 0;
    for (int i = 0; i < length && start; i++) {
      char c = cell.charAt(i);
      if (NumberShape.isDigit(c)) {
        digits++;
      } else if (" /()-+–\u00a0".indexOf(c) < 0 || (c == '+' && i > 0)) {
        return false;
      }
    }
    String plain = start ? plain(cell) : "";
    return digits >= 6
        && digits <= 16
        && plain.length() > 5
        && plain.charAt(0) >= '1'
        && hasSigns(cell, digits);
  }

  /// Eleven digits in a row may be anything; a number between signs or with a known start is a
  /// phone.
  private static boolean hasSigns(String cell, int digits) {
    return cell.length() > digits || (isMobile(cell) && digits >= 10 && digits <= 13);
  }

  static boolean isMobile(String cell) {
    String plain = plain(cell);
    return plain.startsWith("15") || plain.startsWith("16") || plain.startsWith("17");
  }

  /// The digits after the trunk or country prefix; empty where the number has neither.
  private static String plain(String cell) {
    var digits = new StringBuilder(16);
    for (int i = 0; i < cell.length() && digits.length() < 20; i++) {
      if (NumberShape.isDigit(cell.charAt(i))) {
        digits.append(cell.charAt(i));
      }
    }
    String all = digits.toString();
    if (cell.startsWith("+") || all.startsWith("00")) {
      String national = all.substring(Math.min(all.length(), cell.startsWith("+") ? 2 : 4));
      return national.startsWith("0") ? national.substring(1) : national;
    }
    return all.startsWith("0") ? all.substring(1) : "";
  }

  /// `0221/4710-0`, `030 23125-12`: an extension of an office.
  static boolean hasExtension(String cell) {
    int hyphen = cell.lastIndexOf('-');
    int tail = cell.length() - hyphen - 1;
    boolean before = hyphen > 5 && cell.substring(0, hyphen).matches(".*[ /)].*\\d");
    return before && tail >= 1 && tail <= 4;
  }
}
