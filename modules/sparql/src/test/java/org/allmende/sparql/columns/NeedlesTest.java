package org.allmende.sparql.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.allmende.sparql.columns.Needles.Outcome;
import org.apache.jena.sparql.expr.RegexEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NeedlesTest {

  private static final String LETTERS =
      "abKkSsiIäÄßẞÿŸÅå×÷þÞ-|\u0130\u0131\u017F\u212A\u212B\uD83C\uDF33";

  private static String random(Random random, int most, String from) {
    int[] points = from.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static Outcome find(Needles needles, String text) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.UTF_8);
    return needles.find(bytes, 2);
  }

  private static void assertAgrees(Optional<Needles> needles, String text, boolean wanted) {
    if (needles.isPresent()) {
      Outcome found = find(needles.get(), text);
      if (found != Outcome.UNSURE) {
        assertEquals(wanted, found == Outcome.FOUND, text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatStringsAndRegularExpressionsFind(long seed) {
    var chance = new Random(seed);
    int known = 0;
    for (int i = 0; i < 40_000; i++) {
      String text = random(chance, 12, LETTERS);
      String word = random(chance, 3, LETTERS);
      assertAgrees(Needles.in(word, false), text, text.contains(word));
      assertAgrees(Needles.in(word, true), text, text.toLowerCase(Locale.ROOT).contains(word));
      assertAgrees(
          Needles.regex(word, "i"),
          text,
          RegexEngine.makePattern("REGEX", word, "i").matcher(text).find());
      assertAgrees(
          Needles.regex(word, ""),
          text,
          RegexEngine.makePattern("REGEX", word, "").matcher(text).find());
      known += Needles.regex(word, "i").isPresent() ? 1 : 0;
    }
    assertTrue(known > 10_000, known + " were known");
  }

  @Test
  void knowsWhatPeopleAskFor() {
    Needles water = Needles.regex("hochwasser|überschwemmung", "i").orElseThrow();
    assertEquals(Outcome.FOUND, find(water, "Die ÜBERSCHWEMMUNG 2021"));
    assertEquals(Outcome.FOUND, find(water, "Hochwasserschutz"));
    assertEquals(Outcome.MISSING, find(water, "Hoch – Wasser €"));
    assertTrue(Needles.regex("hoch.*wasser", "i").isEmpty());
    assertTrue(Needles.regex("hoch|", "i").isEmpty());
    assertTrue(Needles.in("", true).isEmpty());
    assertTrue(Needles.in("Baum", true).isEmpty());
  }
}
