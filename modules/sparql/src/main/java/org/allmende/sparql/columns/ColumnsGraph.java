package org.allmende.sparql.columns;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;

/// One graph of a [ColumnsDataset], or all together.
final class ColumnsGraph extends GraphBase {

  private final ColumnsDataset dataset;
  private final int graph;

  /// @param graph its number, [Terms#NONE] for all together
  ColumnsGraph(ColumnsDataset dataset, int graph) {
    this.dataset = dataset;
    this.graph = graph;
  }

  /// Its number, [Terms#NONE] for all together.
  int number() {
    return graph;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    return graphBaseFind(pattern.getSubject(), pattern.getPredicate(), pattern.getObject());
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Node s, Node p, Node o) {
    Rows rows = dataset.rows(graph, s, p, o);
    return new Found<>(
        rows,
        () -> Triple.create(dataset.node(rows.s), dataset.node(rows.p), dataset.node(rows.o)));
  }

  @Override
  protected boolean graphBaseContains(Triple pattern) {
    return dataset
        .rows(graph, pattern.getSubject(), pattern.getPredicate(), pattern.getObject())
        .next();
  }

  @Override
  protected int graphBaseSize() {
    if (!dataset.isWhole()) {
      return super.graphBaseSize();
    }
    State state = dataset.state();
    return graph == Terms.NONE ? state.size() : graph < 0 ? 0 : state.sizeOf(graph);
  }
}
