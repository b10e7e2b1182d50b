package org.allmende.search.german;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Brings all spellings of a word together: `Bäume`, `BAEUME` and `baume` are `baume`, `Straße` and
/// `Strasse` are `strasse`. Words that differ in nothing else (`schon`, `schön`) meet as well,
/// which costs a search less than a missing umlaut would.
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String AFTER_VOWEL = "aeiouyq";

  private Folding() {}

  /// The form words are compared in.
  public static String of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return withoutUmlauts(isAscii(lower) ? lower : plain(lower));
  }

  private static String plain(String lower) {
    String composed =
        Normalizer.normalize(lower, Normalizer.Form.NFKC)
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace("ø", "o");
    return MARKS.matcher(Normalizer.normalize(composed, Normalizer.Form.NFD)).replaceAll("");
  }

  /// `ae`, `oe` and `ue` stand for umlauts, except where the first letter belongs to a diphthong:
  /// `neue`, `Quelle`.
  private static String withoutUmlauts(String ascii) {
    if (!ascii.contains("ae") && !ascii.contains("oe") && !ascii.contains("ue")) {
      return ascii;
    }
    var folded = new StringBuilder(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      boolean written = c == 'e' && i > 0 && isUmlautWritten(ascii, i - 1);
      if (!written) {
        folded.append(c);
      }
    }
    return folded.toString();
  }

  private static boolean isUmlautWritten(String text, int at) {
    char vowel = text.charAt(at);
    boolean afterVowel = at > 0 && AFTER_VOWEL.indexOf(text.charAt(at - 1)) >= 0;
    return (vowel == 'a' || vowel == 'o' || vowel == 'u') && !afterVowel;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
