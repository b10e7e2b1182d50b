package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/// All triples at one change, each once, in three orders, and which graphs each is in. Written once
/// by [BaseWriter], mapped, never changed.
///
/// A triple's place in the order SPO stands for the triple: `home` has its graph there, or, when it
/// is in several, where in `shared` their number and the graphs follow. The other way, the graphs
/// are listed in the order of their numbers, each with the places of its triples.
final class Base {

  private final Path folder;
  private final Arena arena = Arena.ofShared();
  private final Users users = new Users(arena::close);
  private final Statistics statistics = new Statistics(this);
  private final Ordered spo;
  private final Ordered pos;
  private final Ordered osp;
  private final Column home;
  private final Column shared;
  private final Column graphs;
  private final Column starts;
  private final Column places;

  private Base(Path folder) throws IOException {
    this.folder = folder;
    spo = Ordered.open(folder, Order.SPO, arena);
    pos = Ordered.open(folder, Order.POS, arena);
    osp = Ordered.open(folder, Order.OSP, arena);
    home = Column.open(folder.resolve("home"), arena);
    shared = Column.open(folder.resolve("shared"), arena);
    graphs = Column.open(folder.resolve("graphs"), arena);
    starts = Column.open(folder.resolve("starts"), arena);
    places = Column.open(folder.resolve("triples"), arena);
  }

  static Base open(Path folder) throws IOException {
    return new Base(folder);
  }

  Ordered in(Order order) {
    return switch (order) {
      case SPO -> spo;
      case POS -> pos;
      case OSP -> osp;
    };
  }

  /// Distinct triples.
  int size() {
    return home.size();
  }

  /// Triples, counted in each graph.
  int quads() {
    return places.size();
  }

  /// The place of a triple in SPO, or -1.
  int place(int s, int p, int o) {
    long range = in(Order.SPO).range(s, p, o);
    return Ordered.length(range) == 0 ? -1 : Ordered.from(range);
  }

  /// Hands out the graphs of a triple.
  void graphsOf(int place, IntConsumer each) {
    int at = home.get(place);
    if (at >= 0) {
      each.accept(at);
      return;
    }
    int list = -at - 1;
    for (int i = 1, count = shared.get(list); i <= count; i++) {
      each.accept(shared.get(list + i));
    }
  }

  /// How many graphs there are.
  int graphCount() {
    return graphs.size();
  }

  /// The number of the n-th graph.
  int graph(int n) {
    return graphs.get(n);
  }

  /// Which graph in the list has a number, or -1.
  int indexOf(int graph) {
    int at = graphs.lower(graph, 0, graphs.size());
    return at < graphs.size() && graphs.get(at) == graph ? at : -1;
  }

  /// Where in the list of places those of the n-th graph begin; they end where the next begin.
  int start(int n) {
    return starts.get(n);
  }

  /// A place of a triple.
  int placeAt(int at) {
    return places.get(at);
  }

  /// The first of a graph's places that is not below another.
  int lowerPlace(int place, int from, int to) {
    return places.lower(place, from, to);
  }

  /// How many terms stand somewhere in a triple.
  int termsInUse() {
    int used = graphCount();
    for (int id = 0; id < in(Order.SPO).firsts(); id++) {
      used += holds(spo, id) || holds(pos, id) || holds(osp, id) ? 1 : 0;
    }
    return used;
  }

  private static boolean holds(Ordered order, int first) {
    return order.start(first) < order.start(first + 1);
  }

  Path folder() {
    return folder;
  }

  Statistics statistics() {
    return statistics;
  }

  Users users() {
    return users;
  }
}
