package org.allmende.intake.csvw;

import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says triples, also those that [annotations in
/// JSON](https://www.w3.org/TR/csv2rdf/#json-ld-to-rdf) stand for.
final class Triples {

  private final Consumer<Triple> out;
  private long blanks;

  Triples(Consumer<Triple> out) {
    this.out = out;
  }

  void say(Node subject, Node predicate, Node object) {
    out.accept(Triple.create(subject, predicate, object));
  }

  /// A blank node not used before.
  Node blank() {
    return NodeFactory.createBlankNode("b" + blanks++);
  }

  /// Says the triples of a list; answers its head.
  Node list(List<Node> values) {
    Node rest = RDF.Nodes.nil;
    for (Node value : values.reversed()) {
      Node head = blank();
      say(head, RDF.Nodes.first, value);
      say(head, RDF.Nodes.rest, rest);
      rest = head;
    }
    return rest;
  }

  /// Says an annotation.
  ///
  /// @param value in normal form
  void say(Node subject, String name, JsonNode value) {
    Node property = NodeFactory.createURI(Terms.expanded(name));
    if (value.isArray()) {
      value.forEach(item -> say(subject, name, item));
    } else if (!value.isNull()) {
      say(subject, property, node(value));
    }
  }

  private Node node(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object.has("@value") ? literal(object) : described(object);
    }
    return plain(value, "");
  }

  private static Node literal(ObjectNode object) {
    JsonNode type = object.get("@type");
    return type == null
        ? plain(object.path("@value"), object.path("@language").asString(""))
        : literal(object.path("@value").asString(), Terms.expanded(type.asString()));
  }

  private Node described(ObjectNode object) {
    JsonNode id = object.get("@id");
    Node node = id == null ? blank() : NodeFactory.createURI(id.asString());
    for (var member : object.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "@id" -> {}
        case "@type" -> {
          for (JsonNode type : value.isArray() ? value : List.of(value)) {
            say(node, RDF.Nodes.type, NodeFactory.createURI(Terms.expanded(type.asString())));
          }
        }
        default -> say(node, member.getKey(), value);
      }
    }
    return node;
  }

  private static Node plain(JsonNode value, String language) {
    if (value.isBoolean()) {
      return NodeFactory.createLiteralDT(value.asString(), XSDDatatype.XSDboolean);
    }
    if (value.isIntegralNumber()) {
      return NodeFactory.createLiteralDT(value.asString(), XSDDatatype.XSDinteger);
    }
    if (value.isNumber()) {
      return NodeFactory.createLiteralDT(value.asString(), XSDDatatype.XSDdouble);
    }
    return text(value.asString(""), language);
  }

  static Node text(String text, String language) {
    return language.isEmpty() || language.equals(Scope.UNDETERMINED)
        ? NodeFactory.createLiteralString(text)
        : NodeFactory.createLiteralLang(text, language);
  }

  static Node literal(String lexical, String datatype) {
    return NodeFactory.createLiteralDT(
        lexical, TypeMapper.getInstance().getSafeTypeByName(datatype));
  }

  static Node integer(long number) {
    return NodeFactory.createLiteralDT(String.valueOf(number), XSDDatatype.XSDinteger);
  }
}
