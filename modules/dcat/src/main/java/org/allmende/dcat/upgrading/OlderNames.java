package org.allmende.dcat.upgrading;

import java.util.Map;
import org.allmende.dcat.terms.ShortNames;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;

/// Copies a record with today's names for namespaces, properties, classes and datatypes.
final class OlderNames {

  private final Map<String, String> renamed;
  private final UpgradeLog log;

  OlderNames(Map<String, String> renamed, UpgradeLog log) {
    this.renamed = renamed;
    this.log = log;
  }

  void copy(Graph from, Graph to) {
    from.find().forEachRemaining(t -> to.add(triple(t)));
  }

  private Triple triple(Triple t) {
    String before = t.getPredicate().getURI();
    String after = today(before);
    if (after.isEmpty()) {
      return gone(t);
    }
    if (!after.equals(before)) {
      log.changed(
          "upgrade-renamed", ShortNames.shortened(after), t.getPredicate(), Terms.iri(after));
    }
    Node predicate = after.equals(before) ? t.getPredicate() : Terms.iri(after);
    return Triple.create(t.getSubject(), predicate, object(predicate, t.getObject()));
  }

  private Node object(Node predicate, Node object) {
    if (predicate.equals(Terms.A) && object.isURI()) {
      String after = today(object.getURI());
      if (!after.isEmpty() && !after.equals(object.getURI())) {
        log.changed("upgrade-renamed", "rdf:type", object, Terms.iri(after));
        return Terms.iri(after);
      }
    }
    if (object.isLiteral()) {
      String before = object.getLiteralDatatypeURI();
      String after = today(before);
      if (!after.equals(before) && !after.isEmpty()) {
        log.changed(
            "upgrade-renamed",
            ShortNames.shortened(predicate.getURI()),
            Terms.iri(before),
            Terms.iri(after));
        return NodeFactory.createLiteralDT(
            object.getLiteralLexicalForm(), NodeFactory.getType(after));
      }
    }
    return object;
  }

  /// A property that exists no longer: its value is kept as a remark.
  private Triple gone(Triple t) {
    String field = ShortNames.shortened(t.getPredicate().getURI());
    Node value = t.getObject();
    if (value.isLiteral()) {
      log.aside("upgrade-removed", field, value, "rdfs:comment");
      return Triple.create(t.getSubject(), RDFS.Nodes.comment, remark(field, value));
    }
    log.aside("upgrade-removed", field, value, "rdfs:seeAlso");
    return Triple.create(t.getSubject(), RDFS.Nodes.seeAlso, value);
  }

  /// A value as a sentence about its field.
  static Node remark(String field, Node literal) {
    String text = field + ": " + literal.getLiteralLexicalForm();
    return literal.getLiteralLanguage().isEmpty()
        ? NodeFactory.createLiteralString(text)
        : NodeFactory.createLiteralLang(text, literal.getLiteralLanguage());
  }

  /// Namespaces first, then the single name.
  private String today(String name) {
    String uri = name;
    for (int end = uri.length() - 1; end > 0; end--) {
      char c = uri.charAt(end);
      String namespace = c == '#' || c == '/' ? renamed.get(uri.substring(0, end + 1)) : null;
      if (namespace != null) {
        uri = namespace + uri.substring(end + 1);
        break;
      }
    }
    return renamed.getOrDefault(uri, uri);
  }
}
