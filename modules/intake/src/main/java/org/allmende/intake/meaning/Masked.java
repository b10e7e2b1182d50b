package org.allmende.intake.meaning;

/// Shows what kind of value was found without showing the value.
final class Masked {

  private static final int LONGEST = 32;

  private Masked() {}

  /// `Anna Weber` becomes `A••• •••••`.
  static String of(String value) {
    var masked = new StringBuilder(LONGEST);
    for (int i = 0; i < value.length() && masked.length() < LONGEST; i++) {
      char c = value.charAt(i);
      boolean shown = (i == 0 && Character.isLetter(c)) || !Character.isLetterOrDigit(c);
      masked.append(shown && !Character.isSurrogate(c) ? c : '•');
    }
    return masked.toString();
  }
}
