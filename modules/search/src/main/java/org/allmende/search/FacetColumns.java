package org.allmende.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
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

  /// The values of one facet in one segment: a number for each dataset, which is that of its only
  /// value, or [#NONE], or says where in a list its several values stand. Most datasets have one
  /// value, and counting reads no more than that number.
  static final class Column {

    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final int[] coded;
    private final int[] several;

    /// @param coded by dataset; `SEVERAL - i` where its values stand at `i`
    /// @param several how many values there are, then the values, for each dataset of several
    private Column(int[] coded, int[] several) {
      this.coded = coded;
      this.several = several;
    }

    /// Counts the values of some datasets.
    ///
    /// @return how many have no value
    int count(int[] docs, int size, int[] counted) {
      int none = 0;
      for (int i = 0; i < size; i++) {
        int code = coded[docs[i]];
        if (code >= 0) {
          counted[code]++;
        } else if (code == NONE) {
          none++;
        } else {
          int at = SEVERAL - code;
          for (int left = several[at]; left > 0; left--) {
            counted[several[++at]]++;
          }
        }
      }
      return none;
    }

    /// Whether a dataset has one of these values.
    ///
    /// @param none whether it has when it has none at all
    boolean hasAny(int doc, BitSet wanted, boolean none) {
      int code = coded[doc];
      if (code >= NONE) {
        return code == NONE ? none : wanted.get(code);
      }
      int at = SEVERAL - code;
      for (int left = several[at]; left > 0; left--) {
        if (wanted.get(several[++at])) {
          return true;
        }
      }
      return false;
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
    int[] coded = new int[reader.maxDoc()];
    Arrays.fill(coded, Column.NONE);
    var several = new IntList();
    for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
      int count = values.docValueCount();
      if (count == 1) {
        coded[doc] = numbers[(int) values.nextOrd()];
        continue;
      }
      coded[doc] = Column.SEVERAL - several.size();
      several.add(count);
      for (int i = 0; i < count; i++) {
        several.add(numbers[(int) values.nextOrd()]);
      }
    }
    return new Column(coded, several.array());
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
