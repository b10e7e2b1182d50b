package org.allmende.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.allmende.search.german.Folding;

/// Numbers for the values of facets, and all ways to write them. Numbers are given once and kept
/// while the program runs.
final class FacetTerms {

  private final EnumMap<Facet, Table> tables = new EnumMap<>(Facet.class);

  FacetTerms() {
    for (Facet facet : Facet.values()) {
      tables.put(facet, new Table());
    }
  }

  /// The number of a value as it is written in the index.
  int number(Facet facet, String written) {
    return table(facet).number(FacetTerm.read(written));
  }

  /// The numbers of the values a filter means: by value, its end, label or alias.
  BitSet meant(Facet facet, String filter) {
    return table(facet).meant(filter);
  }

  /// The values of a facet in the order of their names.
  Ordered ordered(Facet facet) {
    return table(facet).ordered();
  }

  int size(Facet facet) {
    return table(facet).size();
  }

  /// Values in order.
  static final class Ordered {

    private final List<FacetTerm> terms;
    private final int[] ranks;

    private Ordered(List<FacetTerm> terms, int[] ranks) {
      this.terms = terms;
      this.ranks = ranks;
    }

    /// How many there are.
    int size() {
      return ranks.length;
    }

    /// The place of a value, by its number.
    int rank(int number) {
      return ranks[number];
    }

    /// The value at a place.
    FacetTerm at(int rank) {
      return terms.get(rank);
    }
  }

  private Table table(Facet facet) {
    Table table = tables.get(facet);
    if (table == null) {
      throw new IllegalStateException(facet.code());
    }
    return table;
  }

  private static final class Table {

    private final List<FacetTerm> terms = new ArrayList<>();
    private final Map<String, Integer> byValue = new HashMap<>();
    private final Map<String, BitSet> byName = new HashMap<>();
    private Ordered ordered = new Ordered(List.of(), new int[0]);
    private boolean relabelled;

    synchronized int number(FacetTerm term) {
      Integer known = byValue.get(term.value());
      int number = known == null ? terms.size() : known;
      if (known == null) {
        byValue.put(term.value(), number);
        terms.add(term);
      } else if (!terms.get(number).label().equals(term.label())) {
        terms.set(number, term);
        relabelled = true;
      }
      for (String name : term.names()) {
        byName.computeIfAbsent(name, n -> new BitSet()).set(number);
      }
      return number;
    }

    synchronized BitSet meant(String filter) {
      Integer exact = byValue.get(filter);
      if (exact != null) {
        var one = new BitSet();
        one.set(exact);
        return one;
      }
      BitSet found = byName.get(Folding.of(filter));
      return found == null ? new BitSet() : (BitSet) found.clone();
    }

    synchronized int size() {
      return terms.size();
    }

    synchronized Ordered ordered() {
      if (ordered.size() != terms.size() || relabelled) {
        Integer[] numbers = IntStream.range(0, terms.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(numbers, Comparator.comparing(number -> terms.get(number).value()));
        int[] ranks = new int[numbers.length];
        for (int rank = 0; rank < numbers.length; rank++) {
          ranks[numbers[rank]] = rank;
        }
        ordered = new Ordered(Arrays.stream(numbers).map(terms::get).toList(), ranks);
        relabelled = false;
      }
      return ordered;
    }
  }
}
