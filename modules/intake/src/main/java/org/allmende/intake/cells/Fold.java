package org.allmende.intake.cells;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Brings words into one spelling, so that `Müller`, `MUELLER` and `Mueller` meet.
public final class Fold {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('ä', "ae"),
          Map.entry('ö', "oe"),
          Map.entry('ü', "ue"),
          Map.entry('ß', "ss"),
          Map.entry('æ', "ae"),
          Map.entry('ø', "o"),
          Map.entry('å', "a"),
          Map.entry('ł', "l"),
          Map.entry('ı', "i"),
          Map.entry('đ', "d"),
          Map.entry('ð', "d"),
          Map.entry('’', "'"),
          Map.entry('œ', "oe"),
          Map.entry('ə', "e"));

  private Fold() {}

  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return folded(text);
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String folded(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var out = new StringBuilder(lower.length() + 4);
    boolean marks = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      String other = c < 128 ? null : LETTERS.get(c);
      if (other == null) {
        out.append(c);
        marks |= c >= 128;
      } else {
        out.append(other);
      }
    }
    if (!marks) {
      return out.toString();
    }
    String apart = Normalizer.normalize(out, Normalizer.Form.NFD);
    return MARKS.matcher(apart).replaceAll("");
  }
}
