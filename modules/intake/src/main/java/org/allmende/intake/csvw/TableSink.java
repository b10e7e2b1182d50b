package org.allmende.intake.csvw;

import java.io.IOException;
import java.util.List;

/// Takes a group of annotated tables, row by row.
interface TableSink {

  void begin(TableGroup group) throws IOException;

  void beginTable(TableDescription table) throws IOException;

  void row(AnnotatedRow row) throws IOException;

  /// No more rows come.
  ///
  /// @param comments of the table, as its file has them
  void endTable(List<String> comments) throws IOException;

  void end() throws IOException;
}
