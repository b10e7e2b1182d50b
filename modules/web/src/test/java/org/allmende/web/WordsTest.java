package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.allmende.web.page.Words;
import org.allmende.web.rows.FoundRows;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final Pattern USED =
      Pattern.compile("\\b(?:t|localize)\\(\\s*\"([a-zA-Z0-9.-]+)\"\\s*[,)]");
  private static final Pattern CHOSEN = Pattern.compile("[?:] \"([a-z]+\\.[a-z0-9.-]+)\"");
  private static final Pattern VALUE = Pattern.compile("\\{(\\d)");

  @Test
  void bothLanguagesHaveTheSameSentences() {
    assertEquals(keys("de"), keys("en"));
  }

  @Test
  void bothLanguagesNameTheSameValues() {
    for (String key : keys("de")) {
      assertEquals(values("de", key), values("en", key), key);
    }
  }

  @Test
  void everySentenceAPageAsksForIsThere() throws IOException {
    var known = keys("de");
    var missing = new TreeSet<String>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      for (Pattern pattern : List.of(USED, CHOSEN)) {
        pattern
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .filter(key -> !known.contains(key))
            .forEach(key -> missing.add(source.getFileName() + ": " + key));
      }
    }
    assertTrue(missing.isEmpty(), missing.toString());
  }

  @Test
  void noSentenceHasAStraightApostropheWhichTheNotationWouldSwallow() {
    for (String language : List.of("de", "en")) {
      for (String key : keys(language)) {
        assertTrue(bundle(language).getString(key).indexOf('\'') < 0, language + " " + key);
      }
    }
  }

  @Test
  void writesNumbersAndDatesAsTheLanguageDoes() {
    assertEquals("1.761", Words.GERMAN.number(1761));
    assertEquals("1,761", Words.ENGLISH.number(1761));
    assertEquals("22.11.2026", Words.GERMAN.date("2026-11-22"));
    assertEquals("22 November 2026", Words.ENGLISH.date("2026-11-22T10:00:00Z"));
    assertEquals("November 2026", Words.GERMAN.date("2026-11"));
    assertEquals("soon", Words.GERMAN.date("soon"));
    assertEquals("1,5 MB", Words.GERMAN.bytes(1_500_000));
  }

  @Test
  void writesValuesOfATableAsTheLanguageDoesAndReadsThemBack() {
    assertEquals("22.11.2026", Words.GERMAN.value("2026-11-22"));
    assertEquals("22 November 2026", Words.ENGLISH.value("2026-11-22"));
    assertEquals("1.761,5", Words.GERMAN.value(1761.5));
    assertEquals("Goethestr.", Words.GERMAN.value("Goethestr."));
    assertEquals(Optional.of("2026-11-22"), Words.GERMAN.plain("22.11.2026"));
    assertEquals(Optional.of("2026-11-02"), Words.GERMAN.plain("2.11.2026"));
    assertEquals(Optional.of("2026-11-22"), Words.ENGLISH.plain("22 November 2026"));
    assertEquals(Optional.of("-1761.5"), Words.GERMAN.plain("-1.761,50"));
    assertEquals(Optional.of("1761.5"), Words.ENGLISH.plain("1,761.5"));
    assertEquals(Optional.of("0.25"), Words.GERMAN.plain("0,25"));
    for (String text : List.of("", "7", "007", "3.5", "31.02.2026", "10 a", "1,2,3", "Linden")) {
      assertEquals(Optional.empty(), Words.GERMAN.plain(text), text);
    }
  }

  @Test
  void rowsAreFoundByDaysAndNumbersAsPeopleWriteThem() {
    assertEquals("* contains 'O''Hara'", FoundRows.where("O'Hara"));
    assertEquals(
        "* contains '22.11.2026' or * contains '2026-11-22'", FoundRows.where("22.11.2026"));
    assertEquals("* contains '369,96' or * contains '369.96'", FoundRows.where("369,96"));
    assertEquals("* contains '2026'", FoundRows.where("2026"));
  }

  private static List<Path> sources() throws IOException {
    var files = new ArrayList<Path>();
    for (String folder : List.of("src/main/jte", "src/main/java")) {
      try (var walk = Files.walk(Path.of(folder))) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    return files;
  }

  private static Set<String> keys(String language) {
    return new TreeSet<>(bundle(language).keySet());
  }

  private static List<String> values(String language, String key) {
    return VALUE
        .matcher(bundle(language).getString(key))
        .results()
        .map(MatchResult::group)
        .sorted()
        .distinct()
        .toList();
  }

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle("org.allmende.web.page.messages", Locale.of(language));
  }
}
