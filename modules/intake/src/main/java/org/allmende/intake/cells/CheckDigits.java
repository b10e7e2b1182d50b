package org.allmende.intake.cells;

/// The check digits of numbers that name one person, account or document. Each method takes the
/// number without blanks.
final class CheckDigits {

  private static final int[] PENSION_WEIGHTS = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
  private static final int[] DOCUMENT_WEIGHTS = {7, 3, 1};

  private CheckDigits() {}

  /// International bank account number: modulo 97 (ISO 13616).
  static boolean iban(String s) {
    int length = s.length();
    if (length < 15 || length > 34 || !letters(s, 0, 2) || !digits(s, 2, 4)) {
      return false;
    }
    if (s.startsWith("DE") && (length != 22 || !digits(s, 2, length))) {
      return false;
    }
    int rest = 0;
    for (int i = 0; i < length; i++) {
      int value = Character.digit(s.charAt((i + 4) % length), 36);
      if (value < 0) {
        return false;
      }
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }

  /// Tax identification number (§ 139b AO): eleven digits of which one repeats, ISO 7064 MOD 11,10.
  static boolean taxId(String s) {
    if (s.length() != 11 || !digits(s, 0, 11) || s.charAt(0) == '0' || !oneDigitRepeats(s)) {
      return false;
    }
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (s.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == s.charAt(10) - '0';
  }

  private static boolean oneDigitRepeats(String s) {
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[s.charAt(i) - '0']++;
    }
    int twice = 0;
    int thrice = 0;
    for (int n : times) {
      twice += n == 2 ? 1 : 0;
      thrice += n == 3 ? 1 : 0;
      if (n > 3) {
        return false;
      }
    }
    return twice + thrice == 1;
  }

  /// Pension insurance number (§ 147 SGB VI): area, date of birth, letter, serial, check digit.
  static boolean pensionNumber(String s) {
    if (s.length() != 12 || !digits(s, 0, 8) || !letters(s, 8, 9) || !digits(s, 9, 12)) {
      return false;
    }
    int day = Integer.parseInt(s, 2, 4, 10) % 50;
    int month = Integer.parseInt(s, 4, 6, 10);
    String plain = s.substring(0, 8) + "%02d".formatted(s.charAt(8) - 'A' + 1) + s.substring(9, 11);
    int total = 0;
    for (int i = 0; i < 12; i++) {
      int product = (plain.charAt(i) - '0') * PENSION_WEIGHTS[i];
      total += product / 10 + product % 10;
    }
    return day <= 31 && month >= 1 && month <= 12 && total % 10 == s.charAt(11) - '0';
  }

  /// Number of a health insurance card (§ 290 SGB V): a letter, eight digits, a check digit.
  static boolean healthInsuranceNumber(String s) {
    if (s.length() != 10 || !letters(s, 0, 1) || !digits(s, 1, 10)) {
      return false;
    }
    String plain = "%02d".formatted(s.charAt(0) - 'A' + 1) + s.substring(1, 9);
    int total = 0;
    for (int i = 0; i < 10; i++) {
      int product = (plain.charAt(i) - '0') * (i % 2 + 1);
      total += product / 10 + product % 10;
    }
    return total % 10 == s.charAt(9) - '0';
  }

  /// Number of a German identity card or passport: nine signs without vowels.
  static boolean looksLikeDocument(String s) {
    if ((s.length() != 9 && s.length() != 10) || "CFGHJKLMNPRTVWXYZ".indexOf(s.charAt(0)) < 0) {
      return false;
    }
    for (int i = 1; i < 9; i++) {
      if ("0123456789CFGHJKLMNPRTVWXYZ".indexOf(s.charAt(i)) < 0) {
        return false;
      }
    }
    return s.length() == 9 || documentCheck(s) == s.charAt(9) - '0';
  }

  private static int documentCheck(String s) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += Character.digit(s.charAt(i), 36) * DOCUMENT_WEIGHTS[i % 3];
    }
    return sum % 10;
  }

  private static boolean digits(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!NumberShape.isDigit(s.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean letters(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      if (s.charAt(i) < 'A' || s.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }
}
