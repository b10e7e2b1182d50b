package org.allmende.sparql.columns;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// What has changed since a [Base] was written.
///
/// @param replaced graphs of the base that no longer count; what they hold now is in the quads here
/// @param byGraph quads of replaced and of new graphs: graph, subject, predicate, object
/// @param byTriple the same quads: subject, predicate, object, graph
/// @param added triples that are now in some graph and not in the base, in each order
/// @param removed triples of the base that are now in no graph, in each order
/// @param touched for each order the first numbers of what was added or removed; made when first
///   asked
record Delta(
    Sorted replaced,
    Sorted byGraph,
    Sorted byTriple,
    Map<Order, Sorted> added,
    Map<Order, Sorted> removed,
    Map<Order, BitSet> touched) {

  Delta(
      Sorted replaced,
      Sorted byGraph,
      Sorted byTriple,
      Map<Order, Sorted> added,
      Map<Order, Sorted> removed) {
    this(replaced, byGraph, byTriple, added, removed, new ConcurrentHashMap<>());
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

  /// Whether triples with this first number in an order were added or removed.
  boolean touches(Order order, int first) {
    if (added(order).size() == 0 && removed(order).size() == 0) {
      return false;
    }
    return first < 0 || touched.computeIfAbsent(order, this::firsts).get(first);
  }

  private BitSet firsts(Order order) {
    var firsts = new BitSet();
    for (Sorted rows : List.of(added(order), removed(order))) {
      for (var walk = rows.between(0, rows.size()); walk.stands(); walk.step()) {
        firsts.set(walk.get(0));
      }
    }
    return firsts;
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
