package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.asking.SearchIndex.Suggestion;
import org.allmende.catalog.asking.SearchIndex.Understood;
import org.allmende.model.DatasetId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Indexes.class)
class UnderstandingTest {

  private static final Map<Indexes, SearchIndex> OPEN = new EnumMap<>(Indexes.class);

  @TempDir private static Path folder;
  @Parameter private Indexes indexes = Indexes.LUCENE;
  private SearchIndex index;

  @BeforeEach
  void open() {
    index = OPEN.computeIfAbsent(indexes, UnderstandingTest::published);
  }

  private static SearchIndex published(Indexes indexes) {
    var store = new MemoryDatasetStore("verstehen");
    List.of(
            Catalogs.titled("s/strassenbaeume", "Straßenbaumkataster"),
            Catalogs.titled("s/baeume", "Bäume"),
            Catalogs.titled("s/spielplaetze", "Öffentliche Spielplätze"),
            Catalogs.titled("s/museen", "Museen und Sammlungen"),
            Catalogs.titled("s/kitas", "Kindertageseinrichtungen"),
            Catalogs.titled("s/abfall", "Abfuhrtermine der Abfallwirtschaft"),
            Catalogs.titled("s/wahl", "Kommunal- und Europawahl 2019"),
            Catalogs.titled("s/wahl-2014", "Kommunalwahl 2014"),
            Catalogs.titled("s/haushalt", "Haushaltsplan der Gemeinde"),
            Catalogs.titled("s/feuerwehr", "Freiwillige Feuerwehr"),
            Catalogs.titled("s/zone", "Zone 30 in der Innenstadt"),
            Catalogs.entry(
                "s/radwege-muenster",
                "<> a dcat:Dataset ; dct:title \"Radwege\"@de ; dct:spatial gemeinde:05515000 ;"
                    + " dcat:keyword \"Radverkehr\"@de ; dcat:distribution <#d> ."
                    + " <#d> dct:format type:GEOJSON ."),
            Catalogs.entry(
                "s/radwege-koeln",
                "<> a dcat:Dataset ; dct:title \"Radwege\"@de ; dct:spatial gemeinde:05315000 ;"
                    + " dcat:distribution <#d> . <#d> dct:format type:CSV ."),
            Catalogs.entry(
                "s/messwerte",
                "<> a dcat:Dataset ; dct:title \"Messwerte\"@de ;"
                    + " dct:description \"Täglich gemessen an der Nordbrücke.\"@de ."
                    + " <#c> csvw:name \"Schwebstoffgehalt\" ."))
        .forEach(store::put);
    return indexes.open(folder, store);
  }

