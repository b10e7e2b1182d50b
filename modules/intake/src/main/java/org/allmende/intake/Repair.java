package org.allmende.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.columns.Spelling;
import org.allmende.intake.tables.HeaderFinder;
import org.allmende.intake.text.CsvOutput;
import org.allmende.intake.text.Row;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// Writes a table that was read as one that every program reads alike: UTF-8 without a mark, [RFC
/// 4180](https://www.rfc-editor.org/rfc/rfc4180), one header line with the columns' names, data
/// records only.
///
/// Which records are data is the table's own decision ([TableRows]): preamble, notes, blank records
/// and repeated headers are left out, and so are records too long to be read; totals count as data
/// and stay. How each cell is spelled is its column's ([Spelling]).
///
/// Nothing is dropped or guessed. A short record is filled with empty cells. What stands beyond the
/// last column belongs to no column: where it is blank it is left out, else the record stays longer
/// than the header, as it is in the file. Only a table of more columns than are described ends with
/// the last that is. A record in which nothing but signs for "no value" stands keeps them, for a
/// record of empty cells would be a blank line.
///
/// The file is passed over once, with memory that does not grow with it. Repairing what was
/// repaired gives the same bytes.
public final class Repair {

  private final List<Spelling> columns;

  private Repair(Table table) {
    this.columns = Spelling.all(table);
  }

  /// Whether a table can be written: it has columns.
  public static boolean isPossible(Table table) {
    return !table.columns().isEmpty();
  }

  /// Writes a table.
  ///
  /// @param draft the file as [Readers] read it
  /// @param table one of its tables
  /// @param out is flushed, not closed
  public static void write(Draft draft, Table table, OutputStream out) throws IOException {
    var repair = new Repair(table);
    var csv = new CsvOutput(out);
    csv.record(table.columns().stream().map(Column::name).toList());
    TableRows.each(draft, table, row -> csv.record(repair.repaired(row)));
    csv.flush();
  }

  /// Takes a data record.
  public interface Taker {

    /// The next record.
    ///
    /// @param line physical line it begins on, or its row in the sheet
    /// @param cells one for each column, spelled as [#write] spells them
    void take(int line, List<String> cells) throws IOException;
  }

  /// Passes over the data records of a table; what stands beyond its last column is left out.
  ///
  /// @param draft the file as [Readers] read it
  /// @param table one of its tables
  public static void each(Draft draft, Table table, Taker taker) throws IOException {
    var repair = new Repair(table);
    TableRows.each(
        draft,
        table,
        row -> {
          var cells = new ArrayList<String>(repair.columns.size());
          for (int c = 0; c < repair.columns.size(); c++) {
            cells.add(repair.columns.get(c).of(row.cell(c)));
          }
          taker.take(row.line(), cells);
        });
  }

  private List<String> repaired(Row row) {
    int width = columns.size();
    var cells = new ArrayList<String>(row.width());
    for (int c = 0; c < width; c++) {
      cells.add(columns.get(c).of(row.cell(c)));
    }
    if (cells.stream().allMatch(String::isEmpty)) {
      cells.clear();
      row.fitted(width).forEach(cell -> cells.add(Row.stripped(cell)));
    }
    if (row.lastFilled() > width && width < HeaderFinder.MOST_COLUMNS) {
      cells.addAll(row.cells().subList(width, row.lastFilled()));
    }
    return cells;
  }
}
