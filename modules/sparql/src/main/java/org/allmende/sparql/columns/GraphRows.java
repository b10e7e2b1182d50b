package org.allmende.sparql.columns;

/// A walk over the triples of one graph that match, in the order of subject, predicate, object.
final class GraphRows extends Rows {

  private final int[] wanted;
  private final Budget budget;
  private final Base base;
  private final Ordered triples;
  private final int to;
  private int at;
  private final Sorted.Walk changed;

  /// The subject of the base's row that was read last, and where its rows lie.
  private int subject;

  private int subjectFrom;
  private int subjectTo;

  GraphRows(State state, int graph, int s, int p, int o, Budget budget) {
    this.g = graph;
    this.wanted = new int[] {s, p, o};
    this.budget = budget;
    this.base = state.base();
    this.triples = base.in(Order.SPO);
    int[] prefix = Order.SPO.prefix(s, p, o);
    int n = state.replaced(graph) ? -1 : base.indexOf(graph);
    if (n < 0) {
      at = 0;
      to = 0;
      var inGraph = new int[prefix.length + 1];
      inGraph[0] = graph;
      System.arraycopy(prefix, 0, inGraph, 1, prefix.length);
      changed = state.delta().byGraph().walk(inGraph);
    } else {
      long range = triples.range(prefix);
      int from = base.start(n);
      int end = base.start(n + 1);
      at = base.lowerPlace(Ordered.from(range), from, end);
      to = base.lowerPlace(Ordered.to(range), at, end);
      changed = Sorted.empty(4).between(0, 0);
    }
  }

  @Override
  boolean next() {
    while (at < to) {
      budget.step();
      read(base.placeAt(at++));
      if (matches()) {
        return true;
      }
    }
    while (changed.stands()) {
      budget.step();
      s = changed.get(1);
      p = changed.get(2);
      o = changed.get(3);
      changed.step();
      if (matches()) {
        return true;
      }
    }
    return false;
  }

  private void read(int place) {
    if (place >= subjectTo || place < subjectFrom) {
      subject = triples.first(place);
      subjectFrom = triples.start(subject);
      subjectTo = triples.start(subject + 1);
    }
    s = subject;
    p = triples.second(place);
    o = triples.third(place);
  }

  private boolean matches() {
    return fits(wanted[0], s) && fits(wanted[1], p) && fits(wanted[2], o);
  }

  private static boolean fits(int wanted, int found) {
    return wanted == Terms.NONE || wanted == found;
  }
}
