package org.allmende.sparql.results;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// RDF/XML in blocks, each property with its namespace on it.
final class RdfXmlTriples implements TripleWriter {

  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";

  private final Utf8 out;
  private final Labels labels = new Labels();
  private @Nullable Node subject;

  RdfXmlTriples(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin() {
    out.ascii(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        """);
  }

  @Override
  public void triple(Triple triple) {
    if (!triple.getSubject().equals(subject)) {
      finish();
      subject = triple.getSubject();
      out.ascii("<rdf:Description");
      resource("about", triple.getSubject());
      out.ascii(">\n");
    }
    String property = triple.getPredicate().getURI();
    int cut = localName(property);
    out.ascii("  <p:").text(property.substring(cut)).ascii(" xmlns:p=\"");
    Xml.text(out, property.substring(0, cut), true);
    out.octet('"');
    object(triple.getObject());
    if (triple.getObject().isLiteral()) {
      Xml.text(out, triple.getObject().getLiteralLexicalForm(), false);
      out.ascii("</p:").text(property.substring(cut)).ascii(">\n");
    }
  }

  private void object(Node object) {
    if (!object.isLiteral()) {
      resource("resource", object);
      out.ascii("/>\n");
      return;
    }
    String language = object.getLiteralLanguage();
    if (object.getLiteralBaseDirection() != null) {
      throw new Inexpressible("RDF/XML has no direction of texts");
    }
    if (!language.isEmpty()) {
      out.ascii(" xml:lang=\"");
      Xml.text(out, language, true);
      out.octet('"');
    } else if (!object.getLiteralDatatypeURI().equals(XSD_STRING)) {
      out.ascii(" rdf:datatype=\"");
      Xml.text(out, object.getLiteralDatatypeURI(), true);
      out.octet('"');
    }
    out.octet('>');
  }

  private void resource(String role, Node node) {
    if (node.isBlank()) {
      out.ascii(" rdf:nodeID=\"").ascii(labels.of(node));
    } else if (node.isURI()) {
      out.ascii(" rdf:").ascii(role).ascii("=\"");
      Xml.text(out, node.getURI(), true);
    } else {
      throw new Inexpressible("RDF/XML has no triple terms");
    }
    out.octet('"');
  }

  /// Where the longest name begins that XML allows at the end of an address.
  private static int localName(String iri) {
    int cut = iri.length();
    for (int i = iri.length() - 1; i >= 0 && isNamePart(iri.charAt(i)); i--) {
      if (isNameStart(iri.charAt(i))) {
        cut = i;
      }
    }
    if (cut == iri.length() || cut == 0) {
      throw new Inexpressible("RDF/XML has no way to write the property <" + iri + ">");
    }
    return cut;
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c < 0x80 && Character.isLetter(c));
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
  }

  private void finish() {
    if (subject != null) {
      out.ascii("</rdf:Description>\n");
    }
  }

  @Override
  public void end() {
    finish();
    out.ascii("</rdf:RDF>\n");
  }

  @Override
  public void cut(String why) {
    out.octet('\n'); // the elements stay open
  }
}
