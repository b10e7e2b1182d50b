package org.allmende.intake.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Decides between the single-byte sets by how the words look that each of them gives.
///
/// Every high byte is judged in its context: a German letter inside a word speaks for a set, box
/// drawing or a symbol between letters against it. The mean over all high bytes decides, so a few
/// odd places in a long file do not.
public final class SingleByteGuess {

  private static final String GERMAN = "äöüÄÖÜß";
  private static final String EURO_15 = "€ŠšŽžŒœŸ";
  private static final double CLEAR = 0.3;
  private static final int ENOUGH = 3;

  private final Charset charset;
  private final char[] table = new char[256];

  private SingleByteGuess(Charset charset) {
    this.charset = charset;
    byte[] one = new byte[1];
    for (int i = 0; i < 256; i++) {
      one[0] = (byte) i;
      table[i] = new String(one, charset).charAt(0);
    }
  }

  /// @param declared what a descriptor says, which counts unless another set is clearly better
  static Encoding of(ByteScan scan, Optional<Charset> declared) {
    var ranked =
        new ArrayList<>(
            List.of("windows-1252", "ISO-8859-15", "x-MacRoman", "IBM850", "windows-1250").stream()
                .map(name -> new SingleByteGuess(Charset.forName(name)))
                .map(guess -> new Judged(guess, guess.mean(scan)))
                .toList());
    ranked.sort(Comparator.comparingDouble(Judged::mean).reversed());
    Judged best = ranked.get(0);
    double margin = best.mean - ranked.get(1).mean;
    Optional<Judged> said =
        declared.flatMap(set ->
            ranked.stream()
                .filter(one -> one.guess.charset.equals(set(set)) && best.mean - one.mean < CLEAR)
                .findFirst());
    if (said.isPresent()) {
      SingleByteGuess guess = said.get().guess;
      return new Encoding(guess.charset, guess.name(scan), 0, false, true);
    }
    long high = IntStream.range(0x80, 0x100).mapToLong(scan::count).sum();
    String name = best.guess.name(scan);
    boolean same = name.equals("iso-8859-1");
    return new Encoding(
        best.guess.charset, name, 0, false, same || margin >= CLEAR || high >= ENOUGH);
  }

  /// What a set is read as: who says Latin-1 may mean Windows' larger one.
  private static Charset set(Charset declared) {
    boolean latin =
        declared.equals(StandardCharsets.ISO_8859_1) || declared.equals(StandardCharsets.US_ASCII);
    return latin ? Encoding.WINDOWS : declared;
  }

  private record Judged(SingleByteGuess guess, double mean) {}

  /// The narrowest name that is right for the bytes that occur.
  private String name(ByteScan scan) {
    boolean controls = IntStream.range(0x80, 0xA0).anyMatch(b -> scan.count(b) > 0);
    return switch (charset.name()) {
      case "windows-1252" -> controls ? "windows-1252" : "iso-8859-1";
      case "ISO-8859-15" ->
          IntStream.range(0xA0, 0x100)
                  .anyMatch(b -> scan.count(b) > 0 && EURO_15.indexOf(table[b]) >= 0)
              ? "iso-8859-15"
              : "iso-8859-1";
      case "x-MacRoman" -> "macintosh";
      case "IBM850" -> "ibm850";
      default -> charset.name().toLowerCase(Locale.ROOT);
    };
  }

  private double mean(ByteScan scan) {
    double sum = 0;
    long seen = 0;
    for (var context : scan.contexts().entrySet()) {
      sum += score(context.getKey()) * context.getValue();
      seen += context.getValue();
    }
    double bias = charset.name().equals("windows-1252") ? 0.05 : 0;
    double rare = charset.name().equals("windows-1250") ? -0.4 : 0;
    return (seen == 0 ? 0 : sum / seen) + bias + rare;
  }

  private double score(long context) {
    char before = at(context, 3);
    char c = at(context, 2);
    char after = at(context, 1);
    boolean wordBefore = Character.isLetter(before);
    boolean wordAfter = Character.isLetter(after);
    if (c == '\uFFFD' || Character.isISOControl(c)) {
      return -4;
    }
    if (Character.isLetter(c)) {
      return letter(c, before, wordBefore, wordAfter);
    }
    return symbol(c, before, after, wordBefore && wordAfter);
  }

  private char at(long context, int place) {
    return table[(int) (context >> (8 * place)) & 0xFF];
  }

  private static double letter(char c, char before, boolean wordBefore, boolean wordAfter) {
    if (c == 'ª' || c == 'º') {
      return wordBefore && wordAfter ? -2 : 0;
    }
    boolean german = GERMAN.indexOf(c) >= 0;
    if (!wordBefore && !wordAfter) {
      return german ? -0.5 : -1;
    }
    if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
      return -3;
    }
    if (c == 'ß' && !wordBefore) {
      return -2;
    }
    if (c == 'ı' || c == 'ƒ' || c == 'þ' || c == 'Þ' || c == 'ð' || c == 'Ð') {
      return -1;
    }
    return german ? 3 : 1;
  }

  private static double symbol(char c, char before, char after, boolean inWord) {
    boolean around = Character.isDigit(before) || before == ' ' || Character.isDigit(after);
    if (c == '€') {
      return around ? 1.5 : inWord ? -2 : 0.5;
    }
    if (c == '§') {
      return inWord ? -2 : Character.isLetter(after) ? 0 : 1.2;
    }
    if (c == '²' || c == '³') {
      return before == 'm' ? 1.5 : inWord ? -2 : 0;
    }
    if (c == '°') {
      return inWord ? -2 : 1;
    }
    if (c == '–' || c == '—') {
      return before == ' ' || Character.isDigit(before) ? 0.8 : inWord ? -1 : 0.3;
    }
    if ("„“”‚‘’«»…\u00A0".indexOf(c) >= 0) {
      return c == '’' ? 0.5 : inWord ? -2 : 0.5;
    }
    int type = Character.getType(c);
    if (type == Character.MATH_SYMBOL || (c >= '\u2500' && c <= '\u25FF')) {
      return -2.5;
    }
    return inWord ? -2 : c == '¤' ? -1 : -0.3;
  }

  public static char windows(int value) {
    String text = new String(new byte[] {(byte) value}, Encoding.WINDOWS);
    return text.charAt(0) == '\uFFFD'
        ? new String(new byte[] {(byte) value}, StandardCharsets.ISO_8859_1).charAt(0)
        : text.charAt(0);
  }
}
