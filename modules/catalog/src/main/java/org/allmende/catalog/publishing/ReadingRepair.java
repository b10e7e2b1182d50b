package org.allmende.catalog.publishing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Table;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.jspecify.annotations.Nullable;

/// Something that sets a finding about a table right without touching its file: one more word about
/// how it is to be read.
///
/// @param kind what it does
/// @param on the column's name, or the row's number
/// @param value what stands for "no value"; empty otherwise
public record ReadingRepair(Kind kind, String on, String value) {

  private static final int LONGEST = 200;

  /// What a repair does.
  public enum Kind {
    /// Takes a value for "no value".
    MISSING,
    /// Takes a column for text.
    TEXT,
    /// Reads the numbers of a column with a decimal comma.
    COMMA,
    /// Reads the numbers of a column with a decimal point.
    POINT,
    /// Reads the dates of a column with the day first.
    DAY,
    /// Reads the dates of a column with the month first.
    MONTH,
    /// Leaves a row out.
    SKIP,
    /// Takes a row for the header.
    HEADER,
    /// Leaves a column out.
    LEAVE_OUT
  }

  /// What would set a finding right; empty where only a person can, in the file itself.
  ///
  /// @param table the finding is about
  public static List<ReadingRepair> of(Finding finding, Table table) {
    Place place = finding.place();
    Integer line = place.line();
    String column = place.column();
    if (finding.blocks() || (column != null && !isNamed(table, column))) {
      return List.of();
    }
    var repairs = new ArrayList<ReadingRepair>();
    switch (finding.code()) {
      case "cell-type" -> {
        missing(column, place.value(), repairs);
        about(column, repairs, Kind.TEXT);
      }
      case "null-marker" -> missing(column, place.value(), repairs);
      case "number-undecided", "number-form-mixed" ->
          about(column, repairs, Kind.COMMA, Kind.POINT);
      case "date-undecided", "date-form-mixed" -> about(column, repairs, Kind.DAY, Kind.MONTH);
      case "row-total", "row-too-long", "row-too-short", "quote-stray" -> {
        if (line != null && line >= table.firstDataRow()) {
          repairs.add(new ReadingRepair(Kind.SKIP, line.toString(), ""));
        }
      }
      case "column-empty" -> about(column, repairs, Kind.LEAVE_OUT);
      case "header-missing" -> header(table.firstDataRow(), repairs);
      case "header-several-rows" -> {
        if (line != null) {
          header(line + table.headerRows() - 1, repairs);
        }
      }
      default -> {}
    }
    return repairs;
  }

  private static boolean isNamed(Table table, String column) {
    return table.columns().stream().map(Column::name).filter(column::equals).count() == 1;
  }

  private static void missing(
      @Nullable String column, @Nullable String value, List<ReadingRepair> repairs) {
    if (column != null && value != null && !value.isBlank() && value.length() <= LONGEST) {
      repairs.add(new ReadingRepair(Kind.MISSING, column, value));
    }
  }

  private static void about(@Nullable String column, List<ReadingRepair> repairs, Kind... kinds) {
    for (Kind kind : kinds) {
      if (column != null) {
        repairs.add(new ReadingRepair(kind, column, ""));
      }
    }
  }

  private static void header(int line, List<ReadingRepair> repairs) {
    repairs.add(new ReadingRepair(Kind.HEADER, String.valueOf(line), ""));
  }

  /// What is said about a file, this included.
  ///
  /// @throws NumberFormatException when a row has no number
  public Told in(Told told) {
    return switch (kind) {
      case MISSING -> {
        Told.Column column = told.column(on);
        Set<String> missing = new HashSet<>(column.missing());
        missing.add(value);
        yield told.with(column.missing(missing));
      }
      case TEXT -> told.with(told.column(on).of(ColumnType.STRING, null, null));
      case COMMA -> told.with(told.column(on).of(ColumnType.DECIMAL, "comma", null));
      case POINT -> told.with(told.column(on).of(ColumnType.DECIMAL, "point", null));
      case DAY -> told.with(told.column(on).of(ColumnType.DATE, null, "day"));
      case MONTH -> told.with(told.column(on).of(ColumnType.DATE, null, "month"));
      case SKIP -> {
        var rows = new HashSet<>(told.skippedRows());
        rows.add(Integer.valueOf(on));
        yield told.skipping(rows);
      }
      case HEADER -> told.headedBy(Integer.valueOf(on));
      case LEAVE_OUT -> {
        var columns = new ArrayList<>(told.skippedColumns());
        columns.add(on);
        yield told.without(columns);
      }
    };
  }

  /// What it does, in the words of a button.
  public Text words() {
    return switch (kind) {
      case MISSING ->
          new Text(
              "„%s“ als fehlend lesen".formatted(value), "Read “%s” as missing".formatted(value));
      case TEXT -> new Text("„%s“ als Text lesen".formatted(on), "Read “%s” as text".formatted(on));
      case COMMA ->
          new Text(
              "„%s“ mit Dezimalkomma lesen".formatted(on),
              "Read “%s” with a decimal comma".formatted(on));
      case POINT ->
          new Text(
              "„%s“ mit Dezimalpunkt lesen".formatted(on),
              "Read “%s” with a decimal point".formatted(on));
      case DAY -> new Text("„%s“: Tag zuerst".formatted(on), "“%s”: day first".formatted(on));
      case MONTH -> new Text("„%s“: Monat zuerst".formatted(on), "“%s”: month first".formatted(on));
      case SKIP -> new Text("Zeile %s weglassen".formatted(on), "Leave line %s out".formatted(on));
      case HEADER ->
          new Text(
              "Zeile %s ist die Kopfzeile".formatted(on), "Line %s is the header".formatted(on));
      case LEAVE_OUT ->
          new Text("Spalte „%s“ weglassen".formatted(on), "Leave column “%s” out".formatted(on));
    };
  }
}
