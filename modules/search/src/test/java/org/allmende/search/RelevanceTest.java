package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.catalog.asking.SearchIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Asks the questions of a German test collection of real catalogues, and holds the answers to
/// graded judgments: nDCG@10 with the gain 2^grade - 1, recall@50.
@ParameterizedClass
@EnumSource(Indexes.class)
class RelevanceTest {

  @Parameter private Indexes indexes = Indexes.LUCENE;

  private static final double LEAST_NDCG = 0.94;
  private static final double LEAST_RECALL = 0.94;
  private static final double LEAST_NDCG_OF_A_KIND = 0.84;

  @Test
  void findsWhatPeopleAskFor(@TempDir Path folder) throws IOException {
    var collection = Judged.collection();
    var store = new MemoryDatasetStore("relevance");
    store.putAll(collection.datasets());
    var ndcg = new TreeMap<String, List<Double>>();
    var recall = new ArrayList<Double>();
    var run = new StringBuilder();
    try (var index = indexes.open(folder, store)) {
      for (Judged.Query query : collection.queries()) {
        List<String> found = ask(index, query.text());
        for (int i = 0; i < found.size(); i++) {
          run.append(query.id()).append(" Q0 ").append(found.get(i)).append(' ').append(i + 1);
          run.append(' ').append(1000 - i).append(" allmende\n");
        }
        if (query.kind().equals("none")) {
          assertTrue(found.isEmpty(), () -> query + " has no answer, but " + found);
        } else {
          ndcg.computeIfAbsent(query.kind(), k -> new ArrayList<>())
              .add(collection.ndcg(query, found));
          recall.add(collection.recall(query, found));
        }
      }
    }
    Files.writeString(
        Files.createDirectories(Path.of("target"))
            .resolve(indexes.name().toLowerCase(Locale.ROOT) + ".run"),
        run);
    double meanNdcg = mean(ndcg.values().stream().flatMap(List::stream).toList());
    double meanRecall = mean(recall);
    String figures =
        String.format(Locale.ROOT, "nDCG@10 %.3f, recall@50 %.3f, by kind:", meanNdcg, meanRecall);
    for (Map.Entry<String, List<Double>> kind : ndcg.entrySet()) {
      figures += String.format(Locale.ROOT, " %s %.2f", kind.getKey(), mean(kind.getValue()));
    }
    String told = indexes + " " + figures;
    System.Logger log = System.getLogger(RelevanceTest.class.getName());
    log.log(System.Logger.Level.INFO, told);
    assertTrue(meanNdcg >= LEAST_NDCG && meanRecall >= LEAST_RECALL, () -> told);
    assertTrue(
        ndcg.values().stream().allMatch(kind -> mean(kind) >= LEAST_NDCG_OF_A_KIND), () -> told);
  }

  private static List<String> ask(SearchIndex index, String text) {
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

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
