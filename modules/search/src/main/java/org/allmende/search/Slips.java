package org.allmende.search;

/// Compares words that may differ by one slip of the finger.
final class Slips {

  private Slips() {}

  /// Whether two words differ by one letter that is wrong, missing or too many, or by two
  /// neighbours that changed places.
  static boolean isOne(String one, String other) {
    int difference = one.length() - other.length();
    if (difference < -1 || difference > 1 || one.equals(other)) {
      return false;
    }
    int start = 0;
    int shorter = Math.min(one.length(), other.length());
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    String a = one.substring(start);
    String b = other.substring(start);
    if (difference != 0) {
      return difference > 0 ? a.substring(1).equals(b) : b.substring(1).equals(a);
    }
    boolean swapped =
        a.length() > 1
            && a.charAt(0) == b.charAt(1)
            && a.charAt(1) == b.charAt(0)
            && a.substring(2).equals(b.substring(2));
    return swapped || a.substring(1).equals(b.substring(1));
  }
}
