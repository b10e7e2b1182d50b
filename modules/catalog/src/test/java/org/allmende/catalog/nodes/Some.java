package org.allmende.catalog.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.allmende.model.DatasetId;

/// Hits and answers for tests.
final class Some {

  private Some() {}

  static Hit hit(String uri, String title, double score, Map<String, Double> shares) {
    return new Hit(
            new DatasetId("stadt", "daten"),
            uri,
            title,
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            "2026-01-01",
            Instant.EPOCH,
            (float) score,
            Map.of(),
            List.of())
        .sharing(shares);
  }

  static Found found(String node, String title, double score) {
    String uri = "https://" + node + ".example/datasets/" + title;
    String page = node.equals(Node.LOCAL) ? "" : uri;
    return new Found(node, page, hit(uri, title, score, Map.of()));
  }

  static Found found(String node, String uri, String title, double score) {
    String page = node.equals(Node.LOCAL) ? "" : "https://" + node + ".example/" + title;
    return new Found(node, page, hit(uri, title, score, Map.of()));
  }

  /// Hits whose whole score is due to one word.
  static Answer about(String node, String word, Statistics statistics, double... scores) {
    var hits = new ArrayList<Found>();
    for (double score : scores) {
      Found found = found(node, node + "-" + hits.size(), score);
      hits.add(new Found(node, found.page(), found.hit().sharing(Map.of(word, score))));
    }
    return new Answer(hits.size(), hits, Map.of(), statistics);
  }

  static Answer answer(Found... hits) {
    return new Answer(hits.length, List.of(hits), Map.of(), null);
  }

  static Answer counted(Map<String, List<FacetValue>> facets) {
    return new Answer(0, List.of(), facets, null);
  }

  static List<String> titles(List<Found> found) {
    return found.stream().map(one -> one.hit().title()).toList();
  }
}
