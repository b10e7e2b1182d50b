package org.allmende.intake.tables;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.allmende.intake.text.CellKind;
import org.allmende.intake.text.Row;

/// Tells records that sum up others.
final class Totals {

  private static final List<String> WORDS = List.of("summe", "gesamt", "total", "zusammen");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)[-=+*\\s]*(?:(?:zwischen|teil|jahres|gesamt|end|monats|quartals)?summen?\\b.{0,80}"
              + "|gesamt(?:ergebnis|betrag|zahl)?:?|gesamt\\s\\S.{0,40}|insgesamt\\b.{0,40}"
              + "|zusammen:?|total:?|.{1,60}\\s(?:gesamt|insgesamt|zusammen)):?\\s*",
          Pattern.DOTALL);

  private Totals() {}

  /// Whether a record is a total: its first filled cell says so, and all others are figures.
  static boolean isTotal(Row row) {
    boolean labelled = false;
    int figures = 0;
    for (String cell : row.cells()) {
      if (!Row.blank(cell)) {
        if (!labelled) {
          if (!mayLabel(cell) || !LABEL.matcher(cell).matches()) {
            return false;
          }
          labelled = true;
        } else {
          CellKind kind = CellKind.of(cell);
          if (kind == CellKind.NUMBER) {
            figures++;
          } else if (kind != CellKind.EMPTY) {
            return false;
          }
        }
      }
    }
    return labelled && figures > 0;
  }

  /// Whether a record that blank ones set apart sums up others without saying so: it has numbers
  /// only, and nothing where the others have texts.
  ///
  /// @param others records of the table, not this one
  static boolean sumsUp(Row row, List<Row> others) {
    int numbers = 0;
    for (String cell : row.cells()) {
      CellKind kind = Row.blank(cell) ? CellKind.EMPTY : CellKind.of(cell);
      if (kind == CellKind.NUMBER) {
        numbers++;
      } else if (kind != CellKind.EMPTY) {
        return false;
      }
    }
    return numbers > 1 && others.size() > 2 && lacksText(row, others);
  }

  private static boolean lacksText(Row row, List<Row> others) {
    for (int c = 0; c < others.getFirst().width(); c++) {
      int column = c;
      if (Row.blank(row.cell(c))
          && others.stream().filter(o -> CellKind.of(o.cell(column)) == CellKind.TEXT).count()
              > 0.6 * others.size()) {
        return true;
      }
    }
    return false;
  }

  /// A quick look that spares most cells the pattern.
  private static boolean mayLabel(String cell) {
    if (cell.length() > 100 || Character.isDigit(cell.charAt(0))) {
      return false;
    }
    String lower = cell.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
