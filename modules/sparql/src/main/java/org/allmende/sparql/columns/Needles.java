package org.allmende.sparql.columns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks for words in a text as it lies in the dictionary, in UTF-8, without making a string of it.
/// Letters up to U+00FF may be in either case. A few characters, such as the long s, are some plain
/// letter in another case: a text that holds one has to be looked at as SPARQL says.
final class Needles {

  /// What is known of a text.
  enum Outcome {
    FOUND,
    MISSING,
    UNSURE
  }

  private static final byte STARTS = 1;
  private static final byte ODD = 2;

  /// Characters whose other case is a plain letter: İ, ı, ſ, ẞ, the signs for Kelvin and Ångström.
  private static final List<byte[]> STRANGE =
      List.of(
          utf8("\u0130"),
          utf8("\u0131"),
          utf8("\u017F"),
          utf8("\u1E9E"),
          utf8("\u212A"),
          utf8("\u212B"));

  private final byte[][] words;

  /// The same bytes in the other case, or as they are where there is none.
  private final byte[][] others;

  private final byte[] kinds = new byte[256];

  private Needles(List<String> wanted, boolean eitherCase) {
    this.words = new byte[wanted.size()][];
    this.others = new byte[wanted.size()][];
    for (int i = 0; i < words.length; i++) {
      words[i] = utf8(wanted.get(i));
      others[i] = eitherCase ? other(words[i]) : words[i];
      kinds[words[i][0] & 0xFF] |= STARTS;
      kinds[others[i][0] & 0xFF] |= STARTS;
    }
    if (eitherCase) {
      STRANGE.forEach(odd -> kinds[odd[0] & 0xFF] |= ODD);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Upper case for lower case; in UTF-8 both are one bit apart up to U+00FF.
  private static byte[] other(byte[] word) {
    byte[] other = word.clone();
    for (int i = 0; i < word.length; i++) {
      int one = word[i] & 0xFF;
      boolean ascii = one >= 'a' && one <= 'z';
      boolean latin = i > 0 && word[i - 1] == (byte) 0xC3 && one >= 0xA0 && one <= 0xBE;
      if (ascii || (latin && one != 0xB7)) {
        other[i] = (byte) (one & ~0x20);
      }
    }
    return other;
  }

  /// The text itself, somewhere in another.
  ///
  /// @param eitherCase whether the other is taken in lower case
  static Optional<Needles> in(String text, boolean eitherCase) {
    return of(List.of(text), eitherCase && text.equals(text.toLowerCase(Locale.ROOT)), eitherCase);
  }

  /// A regular expression that is nothing but words, with `|` between them.
  static Optional<Needles> regex(String pattern, String flags) {
    boolean eitherCase = flags.equals("i");
    if (!eitherCase && !flags.isEmpty()) {
      return Optional.empty();
    }
    var words = new ArrayList<String>();
    for (String word : pattern.split("\\|", -1)) {
      if (!word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-')) {
        return Optional.empty();
      }
      words.add(eitherCase ? word.toLowerCase(Locale.ROOT) : word);
    }
    return of(words, eitherCase, eitherCase);
  }

  private static Optional<Needles> of(List<String> words, boolean folded, boolean eitherCase) {
    boolean known =
        folded == eitherCase
            && words.stream()
                .allMatch(word -> !word.isEmpty() && word.chars().allMatch(c -> plain(c, folded)));
    return known ? Optional.of(new Needles(words, eitherCase)) : Optional.empty();
  }

  /// Whether a character is in one case like in the other, or one bit apart.
  private static boolean plain(int c, boolean folded) {
    return folded ? c < 0x80 || (c >= 0xC0 && c <= 0xFE) : !Character.isSurrogate((char) c);
  }

  /// Looks through a text.
  ///
  /// @param from where it begins; it goes on to the end
  Outcome find(byte[] text, int from) {
    for (int at = from; at < text.length; at++) {
      byte kind = kinds[text[at] & 0xFF];
      if (kind == 0) {
        continue;
      }
      if ((kind & ODD) != 0 && isStrange(text, at)) {
        return Outcome.UNSURE;
      }
      if ((kind & STARTS) != 0 && startsHere(text, at)) {
        return Outcome.FOUND;
      }
    }
    return Outcome.MISSING;
  }

  private static boolean isStrange(byte[] text, int at) {
    for (byte[] odd : STRANGE) {
      if (at + odd.length <= text.length
          && Arrays.equals(text, at, at + odd.length, odd, 0, odd.length)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsHere(byte[] text, int at) {
    for (int i = 0; i < words.length; i++) {
      if (at + words[i].length <= text.length && fits(text, at, words[i], others[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(byte[] text, int at, byte[] word, byte[] other) {
    for (int i = 0; i < word.length; i++) {
      byte found = text[at + i];
      if (found != word[i] && found != other[i]) {
        return false;
      }
    }
    return true;
  }
}
