package org.allmende.harvest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.dcat.terms.Terms;
import org.w3c.dom.Attr;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/// An element of an answer in XML, asked by names without namespaces: servers use different ones
/// for the same things.
final class Element {

  private final org.w3c.dom.Element element;

  private Element(org.w3c.dom.Element element) {
    this.element = element;
  }

  /// The outermost element of an answer.
  static Element read(Fetched answer) throws IOException {
    return new Element(XmlDocuments.read(answer).getDocumentElement());
  }

  String namespace() {
    return Optional.ofNullable(element.getNamespaceURI()).orElse("");
  }

  String name() {
    return element.getLocalName();
  }

  List<Element> children() {
    var children = new ArrayList<Element>();
    for (Node node : nodes(element)) {
      if (node instanceof org.w3c.dom.Element child) {
        children.add(new Element(child));
      }
    }
    return children;
  }

  private static List<Node> nodes(Node parent) {
    var nodes = new ArrayList<Node>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      nodes.add(node);
    }
    return nodes;
  }

  /// Its own text, not that of what is in it.
  String text() {
    var text = new StringBuilder();
    for (Node node : nodes(element)) {
      if (node instanceof Text part) {
        text.append(part.getData());
      }
    }
    return text.toString().strip();
  }

  /// The value of an attribute; empty where there is none.
  String attribute(String name) {
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.item(i) instanceof Attr attribute && name.equals(attribute.getLocalName())) {
        return attribute.getValue().strip();
      }
    }
    return "";
  }

  /// What lies at the end of a path of names.
  List<Element> all(String... path) {
    Stream<Element> found = Stream.of(this);
    for (String step : path) {
      found = found.flatMap(e -> e.children().stream()).filter(e -> e.name().equals(step));
    }
    return found.toList();
  }

  Optional<Element> first(String... path) {
    return all(path).stream().findFirst();
  }

  /// The elements of a name in this one, the outermost of them, in their order.
  List<Element> named(String wanted) {
    var found = new ArrayList<Element>();
    Deque<Element> waiting = new ArrayDeque<>(List.of(this));
    while (!waiting.isEmpty()) {
      Element next = waiting.removeFirst();
      if (next.name().equals(wanted)) {
        found.add(next);
      } else {
        next.children().reversed().forEach(waiting::addFirst);
      }
    }
    return found;
  }

  /// The element as a document of its own. A text beside an `rdf:resource`, which some servers
  /// write and RDF/XML does not allow, is left out.
  byte[] document() {
    Deque<Node> waiting = new ArrayDeque<>(List.of(element));
    while (!waiting.isEmpty()) {
      Node next = waiting.removeFirst();
      boolean leads =
          next instanceof org.w3c.dom.Element e && e.hasAttributeNS(Terms.RDF_NS, "resource");
      for (Node node : nodes(next)) {
        if (leads) {
          next.removeChild(node);
        } else {
          waiting.addLast(node);
        }
      }
    }
    return XmlDocuments.alone(element).getBytes(StandardCharsets.UTF_8);
  }
}
