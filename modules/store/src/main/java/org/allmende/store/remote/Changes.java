package org.allmende.store.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.catalog.store.SparqlStore.Refused;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/// What is said, and what is not any more.
record Changes(List<Quad> goneQuads, List<Quad> addedQuads) {

  static final Changes NONE = new Changes(List.of(), List.of());

  static Changes of(Map<Quad, Boolean> net) {
    var changes = new Changes(new ArrayList<>(), new ArrayList<>());
    net.forEach((quad, added) ->
        (added ? changes.addedQuads : changes.goneQuads).addAll(Spelling.said(quad)));
    return changes;
  }

  int size() {
    return goneQuads.size() + addedQuads.size();
  }

  /// That nothing is lost where the one statement is not said.
  ///
  /// @throws Refused where it stands nowhere else
  void requireExactElsewhere(Refused why) throws Refused {
    if (Stream.concat(goneQuads.stream(), addedQuads.stream()).anyMatch(Spelling::isKept)) {
      throw why;
    }
  }

  List<Changes> pieces(int size) {
    var pieces = new ArrayList<Changes>();
    for (int at = 0; at < goneQuads.size(); at += size) {
      int end = Math.min(goneQuads.size(), at + size);
      pieces.add(new Changes(goneQuads.subList(at, end), List.of()));
    }
    for (int at = 0; at < addedQuads.size(); at += size) {
      int end = Math.min(addedQuads.size(), at + size);
      pieces.add(new Changes(List.of(), addedQuads.subList(at, end)));
    }
    return pieces;
  }

  String clauses() {
    return (goneQuads.isEmpty() ? "" : "DELETE { " + gone() + " } ")
        + (addedQuads.isEmpty() ? "" : "INSERT { " + added() + " } ");
  }

  String gone() {
    return blocks(goneQuads);
  }

  String added() {
    return blocks(addedQuads);
  }

  /// Statements as templates and data have them.
  static String blocks(List<Quad> quads) {
    var blocks = new StringBuilder();
    Node graph = null;
    for (Quad quad : quads) {
      if (!quad.getGraph().equals(graph)) {
        blocks.append(graph == null ? "GRAPH " : "} GRAPH ");
        graph = quad.getGraph();
        blocks.append(Spelling.text(graph)).append(" { ");
      }
      blocks.append(Spelling.text(quad.asTriple())).append(" . ");
    }
    return graph == null ? "" : blocks.append('}').toString();
  }
}
