package org.allmende.sparql.results;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

final class JsonRows implements RowWriter {

  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";

  private final Utf8 out;
  private final Labels labels = new Labels();
  private List<Var> columns = List.of();
  private boolean first = true;

  JsonRows(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin(List<Var> names) {
    columns = names;
    out.ascii("{\"head\":{\"vars\":[");
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        out.octet(',');
      }
      JsonText.write(out, names.get(i).getName());
    }
    out.ascii("]},\"results\":{\"bindings\":[");
  }

  @Override
  public void row(Binding row) {
    out.ascii(first ? "\n{" : ",\n{");
    first = false;
    boolean comma = false;
    for (Var column : columns) {
      Node value = row.get(column);
      if (value != null) {
        if (comma) {
          out.octet(',');
        }
        comma = true;
        JsonText.write(out, column.getName());
        out.octet(':');
        term(value);
      }
    }
    out.octet('}');
  }

  private void term(Node value) {
    if (value.isURI()) {
      out.ascii("{\"type\":\"uri\",\"value\":");
      JsonText.write(out, value.getURI());
    } else if (value.isBlank()) {
      out.ascii("{\"type\":\"bnode\",\"value\":");
      JsonText.write(out, labels.of(value));
    } else if (value.isLiteral()) {
      literal(value);
    } else if (value.isTripleTerm()) {
      triple(value.getTriple());
    } else {
      throw new Inexpressible("not a term: " + value);
    }
    out.octet('}');
  }

  private void literal(Node value) {
    out.ascii("{\"type\":\"literal\",\"value\":");
    JsonText.write(out, value.getLiteralLexicalForm());
    String language = value.getLiteralLanguage();
    if (!language.isEmpty()) {
      out.ascii(",\"xml:lang\":");
      JsonText.write(out, language);
      if (value.getLiteralBaseDirection() != null) {
        out.ascii(",\"its:dir\":");
        JsonText.write(out, value.getLiteralBaseDirection().direction());
      }
    } else if (!value.getLiteralDatatypeURI().equals(XSD_STRING)) {
      out.ascii(",\"datatype\":");
      JsonText.write(out, value.getLiteralDatatypeURI());
    }
  }

  private void triple(Triple triple) {
    out.ascii("{\"type\":\"triple\",\"value\":{\"subject\":");
    term(triple.getSubject());
    out.ascii(",\"predicate\":");
    term(triple.getPredicate());
    out.ascii(",\"object\":");
    term(triple.getObject());
    out.octet('}');
  }

  @Override
  public void truth(boolean truth) {
    out.ascii("{\"head\":{},\"boolean\":").ascii(truth ? "true}\n" : "false}\n");
  }

  @Override
  public void end() {
    out.ascii("\n]}}\n");
  }

  @Override
  public void cut(String why) {
    out.octet('\n'); // the brackets stay open
  }
}
