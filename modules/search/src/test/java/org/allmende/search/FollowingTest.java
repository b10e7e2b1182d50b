package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.store.Entry;
import org.allmende.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Indexes.class)
class FollowingTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  @TempDir private Path folder;
  private final MemoryDatasetStore store = new MemoryDatasetStore("eins");

  @Test
  void showsAPublishedDatasetOnceItsChangeIsAwaited() {
    try (var index = indexes.open(folder, store)) {
      assertEquals(List.of(), found(index, "Baumkataster"));
      long change = store.put(Catalogs.titled("a/baeume", "Baumkataster")).change();
      assertTrue(index.await(change, Catalogs.PATIENCE));
      assertEquals(List.of("a/baeume"), found(index, "Baumkataster"));
      assertEquals(change, index.position());
    }
  }

  @Test
  void showsThePresentStateOfAChangedDataset() {
    try (var index = indexes.open(folder, store)) {
      store.put(Catalogs.titled("a/baeume", "Baumkataster"));
      put(index, "a/baeume", "Friedhöfe");
      assertEquals(List.of(), found(index, "Baumkataster"));
      assertEquals(List.of("a/baeume"), found(index, "Friedhof"));
    }
  }

  @Test
  void neverShowsDraftsAndWithdrawnDatasets() {
    store.put(Catalogs.entry("a/entwurf", State.DRAFT, "<> dct:title \"Geheimer Entwurf\" ."));
    store.put(Catalogs.titled("a/weg", "Geheimer Plan"));
    try (var index = indexes.open(folder, store)) {
      assertEquals(List.of("a/weg"), found(index, ""));
      var tombstone = Catalogs.entry("a/weg", State.WITHDRAWN, "<> dct:title \"Geheimer Plan\" .");
      index.await(store.put(tombstone).change(), Catalogs.PATIENCE);
      assertEquals(List.of(), found(index, ""));
      assertEquals(List.of(), index.suggest("geh", 10));
    }
  }

  @Test
  void forgetsErasedDatasets() {
    store.put(Catalogs.titled("a/eins", "Eins"));
    try (var index = indexes.open(folder, store)) {
      var erased = store.erase(Catalogs.titled("a/eins", "Eins").id());
      index.await(erased.change(), Catalogs.PATIENCE);
      assertEquals(List.of(), found(index, ""));
    }
  }

  @Test
  void ordersAndDatesByChangesHereWhateverDescriptionsSay() {
    String dated =
        "<> dct:title \"%s\" ; dct:modified \"%s\"^^<http://www.w3.org/2001/XMLSchema#date> .";
    store.put(Catalogs.entry("a/neu", State.PUBLISHED, dated.formatted("Neu", "2026-01-01")));
    try (var index = indexes.open(folder, store)) {
      index.await(
          store
              .put(Catalogs.entry("a/alt", State.PUBLISHED, dated.formatted("Alt", "1999-01-01")))
              .change(),
          Catalogs.PATIENCE);
      assertEquals(List.of("a/alt 2", "a/neu 1"), changed(index));
      index.rebuild();
      assertEquals(List.of("a/alt 2", "a/neu 1"), changed(index));
    }
  }

  /// Each dataset with the second it was changed in, which here is the number of the change.
  private static List<String> changed(SearchIndex index) {
    var request =
        new Request("", Map.of(), Range.OPEN, Range.OPEN, null, Sort.CHANGED, 1, Request.MOST_HITS);
    return index.search(request).hits().stream()
        .map(hit -> hit.id() + " " + hit.changed().getEpochSecond())
        .toList();
  }

  @Test
  void showsTogetherWhatWasWrittenTogether() throws InterruptedException {
    store.putAll(together("Fassung0"));
    var torn = new ConcurrentLinkedQueue<Long>();
    var done = new AtomicBoolean();
    try (var index = indexes.open(folder, store)) {
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                while (!done.get()) {
                  long total = index.search(Request.of("Fassung1")).total();
                  if (total % 600 != 0) {
                    torn.add(total);
                  }
                }
              });
      for (int round = 1; round <= 3; round++) {
        store.putAll(together("Fassung" + round % 2));
        assertTrue(index.await(store.change(), Catalogs.PATIENCE));
      }
      done.set(true);
      reader.join();
    }
    assertEquals(List.of(), List.copyOf(torn));
  }

  private static List<Entry> together(String title) {
    return IntStream.range(0, 600).mapToObj(i -> Catalogs.titled("a/satz-" + i, title)).toList();
  }

  @Test
  void saysWhenTimeRanOut() {
    try (var index = indexes.open(folder, store)) {
      assertFalse(index.await(store.change() + 1, Duration.ofMillis(20)));
    }
  }

  @Test
  void catchesUpWithWhatHappenedWhileItWasAway() {
    store.put(Catalogs.titled("a/eins", "Eins"));
    indexes.open(folder, store).close();
    long change = store.put(Catalogs.titled("a/zwei", "Zwei")).change();
    try (var index = indexes.open(folder, store)) {
      assertTrue(index.await(change, Catalogs.PATIENCE));
      assertEquals(List.of("a/eins", "a/zwei"), found(index, ""));
    }
  }

  @Test
  void buildsAnewForAnotherStore() {
    store.put(Catalogs.titled("a/eins", "Eins"));
    indexes.open(folder, store).close();
    var other = new MemoryDatasetStore("zwei");
    other.put(Catalogs.titled("b/anders", "Anders"));
    try (var index = indexes.open(folder, other)) {
      assertEquals(List.of("b/anders"), found(index, ""));
    }
  }

  @Test
  void buildsAnewWhenItIsAheadOfItsStore() {
    store.put(Catalogs.titled("a/eins", "Eins"));
    store.put(Catalogs.titled("a/zwei", "Zwei"));
    indexes.open(folder, store).close();
    var restored = new MemoryDatasetStore("eins");
    restored.put(Catalogs.titled("a/eins", "Eins"));
    try (var index = indexes.open(folder, restored)) {
      assertEquals(List.of("a/eins"), found(index, ""));
    }
  }

  @Test
  void answersTheSameAfterARebuild() {
    var random = new RandomCatalog(7);
    random.entries(60).forEach(store::put);
    try (var index = indexes.open(folder, store)) {
      for (int round = 0; round < 5; round++) {
        random.entries(20).forEach(store::put);
        index.await(store.change(), Catalogs.PATIENCE);
      }
      var grown = answers(index);
      index.rebuild();
      assertEquals(grown, answers(index));
    }
  }

  private void put(SearchIndex index, String path, String title) {
    index.await(store.put(Catalogs.titled(path, title)).change(), Catalogs.PATIENCE);
  }

  private static List<String> found(SearchIndex index, String text) {
    return index.search(Request.of(text)).hits().stream()
        .map(hit -> hit.id().toString())
        .sorted()
        .toList();
  }

  /// What an index answers to a few questions.
  static List<String> answers(SearchIndex index) {
    return Stream.of("", "Baum", "Schule Straße", "Haushaltsplan 2019", "-Wasser")
        .map(text -> {
          SearchIndex.Results results = index.search(Request.of(text));
          return text + results.total() + new java.util.TreeMap<>(results.facets());
        })
        .toList();
  }
}
