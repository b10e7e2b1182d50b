package org.allmende.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/// Counts hits and, for the facets asked for, their values. Hits come many at a time and are
/// counted facet by facet, so that one column is read at a time.
final class Counting {

  private static final int MAX_VALUES = 100;

  private final FacetColumns columns;
  private final Narrowing narrowing;
  private final EnumMap<Facet, int[]> counts = new EnumMap<>(Facet.class);
  private final int[] none = new int[Facet.values().length];
  private long total;
  private long seen;

  /// @param counted the codes of the facets to count; empty for all
  Counting(FacetColumns columns, Narrowing narrowing, Set<String> counted) {
    this.columns = columns;
    this.narrowing = narrowing;
    for (Facet facet : Facet.values()) {
      if (counted.isEmpty() || counted.contains(facet.code())) {
        counts.put(facet, new int[columns.terms().size(facet)]);
      }
    }
  }

  /// Counts in one segment.
  Segment in(LeafReaderContext leaf) {
    return new Segment(leaf);
  }

  /// The counting of one segment's hits.
  final class Segment {

    private final Narrowing.Test test;
    private final List<Counter> facets = new ArrayList<>();
    private final @Nullable Counter[] apart = new Counter[Facet.values().length];
    private final int[] one = new int[1];

    private Segment(LeafReaderContext leaf) {
      this.test = narrowing.in(columns, leaf);
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
    }

    /// Counts hits, and keeps those that pass every facet at the front of the arrays.
    ///
    /// @return how many pass
    int take(int[] docs, float[] scores, int size) {
      seen += size;
      int passed = test.isAny() ? narrowed(docs, scores, size) : size;
      total += passed;
      for (Counter counter : facets) {
        counter.count(docs, passed);
      }
      return passed;
    }

    private int narrowed(int[] docs, float[] scores, int size) {
      int passed = 0;
      for (int i = 0; i < size; i++) {
        int failed = test.failed(docs[i]);
        if (failed == Narrowing.Test.PASSED) {
          docs[passed] = docs[i];
          scores[passed++] = scores[i];
        } else if (failed != Narrowing.Test.SEVERAL) {
          Counter counter = apart[failed];
          if (counter != null) {
            one[0] = docs[i];
            counter.count(one, 1);
          }
        }
      }
      return passed;
    }
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
      none[facet] += column.count(docs, size, counted);
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
    BitSet chosen = narrowing.chosen(facet);
    long[] sorted = new long[counted.length];
    int found = 0;
    for (int number = 0; number < counted.length; number++) {
      if (counted[number] > 0 || chosen.get(number)) {
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
