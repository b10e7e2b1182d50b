package org.allmende.intake.tables;

import java.util.List;
import java.util.regex.Pattern;
import org.allmende.intake.text.CellKind;
import org.allmende.intake.text.Row;

/// Tells records that are notes after the table from data.
///
/// Notes are sparse: a record of text in the first cell or two of a wide table, or a line that
/// begins as sources and dates of issue do.
final class Notes {

  private static final int LONG = 40;
  private static final Pattern START =
      Pattern.compile(
          "(?i)\\s*(?:(?:daten)?quellen?\\b|\\(?c\\)|©|copyright|stand\\b|hinweise?\\b|anmerkung"
              + "|fu(?:ß|ss)note|erl(?:ä|ae)uterung|legende|erstell(?:t|ungsdatum)|\\*\\)|\\d\\)|_{3,}"
              + "|-{3,}|\\*{3,}|={3,}|herausgeber|source:|notes?:|lizenz\\b|statistisch|abruf|"
              + "die tabelle|diese).*",
          Pattern.DOTALL);

  private Notes() {}

  /// Number of records at the end that are notes.
  ///
  /// @param rows the last records, none of them blank
  /// @param width the usual number of cells
  /// @param filled the usual number of filled cells
  static int count(List<Row> rows, int width, int filled) {
    int notes = 0;
    while (notes < rows.size()) {
      int at = rows.size() - 1 - notes;
      boolean apart = notes > 0 && rows.get(at + 1).blanksBefore() > 0 && notes < rows.size() - 1;
      if (!isNote(rows.get(at), width, filled) && !(apart && continues(rows, at, width))) {
        break;
      }
      notes++;
    }
    return notes;
  }

  /// Whether a text begins as sources and dates of issue do.
  static boolean says(String text) {
    return START.matcher(text).matches();
  }

  private static boolean isNote(Row row, int width, int filled) {
    int count = row.filled();
    String text = first(row);
    boolean says = START.matcher(text).matches() && count <= Math.max(1, filled / 2);
    if (width == 1) {
      return says && row.blanksBefore() > 0;
    }
    if (says && !hasFiguresAfterFirst(row)) {
      return true;
    }
    boolean isShort = row.width() <= Math.max(1, width / 2);
    double most = isShort && width >= 5 ? 2 : Math.max(1, filled * 0.2);
    if (count > most || row.lastFilled() > 2 || hasFiguresAfterFirst(row)) {
      return false;
    }
    boolean words =
        row.cells().stream()
            .filter(cell -> !Row.blank(cell))
            .map(CellKind::of)
            .anyMatch(kind -> kind == CellKind.TEXT || kind == CellKind.EMPTY);
    if (isShort && width >= 3) {
      return words;
    }
    return words && (text.length() > LONG || (row.blanksBefore() > 0 && filled >= 3));
  }

  /// A record between a note and the notes before it.
  private static boolean continues(List<Row> rows, int at, int width) {
    Row row = rows.get(at);
    return row.width() < width && row.blanksBefore() > 0 && row.filled() <= 2 && width > 3;
  }

  private static boolean hasFiguresAfterFirst(Row row) {
    for (int c = 1; c < row.width(); c++) {
      CellKind kind = CellKind.of(row.cell(c));
      if (kind == CellKind.NUMBER && c > 1) {
        return true;
      }
    }
    return row.width() > 1 && row.filled() == 2 && CellKind.of(row.cell(1)) == CellKind.NUMBER;
  }

  private static String first(Row row) {
    for (String cell : row.cells()) {
      if (!Row.blank(cell)) {
        return cell;
      }
    }
    return "";
  }

  /// The text of a note or of a line before the table.
  static String text(Row row) {
    var text = new StringBuilder();
    for (String cell : row.cells()) {
      if (!Row.blank(cell) && text.length() < 1000) {
        text.append(text.isEmpty() ? "" : " ").append(cell.strip());
      }
    }
    return text.length() <= 1000 ? text.toString() : text.substring(0, 1000);
  }
}
