package org.allmende.dcat.rdf;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Writes JSON-LD in the order given: one object a subject, names shortened by an inline context of
/// prefixes, so that nobody has to fetch one.
final class JsonLd {

  private final JsonGenerator json;
  private final Map<String, String> prefixes;

  private JsonLd(JsonGenerator json, Map<String, String> prefixes) {
    this.json = json;
    this.prefixes = prefixes;
  }

  static void write(List<Triple> triples, Map<String, String> prefixes, OutputStream out) {
    JsonGenerator json =
        Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createGenerator(out, java.nio.charset.StandardCharsets.UTF_8);
    new JsonLd(json, prefixes).document(triples);
    json.flush();
  }

  private void document(List<Triple> triples) {
    json.writeStartObject().writeStartObject("@context");
    prefixes.forEach(json::write);
    json.writeEnd().writeStartArray("@graph");
    var bySubject = new LinkedHashMap<Node, Map<String, List<Node>>>();
    for (Triple t : triples) {
      bySubject
          .computeIfAbsent(t.getSubject(), s -> new LinkedHashMap<>())
          .computeIfAbsent(t.getPredicate().getURI(), p -> new ArrayList<>())
          .add(t.getObject());
    }
    bySubject.forEach(this::subject);
    json.writeEnd().writeEnd();
  }

  private void subject(Node subject, Map<String, List<Node>> properties) {
    json.writeStartObject().write("@id", id(subject));
    properties.forEach((predicate, objects) -> {
      boolean type = predicate.equals(Terms.RDF_NS + "type");
      json.writeStartArray(type ? "@type" : shortened(predicate));
      for (Node object : objects) {
        if (type && object.isURI()) {
          json.write(shortened(object.getURI()));
        } else {
          value(object);
        }
      }
      json.writeEnd();
    });
    json.writeEnd();
  }

  private void value(Node node) {
    json.writeStartObject();
    if (!node.isLiteral()) {
      json.write("@id", id(node));
    } else {
      json.write("@value", node.getLiteralLexicalForm());
      if (!node.getLiteralLanguage().isEmpty()) {
        json.write("@language", node.getLiteralLanguage());
      } else if (!node.getLiteralDatatypeURI().equals(Terms.XSD_NS + "string")) {
        json.write("@type", shortened(node.getLiteralDatatypeURI()));
      }
    }
    json.writeEnd();
  }

  private static String id(Node node) {
    return node.isBlank() ? "_:" + node.getBlankNodeLabel() : node.getURI();
  }

  private String shortened(String uri) {
    for (var prefix : prefixes.entrySet()) {
      if (uri.startsWith(prefix.getValue()) && uri.length() > prefix.getValue().length()) {
        return prefix.getKey() + ":" + uri.substring(prefix.getValue().length());
      }
    }
    return uri;
  }
}
