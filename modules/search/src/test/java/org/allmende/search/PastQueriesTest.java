package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.catalog.asking.SearchIndex.Understood;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.model.Dataset.Box;
import org.allmende.search.german.Folding;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastQueriesTest {

  private static final String KEY = "queries-stadt-1";

  private final MemoryDerivedFiles derived = new MemoryDerivedFiles();
  private Instant now = Instant.parse("2026-11-05T12:00:00Z");
  private PastQueries past = open();

  private PastQueries open() {
    return new PastQueries(derived, "stadt 1", () -> now);
  }

  private void ask(String text, int times, long total) {
    for (int i = 0; i < times; i++) {
      past.heard(Request.of(text), results(total, List.of()));
    }
  }

  private static Results results(long total, List<Understood> understood) {
    return new Results(total, 1, List.of(), Map.of(), null, understood, null, List.of());
  }

  private void later(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  private void askOften(String text) {
    ask(text, 3, 7);
    later(1);
    ask(text, 3, 7);
  }

  private List<String> begun(String... words) {
    return texts(past.begun(folded(words)));
  }

  private List<String> nearlyBegun(String... words) {
    return texts(past.nearlyBegun(folded(words)));
  }

  private static List<String> folded(String... words) {
    return Arrays.stream(words).map(Folding::of).toList();
  }

  private static List<String> texts(List<Suggestion> suggestions) {
    return suggestions.stream().map(Suggestion::text).toList();
  }

  @Test
  void showsWhatWasAskedOftenAndOnSeveralDays() {
    ask("Radwege Münster", 20, 7);
    assertEquals(List.of(), begun("rad"), "on one day only");
    later(1);
    ask(" radwege   MUENSTER ", 1, 7);
    assertEquals(List.of("Radwege Münster"), begun("rad"), "as it was written first");
    assertEquals(List.of("Radwege Münster"), begun("münst"), "by its second word");
    assertEquals(List.of("Radwege Münster"), begun("radwege", "m"));
    assertEquals(List.of("Radwege Münster"), begun("münster", "radw"), "in another order");
    assertEquals(List.of(), begun("radwege", "köln"));
    assertEquals(List.of(new Suggestion("Radwege Münster", "query")), past.begun(List.of("rad")));
  }

  @Test
  void doesNotShowWhatWasAskedSeldom() {
    ask("Radwege", 2, 7);
    later(1);
    ask("Radwege", 2, 7);
    assertEquals(List.of(), begun("rad"));
    ask("Radwege", 1, 7);
    assertEquals(List.of("Radwege"), begun("rad"));
  }

  @Test
  void forgivesOneSlipInTheLastWord() {
    askOften("Radwege Münster");
    for (String slip : List.of("rawdege", "raadweg", "radwgee", "radxege", "raweg")) {
      assertEquals(List.of("Radwege Münster"), nearlyBegun(slip), slip);
    }
    assertEquals(List.of("Radwege Münster"), nearlyBegun("radwege", "mumster"));
    assertEquals(List.of(), nearlyBegun("radwge", "mumster"), "two");
    assertEquals(List.of(), nearlyBegun("tadwege"), "the first letter");
  }

  @Test
  void showsFirstWhatBeginsSoAndThenTheMostFrequent() {
    askOften("Kataster der Bäume");
    ask("Kataster der Bäume", 9, 1);
    askOften("Baustellen");
    askOften("Baumkataster");
    ask("Baumkataster", 1, 3);
    assertEquals(List.of("Baumkataster", "Baustellen", "Kataster der Bäume"), begun("bau"));
  }

  @Test
  void doesNotShowWhatFoundNothingTheLastTime() {
    askOften("Baumkataster");
    ask("baumkataster", 1, 0);
    assertEquals(List.of(), begun("baum"));
    ask("baumkataster", 1, 1);
    assertEquals(List.of("Baumkataster"), begun("baum"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erika.mustermann@example.org",
        "erika @ example",
        "www.example.org",
        "https://example.org",
        "0170 1234567",
        "Telefon 02 51 49 20",
        "Müller 0251",
        "Aktenzeichen 123",
        "DE89 3704 0044",
        "48143",
        "48143 48149 Kita",
        "geboren 1.2.1980",
        "Goethestraße 12",
        "Goethestraße 12a",
        "MS-AB 12",
        "ms-ab12",
        "٠١٢٣ Baum",
        "Erika Mustermann",
        "bescheid max mustermann",
        "weber, anna",
        "Frau Müller",
        "titel:Baum",
        "foo:bar",
        "Wahl -Landtag",
        "\"freie Plätze\"",
        "„freie Plätze“",
        "Baum*",
        "<b>Baum</b>",
        "Baum\u202e",
        "a",
        "2019",
        "",
        "   ",
        "ein Text der länger ist als üblich",
        "Eintextderlängeristalsmanihnjeinsuchfeldtipptohneluftzuholenx"
      })
  void keepsNothingThatMayBePersonalOrIsNoPlainText(String text) {
    askOften(text);
    assertEquals(0, past.size());
    past.save();
    assertEquals(Optional.empty(), derived.get(KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bevölkerung 2019",
        "Wahl 2020/2021",
        "Kita 48143",
        "PM10",
        "3D Stadtmodell",
        "U3 Betreuung",
        "Müll & Abfall",
        "Kita, Münster",
        "St. Georg",
        "Rad-Wege",
        "Kinder- und Jugendhilfe",
        "Haushaltsplan der Stadt Köln",
        "École"
      })
  void keepsWhatPeopleAskFor(String text) {
    askOften(text);
    assertEquals(List.of(text), begun(text.substring(0, 2)), "by its first letters");
  }

  static Stream<Request> others() {
    Range open = Range.OPEN;
    Range some = new Range("2020", null);
    Map<String, List<String>> format = Map.of("format", List.of("CSV"));
    var box = new Box(1, 1, 2, 2);
    Request plain = Request.of("Baum");
    return Stream.of(
        plain.after("x"),
        plain.explained(),
        new Request("Baum", Map.of(), open, open, null, Sort.RELEVANCE, 2, 10),
        new Request("Baum", Map.of(), open, open, null, Sort.RELEVANCE, 1, 0),
        new Request("Baum", Map.of(), open, open, null, Sort.MODIFIED, 1, 25),
        new Request("Baum", format, open, open, null, Sort.RELEVANCE, 1, 10),
        new Request("Baum", Map.of(), some, open, null, Sort.RELEVANCE, 1, 10),
        new Request("Baum", Map.of(), open, some, null, Sort.RELEVANCE, 1, 10),
        new Request("Baum", Map.of(), open, open, box, Sort.RELEVANCE, 1, 10));
  }

  @ParameterizedTest
  @MethodSource("others")
  void countsOnlyWhatBeginsWithATextAlone(Request request) {
    past.heard(request, results(5, List.of()));
    assertEquals(0, past.size());
  }

  @Test
  void countsNeitherWhatFoundNothingNorWhatWasMisspelt() {
    ask("Baum", 1, 0);
    var corrected = new Understood("spelling", "Bsum", "Baum");
    past.heard(Request.of("Bsum"), results(5, List.of(corrected)));
    assertEquals(0, past.size());
    var year = new Understood("year", "2019", "2019");
    past.heard(Request.of("Baum 2019"), results(5, List.of(year)));
    assertEquals(1, past.size());
  }

  @Test
  void halvesEveryMonthAndForgets() {
    askOften("Baumkataster");
    ask("Baumkataster", 4, 1);
    ask("Wahl", 1, 1);
    later(30);
    ask("Anderes", 1, 1);
    assertEquals(List.of("Baumkataster"), begun("baum"), "5 of 10");
    assertEquals(2, past.size(), "what was asked once is forgotten");
    later(31);
    ask("Anderes", 1, 1);
    assertEquals(List.of(), begun("baum"), "2 of 5");
    ask("Baumkataster", 3, 1);
    assertEquals(List.of("Baumkataster"), begun("baum"));
    later(400);
    ask("Neues", 1, 1);
    assertEquals(1, past.size());
  }

  @Test
  void remembersAcrossARestart() {
    askOften("Wahl 2025");
    ask("Baum", 4, 1);
    askOften("Verschwundenes");
    ask("Verschwundenes", 1, 0);
    later(1);
    past.close();
    past = open();
    assertEquals(List.of("Wahl 2025"), begun("wahl"));
    assertEquals(List.of(), begun("versch"));
    assertEquals(3, past.size());
    ask("Baum", 1, 1);
    assertEquals(List.of("Baum"), begun("bau"));
    past.save();
    later(70);
    past = open();
    assertEquals(List.of(), begun("wahl"), "months have passed meanwhile");
  }

  @Test
  void writesOnlyWhatIsNew() {
    past.save();
    assertEquals(Optional.empty(), derived.get(KEY));
    ask("Baum", 1, 1);
    past.save();
    byte[] written = derived.get(KEY).orElseThrow();
    past.save();
    assertSame(written, derived.get(KEY).orElseThrow());
  }

  @Test
  void beginsAnewFromWhateverIsDamaged() {
    askOften("Wahl");
    askOften("Baum");
    past.save();
    byte[] right = derived.get(KEY).orElseThrow();
    for (int length = 0; length < right.length; length += 5) {
      derived.put(KEY, Arrays.copyOf(right, length));
      assertEquals(0, open().size());
    }
    var random = new Random(5);
    for (int i = 0; i < 60; i++) {
      byte[] wrong = right.clone();
      wrong[random.nextInt(wrong.length)] ^= (byte) (1 + random.nextInt(255));
      derived.put(KEY, wrong);
      assertTrue(open().size() <= 2);
    }
  }

  @Test
  void goesOnWhereItCannotBeWrittenOrRead() {
    var broken =
        new DerivedFiles() {
          @Override
          public Optional<byte[]> get(String key) {
            throw new IllegalStateException("no disk");
          }

          @Override
          public void put(String key, byte[] bytes) {
            throw new IllegalStateException("no disk");
          }
        };
    past = new PastQueries(broken, "s", () -> now).start();
    askOften("Baum");
    past.close();
    assertEquals(List.of("Baum"), begun("baum"));
  }

  @Test
  void keepsWhatIsAskedMostWhenThereIsTooMuch() {
    askOften("Baumkataster");
    ask("Baumkataster", 90, 1);
    int most = 0;
    for (int i = 0; i < 3 * PastQueries.MOST; i++) {
      ask(word(i), 1, 1);
      most = Math.max(most, past.size());
    }
    assertEquals(PastQueries.MOST, most);
    assertEquals(List.of("Baumkataster"), begun("baum"));
  }

  @Test
  void forgetsTheLeastAskedWhenNothingWasAskedOnlyOnce() {
    for (int i = 0; i < PastQueries.MOST; i++) {
      ask(word(i), i % 2 == 0 ? 2 : 4, 1);
    }
    ask("Baum", 1, 1);
    assertEquals(PastQueries.KEPT + 1, past.size());
    past.save();
    String kept = new String(derived.get(KEY).orElseThrow(), StandardCharsets.UTF_8);
    for (int i = 1; i < PastQueries.MOST; i += 1_998) {
      assertTrue(kept.contains(word(i)), word(i));
    }
    assertFalse(kept.contains(word(0)));
  }

  @Test
  void isSuggestedByTheIndexThatWasSearched(@TempDir Path folder) {
    var store = new MemoryDatasetStore("eins");
    store.put(Catalogs.titled("a/eins", "Straßenbäume der Stadt"));
    try (var index = index(folder, store)) {
      for (int day = 0; day < 2; day++) {
        for (int i = 0; i < 3; i++) {
          assertEquals(1, index.search(Request.of("Baum Straße")).total());
          assertEquals(1, index.best("Stadt Baum", 10).size());
        }
        later(1);
      }
      assertEquals(List.of(new Suggestion("Baum Straße", "query")), index.suggest("baum", 10));
    }
    try (var index = index(folder, store)) {
      assertEquals(List.of(new Suggestion("Baum Straße", "query")), index.suggest("bsum", 10));
    }
  }

  private LuceneSearchIndex index(Path folder, MemoryDatasetStore store) {
    return LuceneSearchIndex.open(
        folder,
        store,
        new Answering(
            store,
            Vocabularies.shipped(),
            Catalogs::tenant,
            _ -> List.of(),
            Catalogs.QUALITY,
            derived,
            () -> now));
  }

  /// A word of letters for every number.
  private static String word(int number) {
    var word = new StringBuilder("q");
    for (int left = number, i = 0; i < 4; i++, left /= 20) {
      word.append("bcdfghjklmnpqrstvwxz".charAt(left % 20));
    }
    return word.toString();
  }
}
