package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.SearchIndex.Request;
import org.allmende.catalog.SearchIndex.Results;
import org.allmende.catalog.SearchIndex.Suggestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastQueriesTest {

  private final MemoryDerivedFiles derived = new MemoryDerivedFiles();
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private PastQueries past = new PastQueries(derived, () -> now);

  private void ask(String text, int times, long total) {
    var results = new Results(total, 1, List.of(), Map.of(), null, List.of(), null);
    for (int i = 0; i < times; i++) {
      past.heard(Request.of(text), results);
    }
  }

  private void askOften(String text) {
    ask(text, 3, 7);
    now = now.plus(Duration.ofDays(1));
    ask(text, 3, 7);
  }

  private List<String> begun(String typed) {
    return past.begun(typed).stream().map(Suggestion::text).toList();
  }

  @Test
  void showsWhatWasAskedOftenAndOnSeveralDays() {
    ask("Radwege Münster", 20, 7);
    assertEquals(List.of(), begun("rad"), "on one day only");
    now = now.plus(Duration.ofDays(1));
    ask("radwege  münster", 1, 7);
    assertEquals(List.of("radwege münster"), begun("rad"));
    assertEquals(List.of("radwege münster"), begun("munst"), "by its second word");
    assertEquals(List.of("radwege münster"), begun("radweeg"), "with one slip");
    assertEquals(List.of(), begun("radweeeg"));
    ask("Radwege Münster", 1, 0);
    assertEquals(List.of(), begun("rad"), "it finds nothing any more");
  }

  @Test
  void showsTheMostFrequentFirst() {
    askOften("Baustellen");
    askOften("Baumkataster");
    ask("Baumkataster", 1, 3);
    assertEquals(List.of("Baumkataster", "Baustellen"), begun("bau"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erika.mustermann@example.org",
        "0170 1234567",
        "DE89 3704 0044",
        "titel:Baum",
        "Wahl -Landtag",
        "\"freie Plätze\"",
        "Goethestraße 12",
        "a",
        "ein Text der länger ist als man ihn in ein Suchfeld tippt",
        "Eintextderlängeristalsmanihnjeinsuchfeldtipptohneluftzuholenunddasisttoll"
      })
  void countsNothingThatLooksPersonalOrIsNoPlainText(String text) {
    askOften(text);
    assertEquals(List.of(), begun(text.substring(0, 1).toLowerCase(java.util.Locale.ROOT)));
    past.save();
    assertEquals(0, derived.get("past-queries").orElseThrow().length);
  }

  @Test
  void countsNoFilteredSearchesAndNoLaterPages() {
    var results = new Results(5, 1, List.of(), Map.of(), null, List.of(), null);
    for (int i = 0; i < 20; i++) {
      now = now.plus(Duration.ofDays(1));
      past.heard(Request.of("Baum").after("x"), results);
      past.heard(Request.of("Baum").explained(), results);
    }
    assertEquals(List.of(), begun("baum"));
  }

  @Test
  void remembersAcrossARestartAndForgetsAfterAYear() {
    askOften("Wahl 2025");
    past.save();
    past = new PastQueries(derived, () -> now);
    assertEquals(List.of("Wahl 2025"), begun("wahl"));
    now = now.plus(Duration.ofDays(500));
    past = new PastQueries(derived, () -> now);
    assertEquals(List.of(), begun("wahl"));
  }

  @Test
  void startsAnewFromWhatIsDamaged() {
    derived.put("past-queries", "9\tx\t1\tBaum\n\u0000\t\n7\t7".getBytes(StandardCharsets.UTF_8));
    past = new PastQueries(derived, () -> now);
    assertEquals(List.of(), begun("ba"));
  }

  @Test
  void keepsWhatIsAskedMostWhenThereIsTooMuch() {
    askOften("Baumkataster");
    for (int i = 0; i < PastQueries.MOST + 100; i++) {
      ask(
          "Wort"
              + "abcdefghij".charAt(i % 10)
              + Integer.toString(i, 26).replaceAll("\\d", "z")
              + "abcdefghij".charAt(i / 10 % 10)
              + "abcdefghij".charAt(i / 100 % 10)
              + "abcdefghij".charAt(i / 1000 % 10)
              + "abc".charAt(i / 10000),
          1,
          1);
    }
    past.save();
    long kept =
        new String(derived.get("past-queries").orElseThrow(), StandardCharsets.UTF_8)
            .lines()
            .count();
    assertTrue(kept <= PastQueries.MOST, kept + " are kept");
    assertTrue(kept > PastQueries.MOST / 2, kept + " are kept");
    assertEquals(List.of("Baumkataster"), begun("baum"));
  }
}
