package org.allmende.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;

/// The chosen values of facets: a dataset passes a facet when it has one of the values chosen
/// there.
final class Narrowing {

  private final EnumMap<Facet, Choice> choices = new EnumMap<>(Facet.class);

  /// What is chosen in one facet.
  ///
  /// @param numbers the numbers of the values
  /// @param none whether datasets without a value pass
  private record Choice(BitSet numbers, boolean none) {}

  private static final BitSet NOTHING = new BitSet();

  private final FacetTerms terms;

  Narrowing(FacetTerms terms, Map<String, List<String>> filters) {
    this.terms = terms;
    for (Facet facet : Facet.values()) {
      List<String> wanted = filters.getOrDefault(facet.code(), List.of());
      if (!wanted.isEmpty()) {
        var numbers = new BitSet();
        wanted.forEach(value -> numbers.or(terms.meant(facet, value)));
        choices.put(facet, new Choice(numbers, wanted.contains(Facet.NONE)));
      }
    }
  }

  /// The numbers of the values chosen in a facet.
  BitSet chosen(Facet facet) {
    Choice choice = choices.get(facet);
    return choice == null ? NOTHING : choice.numbers();
  }

  boolean isChosen(Facet facet, FacetTerm term) {
    Choice choice = choices.get(facet);
    return choice != null && choice.numbers().intersects(terms.meant(facet, term.value()));
  }

  /// Tells for one segment which facets a document fails.
  Test in(FacetColumns columns, LeafReaderContext leaf) {
    var tested = new ArrayList<Tested>();
    columns
        .of(leaf)
        .forEach((facet, column) -> {
          Choice choice = choices.get(facet);
          if (choice != null) {
            tested.add(new Tested(facet, column, choice));
          }
        });
    return new Test(tested);
  }

  private record Tested(Facet facet, FacetColumns.Column column, Choice choice) {

    boolean passes(int doc) {
      return column.hasAny(doc, choice.numbers(), choice.none());
    }
  }

  /// The test of one segment's documents.
  static final class Test {

    /// More than one facet is failed.
    static final int SEVERAL = -2;

    /// Every facet is passed.
    static final int PASSED = -1;

    private final Tested[] tested;

    private Test(List<Tested> tested) {
      this.tested = tested.toArray(Tested[]::new);
    }

    /// Whether there is anything to fail.
    boolean isAny() {
      return tested.length > 0;
    }

    /// [#PASSED], [#SEVERAL], or the number of the only facet that is failed: that facet still
    /// counts the document, so that its other values show what choosing them would bring.
    int failed(int doc) {
      int failed = PASSED;
      for (Tested test : tested) {
        if (!test.passes(doc)) {
          if (failed != PASSED) {
            return SEVERAL;
          }
          failed = test.facet().number();
        }
      }
      return failed;
    }
  }
}
