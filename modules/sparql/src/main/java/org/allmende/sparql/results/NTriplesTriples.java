package org.allmende.sparql.results;

import org.apache.jena.graph.Triple;

final class NTriplesTriples implements TripleWriter {

  private final Utf8 out;
  private final Turtle turtle;

  NTriplesTriples(Utf8 out) {
    this.out = out;
    turtle = new Turtle(out);
  }

  @Override
  public void begin() {}

  @Override
  public void triple(Triple triple) {
    turtle.term(triple.getSubject());
    out.octet(' ');
    turtle.term(triple.getPredicate());
    out.octet(' ');
    turtle.term(triple.getObject());
    out.ascii(" .\n");
  }

  @Override
  public void end() {}

  @Override
  public void cut(String why) {
    out.ascii("# ").text(why).ascii("\n<");
  }
}
