package org.allmende.sparql.columns;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has changed since a [Base] was written.
///
/// @param replaced graphs of the base that no longer count; what they hold now is in the quads here
/// @param byGraph quads of replaced and of new graphs: graph, subject, predicate, object
/// @param byTriple the same quads: subject, predicate, object, graph
/// @param added triples that are now in some graph and not in the base, in each order
/// @param removed triples of the base that are now in no graph, in each order
/// @param touched for each order the first numbers of what was added or removed
record Delta(
    Sorted replaced,
    Sorted byGraph,
    Sorted byTriple,
    Map<Order, Sorted> added,
    Map<Order, Sorted> removed,
    Touched touched) {

  Delta(
      Sorted replaced,
      Sorted byGraph,
      Sorted byTriple,
      Map<Order, Sorted> added,
      Map<Order, Sorted> removed) {
    this(replaced, byGraph, byTriple, added, removed, new Touched());
  }

  static final Delta NONE =
      new Delta(Sorted.empty(1), Sorted.empty(4), Sorted.empty(4), empty(), empty());

  private static Map<Order, Sorted> empty() {
    var sets = new EnumMap<Order, Sorted>(Order.class);
    for (Order order : Order.values()) {
      sets.put(order, Sorted.empty(3));
    }
    return sets;
  }

  Sorted added(Order order) {
    return Objects.requireNonNull(added.get(order));
  }

  Sorted removed(Order order) {
    return Objects.requireNonNull(removed.get(order));
  }

  /// For each order the first numbers of triples that were added or removed.
  Map<Order, BitSet> firsts() {
    return touched.in(this);
  }

  /// Made when first asked.
  static final class Touched {
    private volatile @Nullable Map<Order, BitSet> firsts;

    private Map<Order, BitSet> in(Delta delta) {
      Map<Order, BitSet> known = firsts;
      if (known == null) {
        known = new EnumMap<>(Order.class);
        for (Order order : Order.values()) {
          known.put(order, firsts(delta, order));
        }
        firsts = known;
      }
      return known;
    }

    private static BitSet firsts(Delta delta, Order order) {
      var firsts = new BitSet();
      for (Sorted rows : List.of(delta.added(order), delta.removed(order))) {
        for (var walk = rows.between(0, rows.size()); walk.stands(); walk.step()) {
          firsts.set(walk.get(0));
        }
      }
      return firsts;
    }
  }

  /// Whether no triple was added or removed.
  boolean isStill() {
    return added(Order.SPO).size() == 0 && removed(Order.SPO).size() == 0;
  }

  /// Rows in all sets that are kept in three orders.
  int size() {
    return byGraph.size() + added(Order.SPO).size() + removed(Order.SPO).size();
  }
}
