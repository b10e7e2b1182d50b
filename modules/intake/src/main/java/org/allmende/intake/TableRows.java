package org.allmende.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.intake.formats.Hidden;
import org.allmende.intake.formats.Sheets;
import org.allmende.intake.text.DialectFinder;
import org.allmende.intake.text.Encoding;
import org.allmende.intake.text.OpenedText;
import org.allmende.intake.text.Row;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.allmende.model.Told;

/// The data records of a table that was found before: those [TableScan] counted, one after the
/// other. What stands before, between and after them that is no data is passed over.
final class TableRows {

  private final Table table;
  private final Taker taker;
  private final Set<Integer> skipped;
  private final List<Row> header = new ArrayList<>();
  private long left;

  /// Takes a record.
  interface Taker {
    void take(Row row) throws IOException;
  }

  private TableRows(Table table, Told told, Taker taker) {
    this.table = table;
    this.skipped = Set.copyOf(told.skippedRows());
    this.taker = taker;
    this.left = table.dataRows();
  }

  /// Passes over the records of one of the tables of a file.
  static void each(Draft draft, Table table, Taker taker) throws IOException {
    if (PackedFiles.isArchive(draft.upload(), draft.format())) {
      PackedTables.open(draft, table, (unpacked, inner) -> each(unpacked, inner, taker));
      return;
    }
    Dialect dialect = table.dialect();
    Told told = draft.upload().told();
    var rows = new TableRows(table, dialect == null ? told.about(table.name()) : told, taker);
    if (dialect != null) {
      rows.ofText(draft, Encoding.of(dialect));
    } else if (Spreadsheets.FORMATS.contains(draft.format())) {
      rows.ofSheet(draft);
    } else {
      RecordTables.each(draft, table, rows::row);
    }
  }

  private void ofText(Draft draft, Encoding encoding) throws IOException {
    var found = DialectFinder.find(OpenedText.sample(draft.upload(), encoding), draft.upload());
    try (var lines = OpenedText.lines(draft.upload(), encoding, true)) {
      var records = OpenedText.records(lines, found);
      for (Row row = records.next(); row != null && left > 0; row = records.next()) {
        row(row);
      }
    }
  }

  private void ofSheet(Draft draft) throws IOException {
    Spreadsheets.each(
        draft.format(),
        draft.upload().path(),
        new Sheets.Sink() {
          @Override
          public boolean begin(String name, boolean hidden) {
            return name.equals(table.name()) && !hidden;
          }

          @Override
          public boolean wantsBeside(String sheet) {
            return table.name().startsWith(sheet + " [");
          }

          @Override
          public void hidden(Hidden parts) {}

          @Override
          public void row(Row row) throws IOException {
            TableRows.this.row(row);
          }

          @Override
          public void end() {}
        });
  }

  private void row(Row row) throws IOException {
    if (left > 0 && !row.cut() && !row.isBlank() && !skipped.contains(row.line()) && isData(row)) {
      left--;
      taker.take(row.without(table.leftOut()));
    }
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
