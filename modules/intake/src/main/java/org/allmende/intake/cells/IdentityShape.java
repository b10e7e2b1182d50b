package org.allmende.intake.cells;

/// Knows how number plates of vehicles and addresses of computers are written.
final class IdentityShape {

  private IdentityShape() {}

  /// `MS-AB 1234`, `MS AB 1234E`, `MS-AB1234`
  static boolean isPlate(String cell) {
    int length = cell.length();
    int at = letters(cell, 0);
    if (at < 1 || at > 3 || at >= length || (cell.charAt(at) != '-' && cell.charAt(at) != ' ')) {
      return false;
    }
    int second = letters(cell, at + 1);
    int count = second - at - 1;
    if (count < 1 || count > 2) {
      return false;
    }
    int number = second < length && cell.charAt(second) == ' ' ? second + 1 : second;
    int end = number;
    while (end < length && NumberShape.isDigit(cell.charAt(end))) {
      end++;
    }
    boolean marked = end == length - 1 && (cell.charAt(end) == 'E' || cell.charAt(end) == 'H');
    int digits = end - number;
    return digits >= 1 && digits <= 4 && cell.charAt(number) != '0' && (end == length || marked);
  }

  private static int letters(String cell, int from) {
    int i = from;
    while (i < cell.length() && isPlateLetter(cell.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isPlateLetter(char c) {
    return (c >= 'A' && c <= 'Z') || c == 'Ä' || c == 'Ö' || c == 'Ü';
  }

  /// The signs of a computer's address; four small numbers may as well be a version.
  static long address(String cell) {
    if (cell.indexOf(':') > 0) {
      return isIpv6(cell) ? Sign.IPV6_ADDRESS.bit | Sign.IP_ADDRESS.bit : 0;
    }
    int dots = 0;
    int value = 0;
    int digits = 0;
    int small = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (NumberShape.isDigit(c) && digits < 3) {
        value = value * 10 + (c - '0');
        digits++;
      } else if (c == '.' && digits > 0) {
        small += dots < 2 && value < 32 ? 1 : 0;
        dots++;
        digits = 0;
        value = 0;
      } else {
        return 0;
      }
      if (value > 255) {
        return 0;
      }
    }
    boolean address = dots == 3 && digits > 0;
    return address ? Sign.IP_ADDRESS.bit | (small == 2 ? Sign.VERSION.bit : 0) : 0;
  }

  private static boolean isIpv6(String cell) {
    int colons = 0;
    int run = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ':') {
        colons++;
        run = 0;
      } else if (Character.digit(c, 16) < 0 || ++run > 4) {
        return false;
      }
    }
    return colons == 7 || (colons >= 2 && colons < 8 && cell.contains("::"));
  }
}
