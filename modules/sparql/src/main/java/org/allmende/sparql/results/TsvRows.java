package org.allmende.sparql.results;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

final class TsvRows implements RowWriter {

  private final Utf8 out;
  private final Turtle turtle;
  private List<Var> columns = List.of();

  TsvRows(Utf8 out) {
    this.out = out;
    turtle = new Turtle(out);
  }

  @Override
  public void begin(List<Var> names) {
    columns = names;
    for (int i = 0; i < names.size(); i++) {
      tab(i);
      out.octet('?');
      out.text(names.get(i).getName());
    }
    out.octet('\n');
  }

  private void tab(int column) {
    if (column > 0) {
      out.octet('\t');
    }
  }

  @Override
  public void row(Binding row) {
    for (int i = 0; i < columns.size(); i++) {
      tab(i);
      Node value = row.get(columns.get(i));
      if (value != null) {
        if (value.isLiteral() && Turtle.isBare(value)) {
          out.ascii(value.getLiteralLexicalForm());
        } else {
          turtle.term(value);
        }
      }
    }
    out.octet('\n');
  }

  @Override
  public void truth(boolean truth) {
    out.ascii(truth ? "?_askResult\ntrue\n" : "?_askResult\nfalse\n");
  }

  @Override
  public void end() {}

  @Override
  public void cut(String why) {
    // an address that is never closed, in more columns than there are
    out.octet('<');
    out.text(why).ascii("\t".repeat(columns.size() + 1)).octet('<');
  }
}
