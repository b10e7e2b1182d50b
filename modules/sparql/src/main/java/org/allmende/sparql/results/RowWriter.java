package org.allmende.sparql.results;

import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/// Writes the answer to a `SELECT` or an `ASK`.
public interface RowWriter extends Ending {

  /// The names of the columns.
  void begin(List<Var> columns);

  /// One row.
  void row(Binding row);

  /// A whole answer to an `ASK`.
  void truth(boolean truth);
}
