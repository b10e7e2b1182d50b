package org.allmende.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/// How much a dataset is about each of its terms, over all its texts, worked out once when it is
/// written instead of at every search: a word then costs one list of datasets and not one for each
/// text (impact-ordered indexes, Anh and Moffat 2002).
///
/// What a text says for a term is BM25's part of it that does not depend on the catalogue: how
/// often it stands there, saturated, measured by how long such a text usually is ([Ranking#USUAL]);
/// the text that says most counts, and a little of the others. The index keeps the sum as a whole
/// number in place of the term's frequency, and a search multiplies it by how rare the term is.
public final class Impacts {

  /// The fields that have impacts.
  public static final Set<String> FIELDS = Set.of(Fields.WORD, Fields.NAMED);

  /// Impacts are kept in steps of a hundredth.
  public static final int SCALE = 100;

  private static final float SATURATION = 1.2f;

  private final Map<String, Impact> impacts = new HashMap<>();

  /// What the texts read so far say for one term.
  private static final class Impact {
    private float best;
    private float sum;

    void add(float said) {
      best = Math.max(best, said);
      sum += said;
    }

    int scaled() {
      return Math.max(1, Math.round(SCALE * (best + Ranking.OTHER_FIELDS * (sum - best))));
    }
  }

  /// Adds a text, all of whose terms are given in their order.
  void add(String field, List<Terms.Term> text) {
    var counts = new HashMap<String, Integer>();
    int words = 0;
    for (Terms.Term term : text) {
      counts.merge(term.text(), 1, Integer::sum);
      words += term.next() ? 1 : 0;
    }
    float b = Ranking.LENGTH.getOrDefault(field, 0f);
    float length = 1 - b + b * words / Ranking.USUAL.getOrDefault(field, 1f);
    float weight = Ranking.FIELDS.getOrDefault(field, 1f);
    counts.forEach((term, count) ->
        impacts
            .computeIfAbsent(term, t -> new Impact())
            .add(weight * count / (count + SATURATION * length)));
  }

  /// All terms with their impacts, in steps of a hundredth, 1 at least.
  TermStream<TermStream.Weighed> terms() {
    return TermStream.weighed(
        impacts.entrySet().stream()
            .map(term -> new TermStream.Weighed(term.getKey(), term.getValue().scaled()))
            .toList());
  }

  /// Scores by impact; how rare a term is, is in the weight of the query.
  static Similarity similarity() {
    return new Similarity() {
      @Override
      public long computeNorm(FieldInvertState state) {
        return 1;
      }

      @Override
      public SimScorer scorer(
          float boost, CollectionStatistics collection, TermStatistics... terms) {
        return new Scorer(boost / SCALE);
      }
    };
  }

  private static final class Scorer extends Similarity.SimScorer {

    private final float perStep;

    Scorer(float perStep) {
      this.perStep = perStep;
    }

    @Override
    public float score(float impact, long norm) {
      return perStep * impact;
    }

    @Override
    public Explanation explain(Explanation impact, long norm) {
      return Explanation.match(
          score(impact.getValue().floatValue(), norm), "impact times weight", impact);
    }
  }
}
