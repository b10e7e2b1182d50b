package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks the questions of a German test collection of real catalogues, and holds the answers to
/// graded judgments: nDCG@10 with the gain 2^grade - 1, recall@50.
class RelevanceTest {

  private static final double LEAST_NDCG = 0.94;
  private static final double LEAST_RECALL = 0.94;
  private static final double LEAST_NDCG_OF_A_KIND = 0.84;

  /// One question.
  private record Query(String id, String text, String kind, String note) {}

  @Test
  void findsWhatPeopleAskFor(@TempDir Path folder) throws IOException {
    Path collection = Folders.shared("bench/relevance");
    var store = new MemoryDatasetStore("relevance");
    store.putAll(Catalogs.read(collection.resolve("corpus.nt"), "sammlung"));
    var ndcg = new TreeMap<String, List<Double>>();
    var recall = new ArrayList<Double>();
    var run = new StringBuilder();
    try (var index = Catalogs.open(folder, store)) {
      Map<String, Map<String, Integer>> judgments = judgments(collection.resolve("qrels.txt"));
      for (Query query : queries(collection.resolve("queries.tsv"))) {
        List<String> found = ask(index, query.text());
        for (int i = 0; i < found.size(); i++) {
          run.append(query.id()).append(" Q0 ").append(found.get(i)).append(' ').append(i + 1);
          run.append(' ').append(1000 - i).append(" allmende\n");
        }
        if (query.kind().equals("none")) {
          assertTrue(found.isEmpty(), () -> query + " has no answer, but " + found);
        } else {
          Map<String, Integer> grades = judgments.getOrDefault(query.id(), Map.of());
          ndcg.computeIfAbsent(query.kind(), k -> new ArrayList<>()).add(ndcg(found, grades));
          recall.add(recall(found, grades));
        }
      }
    }
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("relevance.run"), run);
    double meanNdcg = mean(ndcg.values().stream().flatMap(List::stream).toList());
    double meanRecall = mean(recall);
    String figures =
        String.format(Locale.ROOT, "nDCG@10 %.3f, recall@50 %.3f, by kind:", meanNdcg, meanRecall);
    for (Map.Entry<String, List<Double>> kind : ndcg.entrySet()) {
      figures += String.format(Locale.ROOT, " %s %.2f", kind.getKey(), mean(kind.getValue()));
    }
    String told = figures;
    assertTrue(meanNdcg >= LEAST_NDCG && meanRecall >= LEAST_RECALL, () -> told);
    assertTrue(
        ndcg.values().stream().allMatch(kind -> mean(kind) >= LEAST_NDCG_OF_A_KIND), () -> told);
  }

  private static List<String> ask(LuceneSearchIndex index, String text) {
    var request =
        new SearchIndex.Request(
            text,
            Map.of(),
            SearchIndex.Range.OPEN,
            SearchIndex.Range.OPEN,
            null,
            SearchIndex.Sort.RELEVANCE,
            1,
            50);
    return index.search(request).hits().stream().map(SearchIndex.Hit::uri).toList();
  }

  private static List<Query> queries(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\t", -1))
        .map(cells -> new Query(cells[0], cells[1], cells[2], cells.length > 3 ? cells[3] : ""))
        .toList();
  }

  private static Map<String, Map<String, Integer>> judgments(Path file) throws IOException {
    var judgments = new HashMap<String, Map<String, Integer>>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\\s+", -1);
      judgments
          .computeIfAbsent(cells[0], id -> new HashMap<>())
          .put(cells[2], Integer.parseInt(cells[3]));
    }
    return judgments;
  }

  private static double ndcg(List<String> found, Map<String, Integer> grades) {
    List<Integer> best = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
    double ideal = gain(best);
    return ideal == 0
        ? 0
        : gain(found.stream().map(uri -> grades.getOrDefault(uri, 0)).toList()) / ideal;
  }

  private static double gain(List<Integer> grades) {
    double gain = 0;
    for (int i = 0; i < Math.min(10, grades.size()); i++) {
      gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
    }
    return gain;
  }

  private static double recall(List<String> found, Map<String, Integer> grades) {
    List<String> relevant =
        grades.entrySet().stream().filter(e -> e.getValue() > 0).map(Map.Entry::getKey).toList();
    return relevant.isEmpty()
        ? 0
        : (double) relevant.stream().filter(found::contains).count() / relevant.size();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
