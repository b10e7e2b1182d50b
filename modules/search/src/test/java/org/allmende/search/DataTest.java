package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.model.DatasetId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands in the rows of tables is found, behind what is said about datasets.
@ParameterizedClass
@EnumSource(Indexes.class)
class DataTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "a/baeume", List.of("Goethestraße", "Linde", "Spielplatz"),
          "a/fremd", List.of("Goethestraße"));

  @TempDir private Path folder = Path.of("");

  private SearchIndex open() {
    var store = new MemoryDatasetStore("eins");
    String columns =
        " ; <http://www.w3.org/ns/dcat#distribution> <d> ."
            + " <d> <http://www.w3.org/ns/csvw#name> \"Standort\" .";
    store.put(
        Catalogs.entry("a/baeume", "<> a dcat:Dataset ; dct:title \"Baumkataster\"@de" + columns));
    store.put(
        Catalogs.entry("a/plaetze", "<> a dcat:Dataset ; dct:title \"Spielplätze\"@de" + columns));
    store.put(Catalogs.entry("a/fremd", "<> a dcat:Dataset ; dct:title \"Anderes\"@de ."));
    return indexes.open(
        folder, store, _ -> Optional.empty(), id -> WORDS.getOrDefault(id.toString(), List.of()));
  }

  private static List<DatasetId> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }

  @Test
  void findsTablesByWhatStandsInThem() {
    try (var index = open()) {
      var hits = index.search(Request.of("Goethestraße")).hits();
      assertEquals(List.of(DatasetId.parse("a/baeume")), ids(hits));
      assertEquals(List.of("Goethestraße"), hits.getFirst().highlights().get("data"));
      assertEquals(1, index.search(Request.of("goethestrasse")).total());
      assertEquals(1, index.search(Request.of("Baumkataster Goethestraße")).total());
      assertEquals(0, index.search(Request.of("Schillerstraße")).total());
      assertEquals(1, index.search(Request.of("Goethestr")).total());
      assertEquals(1, index.search(Request.of("Goethestarße")).total());
    }
  }

  @Test
  void putsWhatIsSaidBeforeWhatStandsInRows() {
    try (var index = open()) {
      var hits = index.search(Request.of("Spielplatz")).hits();
      assertEquals(List.of(DatasetId.parse("a/plaetze"), DatasetId.parse("a/baeume")), ids(hits));
      assertNull(hits.getFirst().highlights().get("data"));
      assertTrue(hits.getLast().highlights().containsKey("data"));
    }
  }

  @Test
  void takesPhrasesForWhatIsSaidOnly() {
    try (var index = open()) {
      assertEquals(0, index.search(Request.of("\"Goethestraße Linde\"")).total());
    }
  }
}
