package org.allmende.sparql.tables;

import org.jspecify.annotations.Nullable;

/// Rows, one after the other.
interface RowSource extends AutoCloseable {

  /// The next row; null at the end.
  @Nullable Row next();

  @Override
  void close();
}
