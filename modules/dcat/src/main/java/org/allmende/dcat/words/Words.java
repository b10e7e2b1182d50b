package org.allmende.dcat.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts names into words, and folds words so that spellings and endings of the same word meet.
public final class Words {

  private static final Pattern CAMEL =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern LETTER_DIGIT =
      Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{Nd}+]+");
  private static final List<String> ENDINGS = List.of("en", "er", "es", "em", "e", "n", "s");
  private static final int SHORTEST_STEM = 4;
  private static final int LONGEST_TEXT = 2000;
  private static final int LONGEST_WORD = 60;
  private static final int MOST_WORDS = 300;

  private Words() {}

  /// The words of a text: split at everything that is neither letter nor digit, and where
  /// `camelCase` or a number begins. Long texts are cut.
  public static List<String> split(String text) {
    String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    String composed = Normalizer.normalize(bounded, Normalizer.Form.NFC);
    var words = new ArrayList<String>();
    for (String part : OTHER.split(composed, 0)) {
      for (String hump : CAMEL.split(part, 0)) {
        for (String word : LETTER_DIGIT.split(hump, 0)) {
          if (isWord(word) && words.size() < MOST_WORDS) {
            words.add(word);
          }
        }
      }
    }
    return words;
  }

  /// The words of a text without looking inside them.
  public static List<String> plain(String text) {
    String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    var words = new ArrayList<String>();
    for (String word : OTHER.split(Normalizer.normalize(bounded, Normalizer.Form.NFC), 0)) {
      if (isWord(word) && words.size() < MOST_WORDS) {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_WORD;
  }

  /// Lower case with umlauts written out: `Bäume` and `BAEUME` become `baeume`.
  public static String spelledOut(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss");
  }

  /// What words of one family share: `Bäume`, `baeumen` and `Baum` become `baum`. Not a stem a
  /// linguist would sign, but the same for both sides of a comparison.
  public static String stem(String word) {
    String folded = foldUmlauts(spelledOut(word));
    for (String ending : ENDINGS) {
      if (folded.length() - ending.length() >= SHORTEST_STEM && folded.endsWith(ending)) {
        return folded.substring(0, folded.length() - ending.length());
      }
    }
    return folded;
  }

  private static String foldUmlauts(String word) {
    var out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      out.append(c);
      boolean umlaut = c == 'a' || c == 'o' || (c == 'u' && !follows(word, i, "aeq"));
      if (umlaut && i + 1 < word.length() && word.charAt(i + 1) == 'e') {
        i++;
      }
    }
    return out.toString();
  }

  private static boolean follows(String word, int at, String letters) {
    return at > 0 && letters.indexOf(word.charAt(at - 1)) >= 0;
  }

  /// The first letter in upper case.
  static String capital(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.GERMAN) + text.substring(first);
  }
}
