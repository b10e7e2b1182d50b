package org.allmende.dcat.reading;

import java.time.Instant;
import java.util.List;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/// What stays of a dataset that was withdrawn: what it was called, whose it was, that it is gone,
/// since when and why. No distribution, no contact.
public final class Tombstone {

  private static final Node STATUS = NodeFactory.createURI(Terms.ADMS_NS + "status");
  private static final Node NOTES = NodeFactory.createURI(Terms.ADMS_NS + "versionNotes");
  private static final Node WITHDRAWN =
      NodeFactory.createURI(Terms.EU_AUTHORITY + "distribution-status/WITHDRAWN");
  private static final List<Node> KEPT =
      List.of(Terms.A, Terms.TITLE, Terms.PUBLISHER, Terms.IDENTIFIER, Terms.ISSUED);

  private Tombstone() {}

  /// The tombstone of a dataset.
  ///
  /// @param reason in the words of whoever withdrew it; may be empty
  public static Graph of(Graph description, String uri, Instant when, String reason) {
    Graph tombstone = GraphFactory.createDefaultGraph();
    Node dataset = NodeFactory.createURI(uri);
    for (Node kept : KEPT) {
      description.find(dataset, kept, Node.ANY).forEachRemaining(tombstone::add);
    }
    for (Triple publisher : tombstone.find(dataset, Terms.PUBLISHER, Node.ANY).toList()) {
      description
          .find(publisher.getObject(), Terms.NAME, Node.ANY)
          .forEachRemaining(tombstone::add);
    }
    gone(tombstone, dataset, when);
    if (!reason.isBlank()) {
      tombstone.add(dataset, NOTES, NodeFactory.createLiteralLang(reason, "de"));
    }
    return tombstone;
  }

  /// The tombstone of a dataset of which nothing may be said any more but that it is gone.
  public static Graph bare(String uri, Instant when) {
    Graph tombstone = GraphFactory.createDefaultGraph();
    Node dataset = NodeFactory.createURI(uri);
    tombstone.add(dataset, Terms.A, Terms.DATASET);
    gone(tombstone, dataset, when);
    return tombstone;
  }

  private static void gone(Graph tombstone, Node dataset, Instant when) {
    tombstone.add(dataset, STATUS, WITHDRAWN);
    tombstone.add(
        dataset,
        Terms.MODIFIED,
        NodeFactory.createLiteralDT(when.toString(), XSDDatatype.XSDdateTime));
  }

  /// Why a dataset was withdrawn, as its tombstone says; empty when nobody has said.
  public static String reason(Graph tombstone, String uri) {
    return tombstone
        .find(NodeFactory.createURI(uri), NOTES, Node.ANY)
        .nextOptional()
        .map(triple -> triple.getObject())
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .orElse("");
  }
}
