package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/// Says how much of the score of each hit is due to each word. What a word counts is what the
/// dataset says of it times how rare it is in this catalogue; with these shares and the statistics
/// somebody else who knows how rare it is in several works out what it counts there.
final class Shares {

  private final Snapshot snapshot;
  private final Question question;
  private final Worth worth;

  Shares(Snapshot snapshot, Question question, Worth worth) {
    this.snapshot = snapshot;
    this.question = question;
    this.worth = worth;
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
    List<Map<String, Double>> shares =
        hits.stream().map(hit -> (Map<String, Double>) new HashMap<String, Double>()).toList();
    for (int i = 0; i < question.topics().size(); i++) {
      Question.Rarity rarity = question.rarities().get(i);
      if (rarity.datasets() > 0) {
        add(question.topics().get(i), rarity.word(), found, shares);
      }
    }
    var sharing = new ArrayList<Hit>();
    for (int i = 0; i < hits.size(); i++) {
      sharing.add(hits.get(i).sharing(within(shares.get(i), hits.get(i).score())));
    }
    return sharing;
  }

  private void add(Query topic, String word, List<ScoreDoc> found, List<Map<String, Double>> shares)
      throws IOException {
    Weight weight =
        snapshot.searcher().createWeight(snapshot.searcher().rewrite(topic), ScoreMode.COMPLETE, 1);
    List<LeafReaderContext> leaves = snapshot.reader().leaves();
    LeafReaderContext leaf = null;
    Scorer scorer = null;
    for (int at : byNumber(found)) {
      int doc = found.get(at).doc;
      LeafReaderContext its = leaves.get(ReaderUtil.subIndex(doc, leaves));
      if (leaf != its) {
        leaf = its;
        scorer = weight.scorer(its);
      }
      if (scorer != null && has(scorer, doc - its.docBase)) {
        double share = scorer.score() * worth.in(its.reader())[doc - its.docBase];
        shares.get(at).merge(word, share, Double::sum);
      }
    }
  }

  /// The places of the hits, in the order in which the index is read.
  private static int[] byNumber(List<ScoreDoc> found) {
    return IntStream.range(0, found.size())
        .boxed()
        .sorted((one, other) -> Integer.compare(found.get(one).doc, found.get(other).doc))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static boolean has(Scorer scorer, int doc) throws IOException {
    int at = scorer.docID();
    return (at < doc ? scorer.iterator().advance(doc) : at) == doc;
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
