package org.allmende.search;

import java.io.IOException;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;

/// Hands the hits of one segment to a collector of the first ones, their scores times what they are
/// worth apart from the question; those that can no longer be among the first are passed over.
final class Ranked extends Scorable {

  private final LeafCollector first;
  private final float[] worths;
  private float score;
  private float least;

  /// @param worths by number of the dataset, see [Worth]
  Ranked(LeafCollector first, float[] worths) throws IOException {
    this.first = first;
    this.worths = worths;
    first.setScorer(this);
  }

  void take(int[] docs, float[] scores, int size) throws IOException {
    for (int i = 0; i < size; i++) {
      float worthy = scores[i] * worths[docs[i]];
      if (worthy >= least) {
        score = worthy;
        first.collect(docs[i]);
      }
    }
  }

  @Override
  public float score() {
    return score;
  }

  @Override
  public void setMinCompetitiveScore(float score) {
    least = score;
  }
}
