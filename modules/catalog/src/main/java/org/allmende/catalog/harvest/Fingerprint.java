package org.allmende.catalog.harvest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Short hashes by which descriptions and datasets are recognised.
final class Fingerprint {

  private static final int BYTES = 16;

  private Fingerprint() {}

  /// Of what a graph says, whatever the order.
  ///
  /// @param graph without blank nodes
  /// @param rules what becomes of it; another text makes another hash
  static String of(Graph graph, String rules) {
    var lines = new ArrayList<String>(graph.size() + 1);
    lines.add(rules);
    graph
        .find()
        .forEachRemaining(
            t -> lines.add(t.getSubject() + " " + t.getPredicate() + " " + said(t.getObject())));
    Collections.sort(lines);
    return of(String.join("\n", lines));
  }

  /// The length of a text says where it ends.
  private static String said(Node object) {
    if (!object.isLiteral()) {
      return "<" + object;
    }
    String text = object.getLiteralLexicalForm();
    return text.length()
        + " "
        + text
        + " "
        + object.getLiteralLanguage()
        + " "
        + object.getLiteralDatatypeURI();
  }

  /// Of a dataset's identifier and publisher; empty where it lacks one.
  static String alias(Graph graph, String uri) {
    Node dataset = NodeFactory.createURI(uri);
    String identifier = least(graph, dataset, Terms.IDENTIFIER);
    String publisher = publisher(graph, dataset);
    return identifier.isEmpty() || publisher.isEmpty() ? "" : of(identifier + "\n" + publisher);
  }

  /// By name, for the same publisher has another address in each catalogue.
  private static String publisher(Graph graph, Node dataset) {
    for (var triple : graph.find(dataset, Terms.PUBLISHER, Node.ANY).toList()) {
      String name = least(graph, triple.getObject(), Terms.NAME);
      if (!name.isEmpty()) {
        return name;
      }
    }
    return least(graph, dataset, Terms.PUBLISHER);
  }

  private static String least(Graph graph, Node subject, Node predicate) {
    return graph.find(subject, predicate, Node.ANY).toList().stream()
        .map(t -> t.getObject())
        .map(o -> o.isLiteral() ? o.getLiteralLexicalForm().strip() : o.toString())
        .sorted()
        .findFirst()
        .orElse("");
  }

  private static String of(String text) {
    byte[] hash = HexFormat.of().parseHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
  }
}
