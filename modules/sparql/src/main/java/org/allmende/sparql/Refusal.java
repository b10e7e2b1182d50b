package org.allmende.sparql;

import org.allmende.catalog.asking.SparqlEndpoint.Answer.Refused;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.model.Text;

/// A query is not answered, and why.
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refused refused;

  Refusal(Refused refused) {
    super(refused.message().en(), null, false, false);
    this.refused = refused;
  }

  /// A refusal that is about no place in the query.
  public Refusal(Reason reason, String de, String en) {
    this(new Refused(reason, new Text(de, en), null, null));
  }

  Refused refused() {
    return refused;
  }
}
