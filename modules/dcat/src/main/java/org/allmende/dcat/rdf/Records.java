package org.allmende.dcat.rdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/// Cuts a graph into records: each dataset with everything that is said about it and about the
/// things it leads to, but not over other datasets, catalogues and concept schemes.
final class Records {

  private static final Set<Node> ROOTS = Set.of(Terms.DATASET, Terms.DATASET_SERIES);
  private static final Set<Node> WALLS =
      Set.of(
          Terms.DATASET, Terms.DATASET_SERIES, Terms.CATALOG, Terms.CATALOG_RECORD, Terms.CONCEPT);

  private final Graph graph;
  private final Set<Node> walls = new HashSet<>();
  private final Set<Triple> reached = new HashSet<>();

  Records(Graph graph) {
    this.graph = graph;
    for (Node wall : WALLS) {
      graph.find(Node.ANY, Terms.A, wall).forEachRemaining(t -> walls.add(t.getSubject()));
    }
  }

  /// The datasets in the graph, in a fixed order; those without an address come last.
  List<Node> datasets() {
    var found = new HashSet<Node>();
    for (Node root : ROOTS) {
      graph.find(Node.ANY, Terms.A, root).forEachRemaining(t -> found.add(t.getSubject()));
    }
    var datasets = new ArrayList<Node>(found);
    datasets.sort(
        java.util.Comparator.comparing((Node n) -> n.isBlank()).thenComparing(n -> n.toString()));
    return datasets;
  }

  /// One dataset's triples.
  Graph record(Node dataset) {
    Graph record = GraphFactory.createDefaultGraph();
    var seen = new HashSet<Node>();
    var waiting = new ArrayDeque<Node>();
    seen.add(dataset);
    waiting.add(dataset);
    while (!waiting.isEmpty()) {
      Node subject = waiting.remove();
      for (Triple triple : graph.find(subject, Node.ANY, Node.ANY).toList()) {
        record.add(triple);
        reached.add(triple);
        Node object = triple.getObject();
        if (!object.isLiteral()
            && !triple.getPredicate().equals(Terms.A)
            && !walls.contains(object)
            && seen.add(object)) {
          waiting.add(object);
        }
      }
    }
    return record;
  }

  /// What no record has reached.
  Graph rest() {
    Graph rest = GraphFactory.createDefaultGraph();
    graph
        .find()
        .forEachRemaining(t -> {
          if (!reached.contains(t)) {
            rest.add(t);
          }
        });
    return rest;
  }
}
