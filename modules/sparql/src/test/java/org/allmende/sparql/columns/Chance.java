package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/// Random graphs over few terms, so that graphs overlap and patterns hit.
final class Chance {

  private final Random random;
  private final List<Node> subjects = new ArrayList<>();
  private final List<Node> predicates = new ArrayList<>();
  private final List<Node> objects = new ArrayList<>();

  Chance(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      subjects.add(
          NodeFactory.createURI(
              "https://example.org/" + (i % 5 == 0 ? "s/.well-known/genid/c" : "s") + i));
    }
    for (int i = 0; i < 6; i++) {
      predicates.add(NodeFactory.createURI("https://example.org/p" + i));
    }
    objects.addAll(subjects.subList(0, 20));
    objects.add(predicates.get(0));
    for (int i = 0; i < 12; i++) {
      objects.add(NodeFactory.createLiteralString("Wörter " + i % 6));
      objects.add(NodeFactory.createLiteralLang("Wörter " + i % 6, i % 2 == 0 ? "de" : "en-GB"));
      objects.add(NodeFactory.createLiteralDT("" + i, XSDDatatype.XSDinteger));
      objects.add(NodeFactory.createLiteralDT("0" + i, XSDDatatype.XSDinteger));
      objects.add(NodeFactory.createLiteralDT("202" + i % 10 + "-01-01", XSDDatatype.XSDdate));
    }
    objects.add(NodeFactory.createLiteralDirLang("مرحبا", "ar", "rtl"));
    objects.add(NodeFactory.createLiteralDT("x", NodeFactory.getType("https://example.org/own")));
    objects.add(NodeFactory.createLiteralString(""));
    objects.add(NodeFactory.createLiteralString("ä€😀".repeat(3000)));
    objects.add(
        NodeFactory.createTripleTerm(
            Triple.create(subjects.get(1), predicates.get(1), objects.get(30))));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Node subject() {
    return subjects.get(below(subjects.size()));
  }

  Node predicate() {
    return predicates.get(below(predicates.size()));
  }

  Node object() {
    return objects.get(below(objects.size()));
  }

  String graphName() {
    return "https://example.org/g" + below(60);
  }

  Graph graph(int most) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (int i = below(most + 1); i > 0; i--) {
      graph.add(Triple.create(subject(), predicate(), object()));
    }
    return graph;
  }
}
