package org.allmende.intake;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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

  /// A quick look that spares most cells the pattern.
  private static boolean mayLabel(String cell) {
    if (cell.length() > 100 || Character.isDigit(cell.charAt(0))) {
      return false;
    }
    String lower = cell.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
