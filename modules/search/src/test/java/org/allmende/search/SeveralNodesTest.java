package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.nodes.Merging;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.allmende.catalog.store.Entry;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Splits a test collection over three nodes and asks them the same questions as one that holds
/// everything.
class SeveralNodesTest {

  private static final int NODES = 3;
  private static final double MOST_LOST = 0.05;
  private static final Node THEME = NodeFactory.createURI("http://www.w3.org/ns/dcat#theme");

  /// Ways to split, each telling the node of a dataset: by catalogue, as towns would, which is as
  /// unequal as catalogues are; one that has nearly nothing; by chance; by matter, so that what is
  /// rare at one node is everyday at another.
  private static final Map<String, Function<Entry, Integer>> SPLITS =
      new TreeMap<>(
          Map.of(
              "by catalogue",
              SeveralNodesTest::catalogue,
              "one small",
              dataset ->
                  host(dataset).contains("potsdam")
                      ? 0
                      : host(dataset).contains("destatis") ? 1 : 2,
              "by chance",
              dataset -> Math.floorMod(dataset.uri().hashCode(), NODES),
              "by matter",
              SeveralNodesTest::matter));

  @Test
  void ranksAsOneIndexOfEverythingWould(@TempDir Path folder) throws IOException {
    Judged collection = Judged.collection();
    double one = ndcg(collection, folder.resolve("one"), _ -> 0, true);
    var figures = new StringBuilder(String.format(Locale.ROOT, "one node: nDCG@10 %.3f%n", one));
    double most = 0;
    for (Map.Entry<String, Function<Entry, Integer>> split : SPLITS.entrySet()) {
      Path here = folder.resolve(split.getKey().replace(' ', '-'));
      double raw = ndcg(collection, here.resolve("raw"), split.getValue(), false);
      double several = ndcg(collection, here.resolve("merged"), split.getValue(), true);
      figures.append(
          String.format(
              Locale.ROOT,
              "%s %s: %.3f, scores as they are %.3f%n",
              split.getKey(),
              sizes(collection, split.getValue()),
              several,
              raw));
      most = Math.max(most, one - several);
    }
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("several-nodes.txt"), figures);
    assertTrue(most <= MOST_LOST, figures::toString);
  }

  /// A word counts what it says of a dataset times how rare it is; with shares and statistics
  /// somebody else comes to the score that the other index gives.
  @Test
  void saysWhatAnotherIndexNeedsToComeToTheSameScore(@TempDir Path folder) throws IOException {
    var some = new ArrayList<Entry>();
    some.add(Catalogs.titled("stadt/linden", "Linden am Ring"));
    for (int i = 0; i < 8; i++) {
      some.add(Catalogs.titled("stadt/anderes-" + i, "Ausgaben " + i));
    }
    var all = new ArrayList<>(some);
    for (int i = 0; i < 8; i++) {
      all.add(Catalogs.titled("kreis/linden-" + i, "Linden im Park"));
    }
    Results few = ask(folder.resolve("few"), some, "Linden");
    Results many = ask(folder.resolve("many"), all, "Linden");
    Results rest = ask(folder.resolve("rest"), all.subList(9, 17), "Linden");
    List<Found> merged =
        Merging.ranked(List.of(answer(few, true), answer(rest, true)), Sort.RELEVANCE, List.of());
    var expected = new TreeMap<String, Float>();
    many.hits().forEach(hit -> expected.put(hit.uri(), hit.score()));
    assertEquals(9, merged.size());
    for (Found found : merged) {
      float score = expected.getOrDefault(found.hit().uri(), 0f);
      assertEquals(score, found.hit().score(), score / 100, found.hit().uri());
    }
  }

  private static Results ask(Path folder, List<Entry> datasets, String text) throws IOException {
    var store = new MemoryDatasetStore(folder.getFileName().toString());
    store.putAll(datasets);
    try (var index = Catalogs.open(folder, store)) {
      return index.search(Request.of(text).on(1, 50).measured(true));
    }
  }

  private static int catalogue(Entry dataset) {
    String host = host(dataset);
    if (host.contains("destatis")) {
      return 0;
    }
    return host.contains("zuerich") || host.contains("hro") || host.contains("koeln") ? 1 : 2;
  }

  private static int matter(Entry dataset) {
    String theme =
        dataset.graph().find(Node.ANY, THEME, Node.ANY).toList().stream()
            .map(t -> t.getObject().toString())
            .sorted()
            .findFirst()
            .orElse("");
    return theme.isEmpty() ? 0 : theme.compareTo(theme.replaceFirst("[A-Z]+$", "GOVE")) < 0 ? 1 : 2;
  }

  private static String host(Entry dataset) {
    String host = URI.create(dataset.uri()).getHost();
    return host == null ? "" : host;
  }

  private static List<Long> sizes(Judged collection, Function<Entry, Integer> split) {
    return IntStream.range(0, NODES)
        .mapToObj(
            node -> collection.datasets().stream().filter(d -> split.apply(d) == node).count())
        .toList();
  }

  private static double ndcg(
      Judged collection, Path folder, Function<Entry, Integer> split, boolean calibrated)
      throws IOException {
    var indexes = new ArrayList<LuceneSearchIndex>();
    try {
      for (int i = 0; i < NODES; i++) {
        int node = i;
        List<Entry> its =
            collection.datasets().stream().filter(d -> split.apply(d) == node).toList();
        if (!its.isEmpty()) {
          var store = new MemoryDatasetStore("node-" + node);
          store.putAll(its);
          indexes.add(Catalogs.open(folder.resolve("node-" + node), store));
        }
      }
      for (Judged.Query query : collection.queries()) {
        if (query.kind().equals("none")) {
          List<String> found = found(indexes, query.text(), calibrated);
          assertTrue(found.isEmpty(), () -> query + " has no answer, but " + found);
        }
      }
      return collection.queries().stream()
          .filter(query -> !query.kind().equals("none"))
          .mapToDouble(query -> collection.ndcg(query, found(indexes, query.text(), calibrated)))
          .average()
          .orElse(0);
    } finally {
      indexes.forEach(LuceneSearchIndex::close);
    }
  }

  private static List<String> found(
      List<LuceneSearchIndex> indexes, String text, boolean calibrated) {
    List<Answer> answers =
        indexes.stream()
            .map(index -> index.search(Request.of(text).on(1, 10).measured(true)))
            .map(results -> answer(results, calibrated))
            .toList();
    return Merging.ranked(answers, Sort.RELEVANCE, List.of()).stream()
        .map(found -> found.hit().uri())
        .toList();
  }

  private static Answer answer(Results results, boolean calibrated) {
    List<Found> hits =
        results.hits().stream().map((Hit hit) -> new Found("", hit.uri(), hit)).toList();
    return new Answer(results.total(), hits, Map.of(), calibrated ? results.statistics() : null);
  }
}
