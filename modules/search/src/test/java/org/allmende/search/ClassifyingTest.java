package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.describing.Describer;
import org.allmende.dcat.describing.Experience;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Learnt;
import org.allmende.model.Metadata;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Indexes.class)
class ClassifyingTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  private static final Describer DESCRIBER = new Describer(Vocabularies.shipped());
  private static final String THEMES =
      "http://publications.europa.eu/resource/authority/data-theme/";

  @Test
  void learnsFromWhatIsPublishedAndForgetsWhatIsNot(@TempDir Path folder) {
    var store = new MemoryDatasetStore("learning");
    var asking = DatasetId.parse("stadt/neu");
    try (var index = indexes.open(folder, store)) {
      assertEquals(Learnt.NOTHING, index.classify(asking, "Zählschleifen", List.of()));
      store.putAll(
          Stream.of("Zählschleifen Nord", "Zählschleifen Süd", "Baumkataster")
              .map(ClassifyingTest::described)
              .toList());
      assertTrue(index.await(store.change(), Catalogs.PATIENCE));
      Learnt learnt = index.classify(asking, "Werte der Zählschleifen", List.of("Datum"));
      assertEquals(THEMES + "TRAN", learnt.themes().getFirst().value());
      assertTrue(learnt.themes().getFirst().share() > 0.9, learnt::toString);
      assertEquals("Verkehr", learnt.keywords().getFirst().value());
    }
  }

  @Test
  void doesNotLearnFromTheDatasetThatAsks(@TempDir Path folder) {
    var store = new MemoryDatasetStore("learning");
    store.putAll(List.of(described("Zählschleifen Nord"), described("Zählschleifen Süd")));
    try (var index = indexes.open(folder, store)) {
      var own = DatasetId.parse("stadt/zaehlschleifen-nord");
      assertEquals(Learnt.NOTHING, index.classify(own, "Zählschleifen Nord", List.of()));
    }
  }

  private static Entry described(String title) {
    boolean traffic = title.startsWith("Zähl");
    String slug = title.toLowerCase(Locale.ROOT).replace("ä", "ae").replace("ü", "ue");
    return Catalogs.entry(
        "stadt/" + slug.replace(' ', '-'),
        "<> a dcat:Dataset ; dct:title \"%s\"@de ; dcat:keyword \"%s\"@de ; dcat:theme theme:%s ."
            .formatted(title, traffic ? "Verkehr" : "Baum", traffic ? "TRAN" : "ENVI"));
  }

  /// Each real dataset is described from its title alone, with all others in the catalogue.
  @Test
  void findsThemesWhereTheRulesAreUnsure(@TempDir Path folder) throws IOException {
    var store = new MemoryDatasetStore("corpus");
    List<Entry> entries =
        Catalogs.read(Folders.shared("bench/relevance").resolve("corpus.nt"), "sammlung");
    store.putAll(entries);
    try (var index = indexes.open(folder, store)) {
      var asked = new ArrayList<String>();
      Experience others =
          (id, title, columns) -> {
            asked.add(title);
            return index.classify(id, title, columns);
          };
      int all = 0;
      int byRules = 0;
      int byBoth = 0;
      int unsure = 0;
      int unsureByRules = 0;
      int unsureByBoth = 0;
      for (Entry entry : entries) {
        Dataset dataset = Datasets.read(entry.graph(), entry.uri());
        List<String> themes =
            dataset.themes().stream().filter(uri -> uri.startsWith(THEMES)).toList();
        String title = dataset.title("de");
        if (themes.isEmpty() || title.length() < 3 || title.equals(dataset.uri())) {
          continue;
        }
        all++;
        asked.clear();
        boolean ruled = isRight(Experience.NONE, entry.id(), title, themes);
        boolean learnt = isRight(others, entry.id(), title, themes);
        byRules += ruled ? 1 : 0;
        byBoth += learnt ? 1 : 0;
        if (!asked.isEmpty()) {
          unsure++;
          unsureByRules += ruled ? 1 : 0;
          unsureByBoth += learnt ? 1 : 0;
        }
      }
      String told =
          "first theme right: rules %d, with what the others teach %d of %d; unsure %d, of them %d and %d"
              .formatted(byRules, byBoth, all, unsure, unsureByRules, unsureByBoth);
      assertTrue(all > 250 && byBoth >= byRules && unsureByBoth >= unsure / 4, told);
    }
  }

  private static boolean isRight(
      Experience experience, DatasetId id, String title, List<String> themes) {
    String name = title.replace('/', ' ') + ".csv";
    var upload =
        new Upload(name, List.of(), "text/csv", Sha256.of(new byte[0]), 0, Path.of("none"));
    var request =
        new Describer.Request(
            id,
            "https://example.org/datasets/" + id,
            "https://example.org",
            new Tenant("sammlung", "Sammlung", null, null, null, null),
            List.of(new Draft(upload, "CSV", "text/csv", List.of())),
            Metadata.NOTHING,
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(),
            experience);
    List<String> found = DESCRIBER.describe(request).metadata().themes();
    return !found.isEmpty() && themes.contains(THEMES + found.getFirst());
  }
}
