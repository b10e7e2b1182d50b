package org.allmende.sparql;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/// Lists as the parser writes them, a triple pattern for each link.
final class Lists {

  private static final Node NIL = RDF.nil.asNode();
  private static final Node FIRST = RDF.first.asNode();
  private static final Node REST = RDF.rest.asNode();

  private Lists() {}

  /// The members of a list, whose links are taken out of the patterns; what is no list stands for
  /// itself.
  static List<Node> taken(Node node, List<Triple> patterns) {
    if (node.equals(NIL)) {
      return List.of();
    }
    var members = new ArrayList<Node>();
    Node link = node;
    Node member = object(link, FIRST, patterns);
    while (member != null) {
      members.add(member);
      Node rest = object(link, REST, patterns);
      link = rest == null ? NIL : rest;
      member = object(link, FIRST, patterns);
    }
    return members.isEmpty() ? List.of(node) : members;
  }

  private static @Nullable Node object(Node subject, Node predicate, List<Triple> patterns) {
    for (Triple triple : patterns) {
      if (triple.getSubject().equals(subject) && triple.getPredicate().equals(predicate)) {
        patterns.remove(triple);
        return triple.getObject();
      }
    }
    return null;
  }
}
