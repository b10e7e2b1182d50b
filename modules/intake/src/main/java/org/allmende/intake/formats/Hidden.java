package org.allmende.intake.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.allmende.intake.text.Row;

/// What a sheet does not show of what it holds: rows and columns that somebody, or a filter, has
/// hidden. They are read as all others are, and published with them.
public final class Hidden {

  private static final int LISTED = 20;

  private final BitSet columns = new BitSet();
  private final BitSet filled = new BitSet();
  private int rows;
  private int firstRow;

  /// Notes hidden columns.
  ///
  /// @param from position of the first one, from 0
  /// @param to position after the last one
  public void columns(int from, int to) {
    columns.set(from, to);
  }

  /// Takes a row of the sheet.
  void row(Row row, boolean isHidden) {
    if (row.isBlank()) {
      return;
    }
    if (isHidden && rows++ == 0) {
      firstRow = row.line();
    }
    for (int c = columns.nextSetBit(0); c >= 0 && c < row.width(); c = columns.nextSetBit(c + 1)) {
      if (!Row.blank(row.cell(c))) {
        filled.set(c);
      }
    }
  }

  /// Number of hidden rows that hold something.
  public int rows() {
    return rows;
  }

  /// Line of the first one; 0 where there is none.
  public int firstRow() {
    return firstRow;
  }

  /// Hidden columns that hold something, as spreadsheets name them: `C, F–H`; empty where there are
  /// none.
  public String columns() {
    List<String> runs = new ArrayList<>();
    for (int from = filled.nextSetBit(0); from >= 0; from = filled.nextSetBit(from)) {
      int end = filled.nextClearBit(from);
      runs.add(end - from == 1 ? letters(from) : letters(from) + "–" + letters(end - 1));
      from = end;
    }
    return runs.size() <= LISTED
        ? String.join(", ", runs)
        : String.join(", ", runs.subList(0, LISTED)) + ", …";
  }

  private static String letters(int position) {
    var letters = new StringBuilder();
    for (int rest = position; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }
}
