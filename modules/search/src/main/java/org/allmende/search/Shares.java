package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.apache.lucene.search.ScoreDoc;

/// Says how much of the score of each hit is due to each word. What a word counts is what the
/// dataset says of it times how rare it is in this catalogue; with these shares and the statistics
/// somebody else who knows how rare it is in several works out what it counts there.
final class Shares {

  private final Snapshot snapshot;
  private final Question question;
  private final long today;

  Shares(Snapshot snapshot, Question question, long today) {
    this.snapshot = snapshot;
    this.question = question;
    this.today = today;
  }

  /// How rare the words of a question are here.
  static Statistics statistics(Snapshot snapshot, Question question) throws IOException {
    long all = snapshot.datasets();
    var words = new HashMap<String, Long>();
    for (Question.Rarity rarity : question.rarities()) {
      if (rarity.datasets() > 0) {
        words.merge(rarity.word(), Math.min(all, rarity.datasets()), Math::max);
      }
    }
    return new Statistics(all, words);
  }

  /// The same hits with their shares, in their order.
  List<Hit> of(List<ScoreDoc> found, List<Hit> hits) throws IOException {
    List<Map<String, Double>> shares = snapshot.together(at -> shares(at, found));
    var sharing = new ArrayList<Hit>();
    for (int i = 0; i < hits.size(); i++) {
      sharing.add(hits.get(i).sharing(within(shares.get(i), hits.get(i).score())));
    }
    return sharing;
  }

  private List<Map<String, Double>> shares(Snapshot at, List<ScoreDoc> found) throws IOException {
    var shares = new ArrayList<Map<String, Double>>();
    for (ScoreDoc hit : found) {
      var parts = new HashMap<String, Double>();
      for (int i = 0; i < question.topics().size(); i++) {
        Question.Rarity rarity = question.rarities().get(i);
        float score = rarity.datasets() > 0 ? at.score(question.topics().get(i), hit.doc) : 0;
        if (score > 0) {
          parts.merge(rarity.word(), score * at.worth(hit.doc, today), Double::sum);
        }
      }
      shares.add(parts);
    }
    return shares;
  }

  /// What is only akin to the question counts less than its words by themselves.
  private static Map<String, Double> within(Map<String, Double> shares, double score) {
    double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (all > score) {
      shares.replaceAll((word, share) -> share * score / all);
    }
    return shares;
  }
}
