package org.allmende.sparql.columns;

import java.nio.file.Path;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/// Graphs given as Turtle, in columns on disk.
public final class InColumns {

  private InColumns() {}

  /// Columns in a new folder; by the names of graphs their triples.
  public static Columns of(Path folder, Map<String, String> graphs) {
    var store = new GraphsInMemory("store");
    graphs.forEach((name, turtle) -> {
      Graph graph = GraphFactory.createDefaultGraph();
      RDFParser.fromString(turtle, Lang.TURTLE).parse(graph);
      store.set(name, graph);
    });
    return Columns.open(folder, store);
  }
}
