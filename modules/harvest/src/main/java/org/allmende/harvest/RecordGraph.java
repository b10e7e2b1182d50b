package org.allmende.harvest;

import java.util.regex.Pattern;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// A record while it is said in DCAT: what the source writes goes in as it is, and whoever upgrades
/// the record finds the concepts that the words mean.
final class RecordGraph {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?|ftp)://[^\\s<>\"{}|\\\\^`\\[\\]]+", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 100_000;

  private final Graph graph = GraphFactory.createDefaultGraph();

  Graph graph() {
    return graph;
  }

  void add(Node subject, Node property, Node object) {
    graph.add(subject, property, object);
  }

  /// A text, where there is one; an address becomes a link only where links are wanted.
  void text(Node subject, Node property, String text) {
    text(subject, property, text, "");
  }

  void text(Node subject, Node property, String text, String language) {
    String stripped = text.strip();
    if (!stripped.isEmpty()) {
      graph.add(subject, property, literal(stripped, language));
    }
  }

  /// An address, or what stands in its place.
  void link(Node subject, Node property, String text) {
    String stripped = text.strip();
    if (isAddress(stripped)) {
      graph.add(subject, property, Terms.iri(stripped));
    } else {
      text(subject, property, stripped);
    }
  }

  /// Something without a name that the subject leads to.
  Node thing(Node subject, Node property, Node kind) {
    Node node = NodeFactory.createBlankNode();
    graph.add(subject, property, node);
    graph.add(node, Terms.A, kind);
    return node;
  }

  boolean has(Node subject, Node property) {
    return graph.contains(subject, property, Node.ANY);
  }

  static boolean isAddress(String text) {
    return text.length() < 4_000 && ADDRESS.matcher(text).matches();
  }

  private static Node literal(String text, String language) {
    String clean = text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", " ");
    String bounded = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    return language.isEmpty()
        ? NodeFactory.createLiteralString(bounded)
        : NodeFactory.createLiteralLang(bounded, language);
  }
}
