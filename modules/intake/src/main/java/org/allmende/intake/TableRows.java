package org.allmende.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// The data records of a table that was found before: those [TableScan] counted, one after the
/// other. What stands before, between and after them that is no data is passed over.
final class TableRows {

  private final Records records;
  private final Table table;
  private final List<Row> header = new ArrayList<>();
  private long left;

  TableRows(Records records, Table table) {
    this.records = records;
    this.table = table;
    this.left = table.dataRows();
  }

  @Nullable Row next() throws IOException {
    while (left > 0) {
      Row row = records.next();
      if (row == null) {
        return null;
      }
      if (!row.cut() && !row.isBlank() && isData(row)) {
        left--;
        return row;
      }
    }
    return null;
  }

  private boolean isData(Row row) {
    Integer first = table.headerRow();
    if (first != null && row.line() >= first && header.size() < table.headerRows()) {
      header.add(row);
      return false;
    }
    return row.line() >= table.firstDataRow() && !row.repeats(header);
  }
}
