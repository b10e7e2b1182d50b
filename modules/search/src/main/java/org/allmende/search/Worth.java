package org.allmende.search;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;

/// What a dataset is worth apart from any question: how complete its description is, and how fresh.
final class Worth extends DoubleValuesSource {

  private final long today;

  /// @param today days since 1970
  Worth(long today) {
    this.today = today;
  }

  @Override
  public DoubleValues getValues(LeafReaderContext leaf, DoubleValues scores) throws IOException {
    NumericDocValues standing = DocValues.getNumeric(leaf.reader(), Fields.STANDING);
    NumericDocValues modified = DocValues.getNumeric(leaf.reader(), Fields.MODIFIED);
    return new DoubleValues() {
      private int doc;

      @Override
      public double doubleValue() throws IOException {
        double worth = 1;
        if (standing.advanceExact(doc)) {
          worth += Ranking.STANDING * standing.longValue() / 100;
        }
        if (modified.advanceExact(doc)) {
          double age = Math.max(0, today - modified.longValue());
          worth += Ranking.FRESHNESS * Math.exp(-age / Ranking.HALF_LIFE * Math.log(2));
        }
        return worth;
      }

      @Override
      public boolean advanceExact(int wanted) {
        doc = wanted;
        return true;
      }
    };
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext leaf) {
    return true;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(today);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Worth worth && worth.today == today;
  }

  @Override
  public String toString() {
    return "worth";
  }
}
