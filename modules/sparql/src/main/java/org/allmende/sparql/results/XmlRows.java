package org.allmende.sparql.results;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

final class XmlRows implements RowWriter {

  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
  private static final String START =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\""
          + " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\">\n<head>";

  private final Utf8 out;
  private final Labels labels = new Labels();
  private List<Var> columns = List.of();

  XmlRows(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin(List<Var> names) {
    columns = names;
    out.ascii(START);
    for (Var name : names) {
      out.ascii("<variable name=\"").text(name.getName()).ascii("\"/>");
    }
    out.ascii("</head>\n<results>\n");
  }

  @Override
  public void row(Binding row) {
    out.ascii("<result>");
    for (Var column : columns) {
      Node value = row.get(column);
      if (value != null) {
        out.ascii("<binding name=\"").text(column.getName()).ascii("\">");
        term(value);
        out.ascii("</binding>");
      }
    }
    out.ascii("</result>\n");
  }

  private void term(Node value) {
    if (value.isURI()) {
      out.ascii("<uri>");
      Xml.text(out, value.getURI(), false);
      out.ascii("</uri>");
    } else if (value.isBlank()) {
      out.ascii("<bnode>").ascii(labels.of(value)).ascii("</bnode>");
    } else if (value.isLiteral()) {
      literal(value);
    } else if (value.isTripleTerm()) {
      triple(value.getTriple());
    } else {
      throw new Inexpressible("not a term: " + value);
    }
  }

  private void literal(Node value) {
    out.ascii("<literal");
    String language = value.getLiteralLanguage();
    if (!language.isEmpty()) {
      out.ascii(" xml:lang=\"");
      Xml.text(out, language, true);
      out.octet('"');
      if (value.getLiteralBaseDirection() != null) {
        out.ascii(" its:dir=\"").ascii(value.getLiteralBaseDirection().direction()).octet('"');
      }
    } else if (!value.getLiteralDatatypeURI().equals(XSD_STRING)) {
      out.ascii(" datatype=\"");
      Xml.text(out, value.getLiteralDatatypeURI(), true);
      out.octet('"');
    }
    out.octet('>');
    Xml.text(out, value.getLiteralLexicalForm(), false);
    out.ascii("</literal>");
  }

  private void triple(Triple triple) {
    out.ascii("<triple><subject>");
    term(triple.getSubject());
    out.ascii("</subject><predicate>");
    term(triple.getPredicate());
    out.ascii("</predicate><object>");
    term(triple.getObject());
    out.ascii("</object></triple>");
  }

  @Override
  public void truth(boolean truth) {
    out.ascii(START).ascii("</head>\n<boolean>").ascii(truth ? "true" : "false");
    out.ascii("</boolean>\n</sparql>\n");
  }

  @Override
  public void end() {
    out.ascii("</results>\n</sparql>\n");
  }

  @Override
  public void cut(String why) {
    out.octet('\n'); // the elements stay open
  }
}
