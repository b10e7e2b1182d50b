package org.allmende.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.SearchIndex.FacetValue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/// Counts the values of the facets asked for among the hits and hands the hits on, in one pass.
/// Hits are gathered first and then counted facet by facet, so that one column is read at a time.
final class Counting implements Collector {

  private static final int MAX_VALUES = 100;
  private static final int GATHERED = 2048;

  private final FacetColumns columns;
  private final Narrowing narrowing;
  private final Collector hits;
  private final EnumMap<Facet, int[]> counts = new EnumMap<>(Facet.class);
  private final int[] gathered = new int[GATHERED];
  private final int[] none = new int[Facet.values().length];
  private long total;
  private long seen;

  /// @param counted the codes of the facets to count; empty for all
  Counting(FacetColumns columns, Narrowing narrowing, Set<String> counted, Collector hits) {
    this.columns = columns;
    this.narrowing = narrowing;
    this.hits = hits;
    for (Facet facet : Facet.values()) {
      if (counted.isEmpty() || counted.contains(facet.code())) {
        counts.put(facet, new int[columns.terms().size(facet)]);
      }
    }
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
    LeafCollector inner = hits.getLeafCollector(leaf);
    Narrowing.Test test = narrowing.in(columns, leaf);
    var facets = new ArrayList<Counter>();
    var apart = new Counter[Facet.values().length];
    columns
        .of(leaf)
        .forEach((facet, column) -> {
          int[] counted = counts.get(facet);
          if (counted != null) {
            var counter = new Counter(facet.number(), column, counted);
            facets.add(counter);
            apart[facet.number()] = counter;
          }
        });
    return new LeafCollector() {
      private int size;

      @Override
      public void setScorer(Scorable scorer) throws IOException {
        inner.setScorer(scorer);
      }

      @Override
      public void collect(int doc) throws IOException {
        seen++;
        int failed = test.failed(doc);
        if (failed == Narrowing.Test.PASSED) {
          gathered[size++] = doc;
          if (size == GATHERED) {
            count();
          }
          inner.collect(doc);
        } else if (failed != Narrowing.Test.SEVERAL && apart[failed] != null) {
          apart[failed].count(doc);
        }
      }

      private void count() {
        total += size;
        for (Counter counter : facets) {
          counter.count(gathered, size);
        }
        size = 0;
      }

      @Override
      public void finish() throws IOException {
        count();
        inner.finish();
      }
    };
  }

  @Override
  public ScoreMode scoreMode() {
    return hits.scoreMode().needsScores() ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
  }

  long total() {
    return total;
  }

  /// How many there were before any facet was asked.
  long seen() {
    return seen;
  }

  private final class Counter {

    private final int facet;
    private final FacetColumns.Column column;
    private final int[] counted;

    Counter(int facet, FacetColumns.Column column, int[] counted) {
      this.facet = facet;
      this.column = column;
      this.counted = counted;
    }

    void count(int[] docs, int size) {
      for (int i = 0; i < size; i++) {
        count(docs[i]);
      }
    }

    void count(int doc) {
      int start = column.start(doc);
      int end = column.end(doc);
      if (start == end) {
        none[facet]++;
      }
      for (int i = start; i < end; i++) {
        counted[column.value(i)]++;
      }
    }
  }

  /// The values of every facet counted, the most frequent first, chosen ones always among them.
  Map<String, List<FacetValue>> facets() {
    var facets = new LinkedHashMap<String, List<FacetValue>>();
    counts.forEach((facet, counted) -> {
      List<FacetValue> values = values(facet, counted);
      if (!values.isEmpty()) {
        facets.put(facet.code(), values);
      }
    });
    return facets;
  }

  private List<FacetValue> values(Facet facet, int[] counted) {
    FacetTerms.Ordered terms = columns.terms().ordered(facet);
    long[] sorted = new long[counted.length];
    int found = 0;
    for (int number = 0; number < counted.length; number++) {
      if (counted[number] > 0 || narrowing.isChosen(facet, number)) {
        sorted[found++] = (long) (Integer.MAX_VALUE - counted[number]) << 32 | terms.rank(number);
      }
    }
    Arrays.sort(sorted, 0, found);
    var values = new ArrayList<FacetValue>();
    addNone(values, facet);
    for (int i = 0; i < found; i++) {
      int count = Integer.MAX_VALUE - (int) (sorted[i] >>> 32);
      FacetTerm term = terms.at((int) sorted[i]);
      if (i < MAX_VALUES || narrowing.isChosen(facet, term)) {
        values.add(new FacetValue(term.value(), term.label(), count));
      }
    }
    values.sort(Comparator.comparingLong(value -> -value.count()));
    return values;
  }

  private void addNone(List<FacetValue> values, Facet facet) {
    if (none[facet.number()] > 0) {
      values.add(new FacetValue(Facet.NONE, "ohne Angabe", none[facet.number()]));
    }
  }
}
