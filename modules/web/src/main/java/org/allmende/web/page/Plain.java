package org.allmende.web.page;

/// Texts of others as they may stand in a page: without signs that turn the text around them upside
/// down, and not endless.
public final class Plain {

  private static final int LONGEST = 20_000;

  private Plain() {}

  /// The text without control characters and marks that change the direction of what follows. A
  /// line break and a tab stay.
  public static String of(String text) {
    var out = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints().limit(LONGEST).filter(Plain::isHarmless).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isHarmless(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    boolean turns =
        (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200e
            || c == 0x200f
            || c == 0x061c;
    return !turns && !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }

  /// The harmless text, cut between words where it is longer than allowed.
  public static String shorten(String text, int most) {
    String plain = of(text);
    if (plain.length() <= most) {
      return plain;
    }
    int end = plain.lastIndexOf(' ', most);
    int cut = end < most / 2 ? most : end;
    return plain.substring(0, Character.isHighSurrogate(plain.charAt(cut - 1)) ? cut - 1 : cut)
        + " …";
  }
}