  @AfterAll
  static void close() {
    OPEN.values().forEach(SearchIndex::close);
    OPEN.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "Baum, s/baeume",
    "Straßenbäume, s/strassenbaeume",
    "STRASSENBAEUME, s/strassenbaeume",
    "Strassenbaum Kataster, s/strassenbaeume",
    "Spielplatz, s/spielplaetze",
    "Spielplaetze, s/spielplaetze",
    "spielplats, s/spielplaetze",
    "Spiel Platz, s/spielplaetze",
    "Kinderspielplätze, s/spielplaetze",
    "playgrounds, s/spielplaetze",
    "Museum, s/museen",
    "Kita, s/kitas",
    "Müllabfuhr, s/abfall",
    "Kommunalwahl 2019, s/wahl",
    "Etat, s/haushalt",
    "Feuerweer, s/feuerwehr",
    "Feuerw, s/feuerwehr",
    "wo finde ich einen Spielplatz, s/spielplaetze",
    "Schwebstoffgehalt, s/messwerte",
    "Radwege Münster, s/radwege-muenster",
    "Radwege 05315000, s/radwege-koeln",
    "Radwege Nordrhein-Westfalen GeoJSON, s/radwege-muenster",
    "titel:Museen, s/museen",
    "\"Freiwillige Feuerwehr\", s/feuerwehr",
    "Radwege format:CSV, s/radwege-koeln"
  })
  void findsFirst(String text, String first) {
    assertEquals(first, ids(text).getFirst(), () -> ids(text).toString());
  }

  @Test
  void finds() {
    assertTrue(ids("Baum").contains("s/strassenbaeume"));
    assertEquals(List.of(), ids("Elefanten"));
    assertEquals(List.of(), ids("\"Feuerwehr Freiwillige\""));
  }

  @Test
  void leavesOutWhatIsExcluded() {
    assertEquals(List.of("s/radwege-koeln"), ids("Radwege -Radverkehr"));
    assertTrue(ids("-Radwege").size() > 5);
  }

  @Test
  void saysWhatItUnderstood() {
    assertEquals(
        List.of(
            new Understood("place", "Münster", "Münster, Stadt"),
            new Understood("format", "GeoJSON", "GEOJSON"),
            new Understood("year", "2019", "2019")),
        ask("Radwege Münster GeoJSON 2019").understood());
    assertEquals(
        List.of(new Understood("spelling", "Feuerweer", "Feuerwehr")),
        ask("Feuerweer").understood());
  }

  @Test
  void doesNotCorrectAWordToOneThatIsNotHere() {
    SearchIndex.Results results = ask("Unfälle");
    assertEquals(0, results.total());
    assertEquals(List.of(), results.understood());
    assertNull(results.suggestion());
  }

  @Test
  void takesWordsInQuotationMarksForWords() {
    assertEquals(List.of(), ask("Radwege \"Münster\"").understood());
  }

  @Test
  void proposesTheTextWithoutWhatNobodyKnows() {
    SearchIndex.Results results = ask("Museen Xyzzyqu");
    assertEquals(0, results.total());
    assertEquals("Museen", results.suggestion());
    assertNull(ask("Museen").suggestion());
  }

  @Test
  void proposesNoNumberAlone() {
    assertNull(ask("Xyzzyqu 30").suggestion());
  }

  @ParameterizedTest
  @CsvSource({"Bäume, 2, 2", "Radwege Münster, 1, 2", "Museen Feuerwehr, 0, 2", "Elefanten, 0, 0"})
  void saysHowManyAnswerTheWholeQuestion(String text, long answering, long total) {
    SearchIndex.Results results = ask(text);
    assertEquals(answering + " of " + total, results.answering() + " of " + results.total());
  }

  @Test
  void offersWhatComesNearestWhereNothingIsFound() {
    assertEquals(ids("Museen"), nearest(ask("Museen Xyzzyqu")));
    var elsewhere =
        new Request(
            "Museen",
            Map.of("tenant", List.of("nobody")),
            Range.OPEN,
            Range.OPEN,
            null,
            Sort.RELEVANCE,
            1,
            10);
    assertEquals(0, index.search(elsewhere).total());
    assertEquals(ids("Museen"), nearest(index.search(elsewhere)));
    assertEquals(List.of(), ask("Museen").nearest());
    assertEquals(List.of(), ask("Xyzzyqu").nearest());
  }

  private List<String> nearest(SearchIndex.Results results) {
    return results.nearest().stream().map(hit -> hit.id().toString()).toList();
  }

  @Test
  void marksWhatWasFound() {
    SearchIndex.Hit hit = ask("Spielplatz").hits().getFirst();
    assertEquals(List.of("Öffentliche \uE000Spielplätze\uE001"), hit.highlights().get("title"));
    SearchIndex.Hit column = ask("Schwebstoffgehalt").hits().getFirst();
    assertEquals(List.of("\uE000Schwebstoffgehalt\uE001"), column.highlights().get("columns"));
    SearchIndex.Hit described = ask("Nordbrücke").hits().getFirst();
    assertEquals(
        List.of("Täglich gemessen an der \uE000Nordbrücke\uE001."),
        described.highlights().get("description"));
  }

  @Test
  void pagesThroughEverythingOnce() {
    for (Sort sort : Sort.values()) {
      var seen = new java.util.ArrayList<String>();
      for (int page = 1; page <= 7; page++) {
        page(sort, page).hits().forEach(hit -> seen.add(hit.id().toString()));
      }
      assertEquals(14, seen.size());
      assertEquals(14, seen.stream().distinct().count());
    }
  }

  private SearchIndex.Results page(Sort sort, int page) {
    return index.search(new Request("", Map.of(), Range.OPEN, Range.OPEN, null, sort, page, 2));
  }

  @Test
  void goesOnToTheLastHit() {
    for (Sort sort : Sort.values()) {
      var all = new java.util.ArrayList<String>();
      for (int page = 1; page <= 7; page++) {
        page(sort, page).hits().forEach(hit -> all.add(hit.id().toString()));
      }
      var seen = new java.util.ArrayList<String>();
      Request next = new Request("", Map.of(), Range.OPEN, Range.OPEN, null, sort, 1, 3);
      for (SearchIndex.Results found = index.search(next); ; found = index.search(next)) {
        assertEquals(14, found.total());
        found.hits().forEach(hit -> seen.add(hit.id().toString()));
        if (found.next() == null) {
          break;
        }
        next = next.after(found.next());
      }
      assertEquals(all, seen);
    }
    var byTitle = new Request("", Map.of(), Range.OPEN, Range.OPEN, null, Sort.TITLE, 1, 3);
    String place = index.search(byTitle).next();
    assertThrows(SearchIndex.WrongPlace.class, () -> index.search(Request.of("").after(place)));
    assertThrows(SearchIndex.WrongPlace.class, () -> index.search(Request.of("").after("AAAA")));
    assertThrows(SearchIndex.WrongPlace.class, () -> index.search(Request.of("").after("ä?")));
  }

  @Test
  void saysWhyAHitStandsWhereItStands() {
    SearchIndex.Hit hit = index.search(Request.of("Spielplatz").explained()).hits().getFirst();
    SearchIndex.Reason first = hit.reasons().getFirst();
    assertEquals("stem title spielplatz", first.kind() + " " + first.field() + " " + first.found());
    assertTrue(first.score() > 0 && first.score() <= hit.score() * 1.01, hit.reasons().toString());
    assertEquals("worth", hit.reasons().getLast().kind());
    assertTrue(hit.reasons().getLast().score() >= 1, hit.reasons().toString());
    SearchIndex.Hit placed =
        index.search(Request.of("Radwege Münster").explained()).hits().getFirst();
    assertTrue(
        placed.reasons().stream()
            .anyMatch(r -> r.kind().equals("condition") && r.found().contains("Münster")),
        placed.reasons().toString());
    assertEquals(List.of(), ask("Spielplatz").hits().getFirst().reasons());
  }

  @Test
  void completesKeywordsTitlesAndPlaces() {
    assertTrue(index.suggest("radv", 10).contains(new Suggestion("Radverkehr", "keyword")));
    assertTrue(
        index.suggest("spielpl", 10).contains(new Suggestion("Öffentliche Spielplätze", "title")));
    assertTrue(index.suggest("münst", 10).contains(new Suggestion("Münster", "place")));
    assertTrue(index.suggest("umw", 10).contains(new Suggestion("Umwelt", "theme")));
    assertTrue(
        index.suggest("fruerwehr", 10).contains(new Suggestion("Freiwillige Feuerwehr", "title"))
            || !index.suggest("feuerwhr", 10).isEmpty());
    assertEquals(List.of(), index.suggest("  ", 10));
  }

  @Test
  void findsDatasetsLikeOne() {
    assertEquals(
        "s/radwege-koeln",
        index.similar(DatasetId.parse("s/radwege-muenster"), 3).getFirst().id().toString());
    assertEquals(List.of(), index.similar(DatasetId.parse("s/gibt-es-nicht"), 3));
  }

  private SearchIndex.Results ask(String text) {
    return index.search(Request.of(text));
  }

  private List<String> ids(String text) {
    return ask(text).hits().stream().map(hit -> hit.id().toString()).toList();
  }
}
