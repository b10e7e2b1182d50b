package org.allmende.dcat.terms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.graph.GraphFactory;

/// Gives blank nodes names by what they say, so that the same content always has the same names:
/// `<record>/.well-known/genid/<hash>` ([RDF 1.1,
/// 3.5](https://www.w3.org/TR/rdf11-concepts/#section-skolemization)).
///
/// A node is named by the hash of its sorted outgoing lines, the nodes below it first. Nodes in a
/// cycle, or too deep, are named by their lines with all blank nodes taken as equal, and numbered.
/// Siblings that say the same get numbers too.
public final class Skolem {

  /// Stands in every name that was made for a blank node.
  public static final String MARK = "/.well-known/genid/";

  private static final int MAX_DEPTH = 64;

  private final Map<Node, List<Triple>> lines = new HashMap<>();
  private final Map<Node, String> names = new HashMap<>();
  private final Map<Node, Node> replaced = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final String base;

  private Skolem(String base) {
    this.base = base;
  }

  /// Whether a node is a name that was made for a blank node.
  public static boolean isSkolem(Node node) {
    return node.isURI() && node.getURI().contains(MARK);
  }

  /// The same graph without blank nodes; the graph itself when it has none.
  ///
  /// @param record the URI that the names begin with
  public static Graph named(Graph graph, String record) {
    if (graph.stream().noneMatch(t -> t.getSubject().isBlank() || t.getObject().isBlank())) {
      return graph;
    }
    return new Skolem(record).name(graph);
  }

  private Graph name(Graph graph) {
    var blanks = new ArrayList<Node>();
    graph
        .find()
        .forEachRemaining(t -> {
          see(t.getSubject(), blanks);
          see(t.getObject(), blanks);
          if (t.getSubject().isBlank()) {
            lines.computeIfAbsent(t.getSubject(), n -> new ArrayList<>()).add(t);
          }
        });
    blanks.forEach(b -> hash(b, new HashSet<>()));
    blanks.sort(java.util.Comparator.comparing(b -> names.getOrDefault(b, "")));
    blanks.forEach(b ->
        replaced.put(b, NodeFactory.createURI(base + MARK + unique(names.getOrDefault(b, "x")))));
    Graph result = GraphFactory.createDefaultGraph();
    graph
        .find()
        .forEachRemaining(t ->
            result.add(
                replaced.getOrDefault(t.getSubject(), t.getSubject()),
                t.getPredicate(),
                replaced.getOrDefault(t.getObject(), t.getObject())));
    return result;
  }

  private void see(Node node, List<Node> blanks) {
    if (node.isBlank() && names.putIfAbsent(node, "") == null) {
      blanks.add(node);
    }
  }

  private String unique(String name) {
    String unique = name;
    for (int n = 2; !taken.add(unique); n++) {
      unique = name + "-" + n;
    }
    return unique;
  }

  private String hash(Node blank, Set<Node> above) {
    String known = names.getOrDefault(blank, "");
    if (!known.isEmpty()) {
      return known;
    }
    if (above.size() > MAX_DEPTH || !above.add(blank)) {
      return "loop";
    }
    var said = new ArrayList<String>();
    for (Triple t : lines.getOrDefault(blank, List.of())) {
      Node object = t.getObject();
      said.add(
          NodeFmtLib.strNT(t.getPredicate())
              + " "
              + (object.isBlank() ? "_:" + hash(object, above) : NodeFmtLib.strNT(object)));
    }
    above.remove(blank);
    Collections.sort(said);
    String name =
        "c"
            + Sha256.of(String.join("\n", said).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 24);
    names.put(blank, name);
    return name;
  }
}
