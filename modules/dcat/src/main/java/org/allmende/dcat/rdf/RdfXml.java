package org.allmende.dcat.rdf;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/// Writes RDF/XML in the order given: one `rdf:Description` a subject.
final class RdfXml {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();

  private final XMLStreamWriter xml;
  private final Map<String, String> prefixes;

  private RdfXml(XMLStreamWriter xml, Map<String, String> prefixes) {
    this.xml = xml;
    this.prefixes = prefixes;
  }

  static void write(List<Triple> triples, Map<String, String> prefixes, OutputStream out) {
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out, "UTF-8");
      new RdfXml(xml, prefixes).document(triples);
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("RDF/XML cannot be written", e);
    }
  }

  /// Writes the element `rdf:RDF` alone, where a writer stands.
  static void write(List<Triple> triples, Map<String, String> prefixes, XMLStreamWriter xml)
      throws XMLStreamException {
    new RdfXml(xml, prefixes).element(triples);
  }

  private void document(List<Triple> triples) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    element(triples);
    xml.writeEndDocument();
  }

  private void element(List<Triple> triples) throws XMLStreamException {
    xml.writeStartElement("rdf", "RDF", Terms.RDF_NS);
    for (var prefix : prefixes.entrySet()) {
      xml.writeNamespace(prefix.getKey(), prefix.getValue());
    }
    Node subject = null;
    for (Triple triple : triples) {
      if (!triple.getSubject().equals(subject)) {
        if (subject != null) {
          newLine(1);
          xml.writeEndElement();
        }
        subject = triple.getSubject();
        start(subject);
      }
      property(triple.getPredicate().getURI(), triple.getObject());
    }
    if (subject != null) {
      newLine(1);
      xml.writeEndElement();
    }
    newLine(0);
    xml.writeEndElement();
  }

  private void start(Node subject) throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("rdf", "Description", Terms.RDF_NS);
    if (subject.isURI()) {
      xml.writeAttribute("rdf", Terms.RDF_NS, "about", subject.getURI());
    } else {
      xml.writeAttribute(
          "rdf",
          Terms.RDF_NS,
          "nodeID",
          "b" + subject.getBlankNodeLabel().replaceAll("[^A-Za-z0-9]", ""));
    }
  }

  private void property(String predicate, Node object) throws XMLStreamException {
    newLine(2);
    int split = localName(predicate);
    String namespace = predicate.substring(0, split);
    String local = predicate.substring(split);
    String prefix = prefix(namespace);
    if (prefix.isEmpty()) {
      xml.writeStartElement("ns", local, namespace);
      xml.writeNamespace("ns", namespace);
    } else {
      xml.writeStartElement(prefix, local, namespace);
    }
    if (object.isURI()) {
      xml.writeAttribute("rdf", Terms.RDF_NS, "resource", object.getURI());
    } else if (object.isBlank()) {
      xml.writeAttribute(
          "rdf",
          Terms.RDF_NS,
          "nodeID",
          "b" + object.getBlankNodeLabel().replaceAll("[^A-Za-z0-9]", ""));
    } else {
      literal(object);
    }
    xml.writeEndElement();
  }

  private void literal(Node literal) throws XMLStreamException {
    if (!literal.getLiteralLanguage().isEmpty()) {
      xml.writeAttribute(
          "xml", "http://www.w3.org/XML/1998/namespace", "lang", literal.getLiteralLanguage());
    } else if (!literal.getLiteralDatatypeURI().equals(Terms.XSD_NS + "string")) {
      xml.writeAttribute("rdf", Terms.RDF_NS, "datatype", literal.getLiteralDatatypeURI());
    }
    xml.writeCharacters(writable(literal.getLiteralLexicalForm()));
  }

  /// XML has no way to write some control characters; they become U+FFFD.
  private static String writable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }

  private String prefix(String namespace) {
    if (namespace.equals(RDF.getURI())) {
      return "rdf";
    }
    return prefixes.entrySet().stream()
        .filter(p -> p.getValue().equals(namespace))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /// Where the part begins that can be the name of an element.
  private static int localName(String uri) {
    int at = uri.length();
    while (at > 0 && isNamePart(uri.charAt(at - 1))) {
      at--;
    }
    while (at < uri.length() && !Character.isLetter(uri.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
