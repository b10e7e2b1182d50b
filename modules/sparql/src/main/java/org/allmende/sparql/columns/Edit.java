package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Makes a new state from one in which some graphs hold something else.
final class Edit {

  private static final Budget FREE = new Budget();

  private final State old;
  private final List<int[]> replaced = new ArrayList<>();
  private final List<int[]> addedQuads = new ArrayList<>();
  private final List<int[]> removedQuads = new ArrayList<>();

  /// Triples whose graphs changed.
  private final List<int[]> touched = new ArrayList<>();

  Edit(State old) {
    this.old = old;
  }

  /// What a graph holds, as sorted rows.
  static List<int[]> rows(State state, int graph) {
    var rows = new ArrayList<int[]>();
    var walk = new GraphRows(state, graph, Terms.NONE, Terms.NONE, Terms.NONE, FREE);
    while (walk.next()) {
      rows.add(new int[] {walk.s, walk.p, walk.o});
    }
    return rows;
  }

  /// A graph holds this now.
  ///
  /// @param now rows of subject, predicate, object, in this order, each once
  void graph(int graph, List<int[]> now) {
    List<int[]> was = rows(old, graph);
    List<int[]> plus = without(now, was);
    List<int[]> minus = without(was, now);
    if (plus.isEmpty() && minus.isEmpty()) {
      return;
    }
    touched.addAll(plus);
    touched.addAll(minus);
    if (!old.replaced(graph) && old.base().indexOf(graph) >= 0) {
      replaced.add(new int[] {graph});
      now.forEach(row -> addedQuads.add(quad(graph, row)));
    } else {
      plus.forEach(row -> addedQuads.add(quad(graph, row)));
      minus.forEach(row -> removedQuads.add(quad(graph, row)));
    }
  }

  private static int[] quad(int graph, int[] row) {
    return new int[] {graph, row[0], row[1], row[2]};
  }

  private static List<int[]> without(List<int[]> rows, List<int[]> others) {
    var rest = new ArrayList<int[]>();
    int at = 0;
    for (int[] row : rows) {
      while (at < others.size() && Sorted.ORDER.compare(others.get(at), row) < 0) {
        at++;
      }
      if (at == others.size() || Sorted.ORDER.compare(others.get(at), row) != 0) {
        rest.add(row);
      }
    }
    return rest;
  }

  /// The new state.
  State at(long change) {
    Delta before = old.delta();
    replaced.sort(Sorted.ORDER);
    var half =
        new Delta(
            before.replaced().with(replaced, List.of()),
            before.byGraph().with(sorted(addedQuads), sorted(removedQuads)),
            before.byTriple().with(byTriple(addedQuads), byTriple(removedQuads)),
            before.added(),
            before.removed());
    return new State(
        old.terms(), old.base(), triples(new State(old.terms(), old.base(), half, change)), change);
  }

  private static List<int[]> sorted(List<int[]> rows) {
    rows.sort(Sorted.ORDER);
    return rows;
  }

  private static List<int[]> byTriple(List<int[]> quads) {
    var rows = new ArrayList<int[]>(quads.size());
    quads.forEach(q -> rows.add(new int[] {q[1], q[2], q[3], q[0]}));
    return sorted(rows);
  }

  /// Decides for each touched triple whether it is still in some graph.
  private Delta triples(State now) {
    var appear = new ArrayList<int[]>();
    var vanish = new ArrayList<int[]>();
    var unremove = new ArrayList<int[]>();
    var unadd = new ArrayList<int[]>();
    touched.sort(Sorted.ORDER);
    for (int i = 0; i < touched.size(); i++) {
      int[] row = touched.get(i);
      if (i > 0 && Sorted.ORDER.compare(touched.get(i - 1), row) == 0) {
        continue;
      }
      boolean was = old.contains(row[0], row[1], row[2]);
      boolean is = inSomeGraph(now, row);
      boolean inBase = old.base().place(row[0], row[1], row[2]) >= 0;
      if (is && !was) {
        (inBase ? unremove : appear).add(row);
      } else if (was && !is) {
        (inBase ? vanish : unadd).add(row);
      }
    }
    return new Delta(
        now.delta().replaced(),
        now.delta().byGraph(),
        now.delta().byTriple(),
        change(now.delta().added(), appear, unadd),
        change(now.delta().removed(), vanish, unremove));
  }

  private static boolean inSomeGraph(State state, int[] row) {
    var found = new boolean[1];
    state.graphsOf(row[0], row[1], row[2], g -> found[0] = true);
    return found[0];
  }

  private static Map<Order, Sorted> change(
      Map<Order, Sorted> sets, List<int[]> add, List<int[]> remove) {
    var changed = new EnumMap<Order, Sorted>(Order.class);
    sets.forEach((order, set) -> changed.put(order, set.with(in(order, add), in(order, remove))));
    return changed;
  }

  private static List<int[]> in(Order order, List<int[]> rows) {
    var turned = new ArrayList<int[]>(rows.size());
    rows.forEach(r -> turned.add(order.row(r[0], r[1], r[2])));
    return sorted(turned);
  }
}
