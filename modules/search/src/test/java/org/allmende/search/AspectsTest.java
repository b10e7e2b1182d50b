package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Words that ask when, where or how to reach something are no topic beside one.
@ParameterizedClass
@EnumSource(Indexes.class)
class AspectsTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  @TempDir private Path folder = Path.of("");

  private List<String> ids(String text) {
    var store = new MemoryDatasetStore("aspekte");
    List.of(
            Catalogs.titled("s/velo", "Daten der permanenten Velozählstellen"),
            Catalogs.titled("s/museen", "Museen und Sammlungen"),
            Catalogs.titled("s/feuerwehr", "Freiwillige Feuerwehr"),
            Catalogs.titled("s/markt", "Wochenmärkte: Standort, Adresse, Öffnungszeiten, Termine"))
        .forEach(store::put);
    try (var index = indexes.open(folder, store)) {
      return index.search(Request.of(text)).hits().stream()
          .map(Hit::id)
          .map(Object::toString)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Öffnungszeiten Museen, s/museen",
    "Adresse Feuerwehr, s/feuerwehr",
    "Telefonnummer der Museen, s/museen",
    "Museen Termine, s/museen",
    "Standort Adresse, s/markt",
    "Öffnungszeit, s/markt",
    "Fahrradzählung, s/velo",
    "Zählstellen, s/velo"
  })
  void findsFirst(String text, String first) {
    List<String> ids = ids(text);
    assertEquals(first, ids.isEmpty() ? "" : ids.getFirst(), ids::toString);
  }

  @Test
  void findsNothingThatHasOnlyTheAspect() {
    assertEquals(List.of(), ids("Öffnungszeiten Elefanten"));
  }
}
