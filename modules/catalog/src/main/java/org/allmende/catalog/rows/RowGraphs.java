package org.allmende.catalog.rows;

import java.util.List;

/// Knows which distributions are graphs of rows.
public interface RowGraphs {

  /// No rows anywhere.
  RowGraphs NONE = (_, _, _) -> List.of();

  /// The tables whose rows are the graph named by a distribution, in their order; empty where it
  /// has none, or the dataset is not published.
  ///
  /// @param dataset the URI of the dataset it belongs to
  /// @param distribution its URI
  /// @param change the change that is looked at
  /// @throws Changed when the dataset has changed since
  List<RowTable> tables(String dataset, String distribution, long change);

  /// What is asked for is just being replaced.
  final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Changed(String dataset) {
      super(dataset);
    }
  }
}
