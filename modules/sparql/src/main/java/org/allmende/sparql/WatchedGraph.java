package org.allmende.sparql;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/// A graph for the evaluation of paths, which runs in loops of its own that know of no limit: it
/// ends the query when time is up, and counts the nodes a path with two open ends starts from.
final class WatchedGraph extends WrappedGraph {

  private static final int OFTEN = 0x3f;
  private static final long PER_START = 48;

  private final Budget budget;
  private int finds;

  WatchedGraph(Graph graph, Budget budget) {
    super(graph);
    this.budget = budget;
  }

  @Override
  public ExtendedIterator<Triple> find(Triple pattern) {
    return find(pattern.getSubject(), pattern.getPredicate(), pattern.getObject());
  }

  @Override
  public ExtendedIterator<Triple> find(Node s, Node p, Node o) {
    if ((++finds & OFTEN) == 0) {
      budget.check();
    }
    boolean starts = isOpen(s) && isOpen(o);
    return new Watched(super.find(s, p, o), starts);
  }

  private static boolean isOpen(Node node) {
    return node == null || !node.isConcrete();
  }

  private final class Watched extends WrappedIterator<Triple> {
    private final boolean starts;
    private int count;

    Watched(ExtendedIterator<Triple> triples, boolean starts) {
      super(triples);
      this.starts = starts;
    }

    @Override
    public Triple next() {
      if ((++count & OFTEN) == 0) {
        budget.check();
        if (starts) {
          budget.keep(PER_START * (OFTEN + 1));
        }
      }
      return super.next();
    }
  }
}
