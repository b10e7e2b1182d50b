package org.allmende.intake.tables;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.text.CellKind;
import org.allmende.intake.text.Row;

/// What the cells of one column look like below the header.
final class ColumnLook {

  private static final int KEPT = 500;

  private final Map<CellKind, Integer> kinds = new EnumMap<>(CellKind.class);
  private final Map<String, Integer> values = new HashMap<>();
  private int filled;
  private int years;
  private double lengths;
  private double squares;

  static ColumnLook of(List<Row> rows, int column) {
    var look = new ColumnLook();
    for (Row row : rows) {
      look.take(row.cell(column));
    }
    return look;
  }

  private void take(String cell) {
    if (Row.blank(cell)) {
      return;
    }
    CellKind kind = CellKind.of(cell);
    if (kind != CellKind.EMPTY) {
      filled++;
      kinds.merge(kind, 1, Integer::sum);
      years += isYear(cell) ? 1 : 0;
    }
    lengths += cell.length();
    squares += (double) cell.length() * cell.length();
    if (values.size() < KEPT) {
      values.merge(cell, 1, Integer::sum);
    }
  }

  static boolean isYear(String cell) {
    String text = cell.strip();
    return text.length() == 4
        && (text.startsWith("19") || text.startsWith("20"))
        && text.chars().allMatch(Character::isDigit);
  }

  boolean isFigures() {
    return filled > 0 && figures() > 0.7 * filled;
  }

  /// Whether texts stand among figures, so that no name fits all of them.
  boolean isMixed() {
    return !isFigures() && figures() > 0.2 * filled;
  }

  boolean isYears() {
    return filled > 0 && years > 0.7 * filled;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  boolean holds(String cell) {
    return values.containsKey(cell);
  }

  boolean holds(CellKind kind) {
    return kinds.containsKey(kind);
  }

  private int figures() {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getKey().isFigure())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /// Whether all cells have one length, and this one another.
  boolean hasOddLength(String cell) {
    int n = values.values().stream().mapToInt(Integer::intValue).sum();
    if (n < 4) {
      return false;
    }
    double mean = lengths / n;
    return squares / n - mean * mean < 0.01 && Math.abs(cell.length() - mean) > 0.5;
  }
}
