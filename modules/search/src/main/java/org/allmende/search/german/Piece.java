package org.allmende.search.german;

/// A word in its text.
///
/// @param text as it is written
/// @param start index of its first character
/// @param end index after its last
/// @param hyphen whether a hyphen joins it to the word before
/// @param open whether it ends in a hyphen that stands for a word further on: `Kommunal- und …`
public record Piece(String text, int start, int end, boolean hyphen, boolean open) {

  /// Cuts a text into words: letters and digits, at most `most` of them.
  public static java.util.List<Piece> of(String text, int most) {
    var pieces = new java.util.ArrayList<Piece>();
    int i = 0;
    int length = text.length();
    while (i < length && pieces.size() < most) {
      int start = i;
      while (i < length && isPart(text, i)) {
        i += Character.charCount(text.codePointAt(i));
      }
      if (i > start) {
        boolean hyphen = start > 1 && isHyphen(text.charAt(start - 1)) && isPart(text, start - 2);
        boolean open =
            i < length && isHyphen(text.charAt(i)) && (i + 1 == length || !isPart(text, i + 1));
        pieces.add(new Piece(text.substring(start, i), start, i, hyphen, open));
      } else {
        i += Character.charCount(text.codePointAt(i));
      }
    }
    return pieces;
  }

  private static boolean isPart(String text, int at) {
    int c = text.codePointAt(at);
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010' || c == '\u2011' || c == '\u2013';
  }
}
