package org.allmende.dcat.rdf;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// Gives a thing in a graph another name.
public final class Renaming {

  private Renaming() {}

  /// The same graph with a URI in place of a node.
  public static Graph of(Graph graph, Node old, String uri) {
    Node name = NodeFactory.createURI(uri);
    Graph result = GraphFactory.createDefaultGraph();
    graph
        .find()
        .forEachRemaining(t ->
            result.add(
                t.getSubject().equals(old) ? name : t.getSubject(),
                t.getPredicate(),
                t.getObject().equals(old) ? name : t.getObject()));
    return result;
  }
}
