package org.allmende.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.allmende.intake.columns.Spelling;
import org.allmende.intake.columns.TypeWords;
import org.allmende.intake.files.FindingCode;
import org.allmende.intake.text.CsvOutput;
import org.allmende.intake.text.Row;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Table;
import org.allmende.model.Text;

/// Writes the data records in which something is wrong, each with its line and the reasons, as CSV:
/// cells that are not of their column's type, records of another length than the table's, quotes
/// where none belong. The cells stand there as in the file, so that whoever mends them has all of
/// the record at hand.
public final class BadRows {

  private final Table table;
  private final List<Spelling> columns;

  private BadRows(Table table) {
    this.table = table;
    this.columns = Spelling.all(table);
  }

  /// Writes the bad records of a table.
  ///
  /// @param draft the file as [Readers] read it
  /// @param table one of its tables
  /// @param language `de` or `en`
  /// @param out is flushed, not closed
  public static void write(Draft draft, Table table, String language, OutputStream out)
      throws IOException {
    var bad = new BadRows(table);
    var csv = new CsvOutput(out);
    var head = new ArrayList<String>();
    head.add(new Text("Zeile", "line").in(language));
    head.add(new Text("Grund", "reason").in(language));
    table.columns().forEach(column -> head.add(column.name()));
    csv.record(head);
    TableRows.each(
        draft,
        table,
        row -> {
          List<Text> reasons = bad.reasons(row);
          if (!reasons.isEmpty()) {
            csv.record(record(row, reasons, language));
          }
        });
    csv.flush();
  }

  private static List<String> record(Row row, List<Text> reasons, String language) {
    var record = new ArrayList<String>(row.width() + 2);
    record.add(Integer.toString(row.line()));
    record.add(String.join(" ", reasons.stream().map(text -> text.in(language)).toList()));
    record.addAll(row.cells());
    return record;
  }

  private List<Text> reasons(Row row) {
    var reasons = new ArrayList<Text>();
    int width = columns.size();
    if (row.lastFilled() > width) {
      reasons.add(FindingCode.ROW_TOO_LONG.at(Place.WHOLE).message());
    } else if (row.width() < width && table.dialect() != null) {
      reasons.add(FindingCode.ROW_TOO_SHORT.at(Place.WHOLE).message());
    }
    if (row.stray()) {
      reasons.add(FindingCode.QUOTE_STRAY.at(Place.WHOLE).message());
    }
    for (int c = 0; c < width; c++) {
      if (!columns.get(c).fits(row.cell(c))) {
        reasons.add(misfit(table.columns().get(c), Row.stripped(row.cell(c))));
      }
    }
    return reasons;
  }

  private static Text misfit(Column column, String value) {
    Text not = TypeWords.not(column.type());
    Text plural = TypeWords.plural(column.type(), column.form());
    return new Text(
        "%s: „%s“ ist %s; erwartet werden %s."
            .formatted(column.name(), value, not.de(), plural.de()),
        "%s: “%s” is %s; %s are expected.".formatted(column.name(), value, not.en(), plural.en()));
  }

  /// The tables of a file of which findings say that they have such records. What is found in
  /// another table than the first has its name before the column's: `Blatt!Spalte`.
  ///
  /// @param findings what was noticed about the file
  public static List<Table> tables(Draft draft, List<Finding> findings) {
    List<Table> tables = draft.tables();
    return tables.isEmpty()
        ? List.of()
        : findings.stream()
            .filter(finding -> isOne(finding.code()))
            .map(finding -> Objects.requireNonNullElse(finding.place().column(), ""))
            .distinct()
            .map(column -> about(tables, column))
            .distinct()
            .toList();
  }

  private static Table about(List<Table> tables, String column) {
    return tables.stream()
        .filter(table -> column.startsWith(table.name() + "!"))
        .max(Comparator.comparingInt(table -> table.name().length()))
        .or(() -> tables.stream().filter(table -> isPackedWith(table, column)).findFirst())
        .orElse(tables.getFirst());
  }

  /// Whether a table is in the file of an archive that a column is in, of whose tables the first is
  /// not named.
  private static boolean isPackedWith(Table table, String column) {
    int end = table.name().indexOf('!');
    return end > 0 && column.startsWith(table.name().substring(0, end + 1));
  }

  /// Whether the findings about a table say that there are such records.
  public static boolean isOne(String findingCode) {
    return findingCode.equals("cell-type")
        || findingCode.equals(FindingCode.ROW_TOO_LONG.code())
        || findingCode.equals(FindingCode.ROW_TOO_SHORT.code())
        || findingCode.equals(FindingCode.QUOTE_STRAY.code());
  }
}
