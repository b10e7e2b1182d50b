package org.allmende.sparql.results;

import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// JSON-LD in expanded form: no context, every address in full, so that it can be written as it
/// comes and read without looking anything up.
final class JsonLdTriples implements TripleWriter {

  private static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
  private static final String RDF_JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";

  private final Utf8 out;
  private final Labels labels = new Labels();
  private @Nullable Node subject;
  private final Set<String> keys = new HashSet<>();
  private String last = "";
  private boolean first = true;

  JsonLdTriples(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin() {
    out.octet('[');
  }

  @Override
  public void triple(Triple triple) {
    String key = key(triple);
    if (!triple.getSubject().equals(subject)) {
      finish();
      start(triple.getSubject());
      property(key);
    } else if (key.equals(last)) {
      out.octet(',');
    } else if (keys.contains(key)) {
      // an object has each key once
      finish();
      start(triple.getSubject());
      property(key);
    } else {
      out.octet(']');
      property(key);
    }
    object(triple);
  }

  private static String key(Triple triple) {
    return triple.getPredicate().hasURI(TYPE) && !triple.getObject().isLiteral()
        ? "@type"
        : triple.getPredicate().getURI();
  }

  private void start(Node node) {
    out.ascii(first ? "\n{\"@id\":" : ",\n{\"@id\":");
    first = false;
    id(node);
    subject = node;
  }

  private void property(String key) {
    out.octet(',');
    JsonText.write(out, key);
    out.ascii(":[");
    keys.add(key);
    last = key;
  }

  private void object(Triple triple) {
    Node object = triple.getObject();
    if (object.isLiteral()) {
      literal(object);
    } else if (triple.getPredicate().hasURI(TYPE)) {
      id(object);
    } else {
      out.ascii("{\"@id\":");
      id(object);
      out.octet('}');
    }
  }

  private void id(Node node) {
    if (node.isBlank()) {
      out.ascii("\"_:").ascii(labels.of(node)).octet('"');
    } else if (node.isURI()) {
      JsonText.write(out, node.getURI());
    } else {
      throw new Inexpressible("JSON-LD has no triple terms");
    }
  }

  private void literal(Node literal) {
    out.ascii("{\"@value\":");
    JsonText.write(out, literal.getLiteralLexicalForm());
    String language = literal.getLiteralLanguage();
    if (!language.isEmpty()) {
      out.ascii(",\"@language\":");
      JsonText.write(out, language);
      if (literal.getLiteralBaseDirection() != null) {
        out.ascii(",\"@direction\":");
        JsonText.write(out, literal.getLiteralBaseDirection().direction());
      }
    } else if (literal.getLiteralDatatypeURI().equals(RDF_JSON)) {
      throw new Inexpressible("JSON-LD writes rdf:JSON in a way of its own");
    } else if (!literal.getLiteralDatatypeURI().equals(XSD_STRING)) {
      out.ascii(",\"@type\":");
      JsonText.write(out, literal.getLiteralDatatypeURI());
    }
    out.octet('}');
  }

  private void finish() {
    if (subject != null) {
      out.ascii("]}");
    }
    subject = null;
    keys.clear();
  }

  @Override
  public void end() {
    finish();
    out.ascii("\n]\n");
  }

  @Override
  public void cut(String why) {
    out.octet('\n'); // the brackets stay open
  }
}
