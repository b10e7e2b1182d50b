package org.allmende.sparql;

import org.allmende.model.Text;
import org.apache.jena.query.QueryCancelledException;

/// A query has come to a limit and ends here. ARQ knows its parent and lets it through.
final class Costly extends QueryCancelledException {

  private static final long serialVersionUID = 1L;

  private final transient Text why;

  Costly(Text why) {
    this.why = why;
  }

  Costly(String de, String en) {
    this(new Text(de, en));
  }

  Text why() {
    return why;
  }

  @Override
  public String getMessage() {
    return why.en();
  }
}
