package org.allmende.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.store.Entry;
import org.allmende.testkit.Folders;

/// A German test collection of real catalogues: datasets, questions as people type them, and graded
/// judgments of which answer which.
///
/// @param judgments grades by URI, by question
record Judged(
    List<Entry> datasets, List<Query> queries, Map<String, Map<String, Integer>> judgments) {

  /// One question.
  record Query(String id, String text, String kind, String note) {}

  /// Reads it; where it is not there, the test is skipped.
  static Judged collection() throws IOException {
    Path folder = Folders.shared("bench/relevance");
    return new Judged(
        Catalogs.read(folder.resolve("corpus.nt"), "sammlung"),
        queries(folder.resolve("queries.tsv")),
        judgments(folder.resolve("qrels.txt")));
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

  /// nDCG@10 with the gain 2^grade - 1.
  double ndcg(Query query, List<String> found) {
    Map<String, Integer> grades = judgments.getOrDefault(query.id(), Map.of());
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

  double recall(Query query, List<String> found) {
    Map<String, Integer> grades = judgments.getOrDefault(query.id(), Map.of());
    List<String> relevant =
        grades.entrySet().stream().filter(e -> e.getValue() > 0).map(Map.Entry::getKey).toList();
    return relevant.isEmpty()
        ? 0
        : (double) relevant.stream().filter(found::contains).count() / relevant.size();
  }
}
