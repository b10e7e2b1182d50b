package org.allmende.search;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/// What a dataset is worth apart from any question: how complete its description is, and how fresh.
public final class Worth {

  private final long today;
  private final Remembered remembered;

  /// What a dataset is worth at most, as a factor.
  static final float MOST = (float) (1 + Ranking.STANDING + Ranking.FRESHNESS);

  /// @param today days since 1970
  Worth(long today, Remembered remembered) {
    this.today = today;
    this.remembered = remembered;
  }

  /// What the datasets of a segment are worth, by their numbers, as factors from 1 to [#MOST].
  float[] in(LeafReader segment) throws IOException {
    return remembered.of(segment, today);
  }

  /// What the datasets of each segment are worth on a day: a segment never changes, and a search
  /// asks for every dataset it finds.
  static final class Remembered {

    private static final class Day {
      final long today;
      final float[] worths;

      Day(long today, float[] worths) {
        this.today = today;
        this.worths = worths;
      }
    }

    private final Map<Object, Day> bySegment = new ConcurrentHashMap<>();

    private float[] of(LeafReader segment, long today) throws IOException {
      IndexReader.CacheHelper core = segment.getCoreCacheHelper();
      Day known = bySegment.get(core.getKey());
      if (known != null && known.today == today) {
        return known.worths;
      }
      float[] worths = worths(segment, today);
      if (bySegment.put(core.getKey(), new Day(today, worths)) == null) {
        core.addClosedListener(bySegment::remove);
      }
      return worths;
    }
  }

  private static float[] worths(LeafReader segment, long today) throws IOException {
    NumericDocValues standing = DocValues.getNumeric(segment, Fields.STANDING);
    NumericDocValues modified = DocValues.getNumeric(segment, Fields.MODIFIED);
    var worths = new float[segment.maxDoc()];
    for (int doc = 0; doc < worths.length; doc++) {
      double worth = 1;
      if (standing.advanceExact(doc)) {
        worth += ofStanding(standing.longValue());
      }
      if (modified.advanceExact(doc)) {
        worth += ofAge(today - modified.longValue());
      }
      worths[doc] = (float) worth;
    }
    return worths;
  }

  /// What a description adds that is so complete.
  public static double ofStanding(long standing) {
    return Ranking.STANDING * standing / 100;
  }

  /// What a dataset adds that was modified so many days ago.
  public static double ofAge(long days) {
    return Ranking.FRESHNESS * Math.exp(-Math.max(0, days) / Ranking.HALF_LIFE * Math.log(2));
  }
}
