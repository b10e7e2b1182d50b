package org.allmende.sparql.results;

import org.apache.jena.graph.Triple;

/// Writes the answer to a `CONSTRUCT` or a `DESCRIBE`.
public interface TripleWriter extends Ending {

  /// What stands before the first triple.
  void begin();

  /// One triple.
  ///
  /// @throws Inexpressible when the form has no way to say it
  void triple(Triple triple);
}
