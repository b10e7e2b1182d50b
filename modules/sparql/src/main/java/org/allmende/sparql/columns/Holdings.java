package org.allmende.sparql.columns;

import java.util.BitSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Which graphs belong to a catalogue: its own, those of the datasets and records it lists, and
/// those that are in no catalogue, such as vocabularies. It is looked up graph by graph, and
/// remembered as long as a query runs.
final class Holdings {

  private static final String DCAT = "http://www.w3.org/ns/dcat#";

  private final State state;
  private final Budget budget;
  private final int catalog;
  private final int[] lists;
  private final BitSet known = new BitSet();
  private final BitSet held = new BitSet();

  /// @param catalog its URI
  Holdings(State state, Budget budget, String catalog) {
    this.state = state;
    this.budget = budget;
    this.catalog = number(NodeFactory.createURI(catalog));
    this.lists =
        new int[] {
          number(NodeFactory.createURI(DCAT + "dataset")),
          number(NodeFactory.createURI(DCAT + "record"))
        };
  }

  private int number(Node node) {
    int id = state.terms().find(node);
    return id == Terms.NONE ? ColumnsDataset.ABSENT : id;
  }

  /// Whether a graph belongs to it.
  boolean hold(int graph) {
    if (!known.get(graph)) {
      known.set(graph);
      held.set(graph, look(graph));
    }
    return held.get(graph);
  }

  private boolean look(int graph) {
    if (graph == catalog) {
      return true;
    }
    boolean elsewhere = false;
    for (int listing : lists) {
      if (listing == ColumnsDataset.ABSENT) {
        continue;
      }
      if (catalog != ColumnsDataset.ABSENT && state.contains(catalog, listing, graph)) {
        return true;
      }
      elsewhere |=
          state.count(Terms.NONE, listing, graph) > 0
              || state.count(graph, listing, Terms.NONE) > 0;
    }
    return !elsewhere;
  }

  /// Whether a triple is in a graph that belongs to it.
  boolean hold(int s, int p, int o) {
    var found = new boolean[1];
    state.graphsOf(s, p, o, graph -> found[0] |= hold(graph));
    return found[0];
  }

  /// The triples among these that are in one of its graphs.
  Rows of(Rows triples) {
    return new Rows() {
      @Override
      boolean next() {
        while (triples.next()) {
          budget.step();
          if (hold(triples.s, triples.p, triples.o)) {
            take(triples);
            return true;
          }
        }
        return false;
      }

      private void take(Rows row) {
        s = row.s;
        p = row.p;
        o = row.o;
      }
    };
  }

  /// The quads among these that are in one of its graphs.
  Rows ofQuads(Rows quads) {
    return new Rows() {
      @Override
      boolean next() {
        while (quads.next()) {
          budget.step();
          if (hold(quads.g)) {
            take(quads);
            return true;
          }
        }
        return false;
      }

      private void take(Rows row) {
        s = row.s;
        p = row.p;
        o = row.o;
        g = row.g;
      }
    };
  }
}
