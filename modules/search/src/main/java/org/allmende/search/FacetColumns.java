package org.allmende.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/// The facet values of every dataset as numbers in plain arrays, a set for each segment: counting
/// them is an addition per value. A segment never changes, so its arrays are made once and kept as
/// long as the segment lives.
final class FacetColumns {

  private final Map<Object, EnumMap<Facet, Column>> bySegment;
  private final FacetTerms terms;

  private FacetColumns(Map<Object, EnumMap<Facet, Column>> bySegment, FacetTerms terms) {
    this.bySegment = bySegment;
    this.terms = terms;
  }

  /// The values of one facet in one segment.
  static final class Column {

    private final int[] starts;
    private final int[] values;

    /// @param starts by document, where its values start; the next document's start is their end
    /// @param values numbers of terms
    private Column(int[] starts, int[] values) {
      this.starts = starts;
      this.values = values;
    }

    int start(int doc) {
      return starts[doc];
    }

    int end(int doc) {
      return starts[doc + 1];
    }

    int value(int at) {
      return values[at];
    }
  }

  static FacetColumns none(FacetTerms terms) {
    return new FacetColumns(Map.of(), terms);
  }

  /// The columns of a reader, those of known segments taken over.
  FacetColumns of(IndexReader reader) throws IOException {
    var next = new HashMap<Object, EnumMap<Facet, Column>>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Object key = leaf.reader().getCoreCacheHelper().getKey();
      EnumMap<Facet, Column> known = bySegment.get(key);
      next.put(key, known == null ? read(leaf.reader()) : known);
    }
    return new FacetColumns(next, terms);
  }

  EnumMap<Facet, Column> of(LeafReaderContext leaf) {
    EnumMap<Facet, Column> columns = bySegment.get(leaf.reader().getCoreCacheHelper().getKey());
    if (columns == null) {
      throw new IllegalStateException("a segment without facet columns: " + leaf);
    }
    return columns;
  }

  FacetTerms terms() {
    return terms;
  }

  private EnumMap<Facet, Column> read(LeafReader reader) throws IOException {
    var columns = new EnumMap<Facet, Column>(Facet.class);
    for (Facet facet : Facet.values()) {
      columns.put(facet, column(reader, facet));
    }
    return columns;
  }

  private Column column(LeafReader reader, Facet facet) throws IOException {
    SortedSetDocValues values = DocValues.getSortedSet(reader, facet.field());
    int[] numbers = new int[(int) values.getValueCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = terms.number(facet, values.lookupOrd(i).utf8ToString());
    }
    int[] starts = new int[reader.maxDoc() + 1];
    var found = new IntList();
    int filled = 0;
    for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
      while (filled <= doc) {
        starts[filled++] = found.size();
      }
      for (int i = 0; i < values.docValueCount(); i++) {
        found.add(numbers[(int) values.nextOrd()]);
      }
    }
    while (filled < starts.length) {
      starts[filled++] = found.size();
    }
    return new Column(starts, found.array());
  }

  /// A growing array of numbers.
  private static final class IntList {

    private int[] array = new int[64];
    private int size;

    void add(int number) {
      if (size == array.length) {
        array = Arrays.copyOf(array, size * 2);
      }
      array[size++] = number;
    }

    int size() {
      return size;
    }

    int[] array() {
      return Arrays.copyOf(array, size);
    }
  }
}
