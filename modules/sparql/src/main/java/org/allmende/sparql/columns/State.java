package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Everything published at one change, as numbers: a base and what changed since. Never changes
/// itself.
///
/// @param change the change number
record State(Terms terms, Base base, Delta delta, long change) {

  /// How many triples match, each counted once. A part that is not bound is [Terms#NONE].
  int count(int s, int p, int o) {
    Order order = Order.of(s, p, o);
    int[] prefix = order.prefix(s, p, o);
    return Ordered.length(base.in(order).range(prefix))
        - delta.removed(order).count(prefix)
        + delta.added(order).count(prefix);
  }

  int size() {
    return count(Terms.NONE, Terms.NONE, Terms.NONE);
  }

  boolean contains(int s, int p, int o) {
    return base.place(s, p, o) >= 0
        ? !delta.removed(Order.SPO).contains(s, p, o)
        : delta.added(Order.SPO).contains(s, p, o);
  }

  /// The triples that match, each once, in the order [Order#of].
  Rows find(int s, int p, int o, Budget budget) {
    return find(Order.of(s, p, o), s, p, o, budget);
  }

  /// The same in an order of one's own choice; what is bound must come first in it.
  Rows find(Order order, int s, int p, int o, Budget budget) {
    var triples = new Triples(this, budget);
    triples.open(order, s, p, o);
    return triples;
  }

  /// Hands out the graphs a triple is in.
  void graphsOf(int s, int p, int o, IntConsumer each) {
    int place = base.place(s, p, o);
    if (place >= 0) {
      base.graphsOf(
          place,
          g -> {
            if (!replaced(g)) {
              each.accept(g);
            }
          });
    }
    for (var walk = delta.byTriple().walk(s, p, o); walk.stands(); walk.step()) {
      each.accept(walk.get(3));
    }
  }

  boolean isIn(int s, int p, int o, int g) {
    if (delta.byTriple().contains(s, p, o, g)) {
      return true;
    }
    if (replaced(g)) {
      return false;
    }
    int place = base.place(s, p, o);
    var found = new boolean[1];
    if (place >= 0) {
      base.graphsOf(place, graph -> found[0] |= graph == g);
    }
    return found[0];
  }

  boolean replaced(int g) {
    return delta.replaced().size() > 0 && delta.replaced().contains(g);
  }

  /// How many triples a graph holds.
  int sizeOf(int g) {
    int at = replaced(g) ? -1 : base.indexOf(g);
    return at >= 0 ? base.start(at + 1) - base.start(at) : delta.byGraph().count(g);
  }

  /// The triples of one graph that match.
  Rows findIn(int g, int s, int p, int o, Budget budget) {
    if (Order.of(s, p, o) != Order.SPO && count(s, p, o) < sizeOf(g)) {
      return new InGraph(this, find(s, p, o, budget), g, budget);
    }
    return new GraphRows(this, g, s, p, o, budget);
  }

  /// The quads that match in any graph.
  Rows findInGraphs(int s, int p, int o, Budget budget) {
    return new InEachGraph(this, find(s, p, o, budget));
  }

  /// The graphs that hold something.
  List<Integer> graphs() {
    var graphs = new ArrayList<Integer>();
    for (int i = 0; i < base.graphCount(); i++) {
      if (!replaced(base.graph(i))) {
        graphs.add(base.graph(i));
      }
    }
    Sorted quads = delta.byGraph();
    for (int rank = 0; rank < quads.size(); ) {
      int graph = quads.get(rank, 0);
      graphs.add(graph);
      rank = quads.upper(graph);
    }
    return graphs;
  }

  /// A walk over those of some triples that are in a graph.
  private static final class InGraph extends Rows {
    private final State state;
    private final Rows rows;
    private final Budget budget;

    InGraph(State state, Rows rows, int graph, Budget budget) {
      this.state = state;
      this.rows = rows;
      this.budget = budget;
      this.g = graph;
    }

    @Override
    boolean next() {
      while (rows.next()) {
        budget.step();
        if (state.isIn(rows.s, rows.p, rows.o, g)) {
          s = rows.s;
          p = rows.p;
          o = rows.o;
          return true;
        }
      }
      return false;
    }
  }

  /// A walk over some triples, once for each graph they are in.
  private static final class InEachGraph extends Rows {
    private final State state;
    private final Rows rows;
    private final List<Integer> graphs = new ArrayList<>();

    InEachGraph(State state, Rows rows) {
      this.state = state;
      this.rows = rows;
    }

    @Override
    boolean next() {
      while (graphs.isEmpty()) {
        if (!rows.next()) {
          return false;
        }
        s = rows.s;
        p = rows.p;
        o = rows.o;
        state.graphsOf(s, p, o, graphs::add);
      }
      g = graphs.removeLast();
      return true;
    }
  }
}
