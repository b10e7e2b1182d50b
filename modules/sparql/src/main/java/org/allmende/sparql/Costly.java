package org.allmende.sparql;

import org.allmende.model.Text;
import org.apache.jena.query.QueryCancelledException;

/// A query has come to a limit and ends here. ARQ knows its parent and lets it through.
public final class Costly extends QueryCancelledException {

  private static final long serialVersionUID = 1L;

  private final transient Text why;

  /// @param why what the limit is, and how to stay within it
  public Costly(Text why) {
    this.why = why;
  }

  /// The same in both languages.
  public Costly(String de, String en) {
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
