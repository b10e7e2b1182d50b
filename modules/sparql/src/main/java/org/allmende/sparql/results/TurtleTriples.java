package org.allmende.sparql.results;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// Turtle in blocks: what follows each other with the same subject stands together.
final class TurtleTriples implements TripleWriter {

  private static final String TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern PREFIX =
      Pattern.compile("(?:[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)?");

  private final Utf8 out;
  private final Turtle turtle;
  private final Map<String, String> prefixes = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();
  private @Nullable Node subject;
  private @Nullable Node predicate;

  TurtleTriples(Utf8 out, Map<String, String> prefixes) {
    this.out = out;
    turtle = new Turtle(out);
    prefixes.forEach((prefix, namespace) -> {
      if (PREFIX.matcher(prefix).matches()) {
        this.prefixes.put(prefix, namespace);
        names.putIfAbsent(namespace, prefix);
      }
    });
  }

  @Override
  public void begin() {
    prefixes.forEach((prefix, namespace) -> {
      out.ascii("PREFIX ").ascii(prefix).ascii(": ");
      turtle.iri(namespace);
      out.octet('\n');
    });
  }

  @Override
  public void triple(Triple triple) {
    if (!triple.getSubject().equals(subject)) {
      finish();
      out.octet('\n');
      term(triple.getSubject());
      out.octet(' ');
      verb(triple.getPredicate());
    } else if (triple.getPredicate().equals(predicate)) {
      out.ascii(" ,\n    ");
    } else {
      out.ascii(" ;\n  ");
      verb(triple.getPredicate());
    }
    if (!triple.getPredicate().equals(predicate) || !triple.getSubject().equals(subject)) {
      out.octet(' ');
    }
    term(triple.getObject());
    subject = triple.getSubject();
    predicate = triple.getPredicate();
  }

  private void finish() {
    if (subject != null) {
      out.ascii(" .\n");
    }
    subject = null;
    predicate = null;
  }

  private void verb(Node property) {
    if (property.hasURI(TYPE)) {
      out.octet('a');
    } else {
      term(property);
    }
  }

  private void term(Node node) {
    if (node.isURI()) {
      String iri = node.getURI();
      int cut = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1;
      String prefix = names.get(iri.substring(0, cut));
      if (prefix != null && LOCAL.matcher(iri).region(cut, iri.length()).matches()) {
        out.ascii(prefix).octet(':');
        out.ascii(iri.substring(cut));
        return;
      }
    } else if (node.isLiteral() && Turtle.isBare(node)) {
      out.ascii(node.getLiteralLexicalForm());
      return;
    }
    turtle.term(node);
  }

  @Override
  public void end() {
    finish();
  }

  @Override
  public void cut(String why) {
    out.ascii("\n# ").text(why).ascii("\n<");
  }
}
