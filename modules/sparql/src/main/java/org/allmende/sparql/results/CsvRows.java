package org.allmende.sparql.results;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

final class CsvRows implements RowWriter {

  private final Utf8 out;
  private final Labels labels = new Labels();
  private List<Var> columns = List.of();

  CsvRows(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin(List<Var> names) {
    columns = names;
    for (int i = 0; i < names.size(); i++) {
      comma(i);
      out.text(names.get(i).getName());
    }
    out.ascii("\r\n");
  }

  private void comma(int column) {
    if (column > 0) {
      out.octet(',');
    }
  }

  @Override
  public void row(Binding row) {
    for (int i = 0; i < columns.size(); i++) {
      comma(i);
      Node value = row.get(columns.get(i));
      if (value != null) {
        cell(value);
      }
    }
    out.ascii("\r\n");
  }

  private void cell(Node value) {
    if (value.isURI()) {
      text(value.getURI());
    } else if (value.isBlank()) {
      out.ascii("_:").ascii(labels.of(value));
    } else if (value.isLiteral()) {
      text(value.getLiteralLexicalForm());
    } else {
      var inner = new Utf8();
      new Turtle(inner).term(value);
      text(inner.toString());
    }
  }

  private void text(String text) {
    if (isPlain(text)) {
      out.text(text);
    } else {
      out.octet('"');
      out.text(text.replace("\"", "\"\""));
      out.octet('"');
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  public void truth(boolean truth) {
    out.ascii(truth ? "_askResult\r\ntrue\r\n" : "_askResult\r\nfalse\r\n");
  }

  @Override
  public void end() {}

  @Override
  public void cut(String why) {
    out.ascii("\"").text(why); // a quote that is never closed
  }
}
