package org.allmende.intake.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts what has no quotes at its delimiters. Most columns say the same few things over and over:
/// a cell that says what one above it said lately is that very string, which spares memory, and its
/// hash is known already.
final class PlainCells {

  /// Columns beyond these, and longer cells, are made anew each time; so the memory is bounded.
  private static final int COLUMNS = 64;

  private static final int LONGEST = 48;
  private static final int SLOTS = 2048;

  /// Spreads the hashes of texts that differ little.
  private static final int MIXING = 0x9E3779B9;

  /// Cells after which a column that hardly repeats is looked up no more.
  private static final int TRIAL = 2 * SLOTS;

  private final Separation separation;
  private final List<Recent> columns = new ArrayList<>();

  PlainCells(Separation separation) {
    this.separation = separation;
  }

  /// The cells of a record up to a place in it.
  List<String> of(String record, int to) {
    var cells = new ArrayList<String>(columns.size());
    char delimiter = separation.delimiter();
    int start = 0;
    int end = record.indexOf(delimiter, 0, to);
    while (end >= 0 && cells.size() < Separation.MOST_CELLS - 1) {
      cells.add(cell(cells.size(), record, start, end));
      start = end + 1;
      end = record.indexOf(delimiter, start, to);
    }
    cells.add(cell(cells.size(), record, start, end < 0 ? to : end));
    return cells;
  }

  private String cell(int column, String record, int from, int to) {
    if (from == to) {
      return "";
    }
    if (column >= COLUMNS || to - from > LONGEST) {
      return record.substring(from, to);
    }
    while (column >= columns.size()) {
      columns.add(new Recent());
    }
    return columns.get(column).cell(record, from, to);
  }

  /// What stood in a column lately.
  private static final class Recent {
    private @Nullable String @Nullable [] texts = new @Nullable String[SLOTS];
    private int missed;
    private int found;

    private String cell(String record, int from, int to) {
      var known = texts;
      if (known == null) {
        return record.substring(from, to);
      }
      int slot = slot(record, from, to);
      String text = known[slot];
      if (text != null && text.length() == to - from && record.startsWith(text, from)) {
        found++;
        return text;
      }
      String made = record.substring(from, to);
      known[slot] = made;
      if (++missed > TRIAL) {
        texts = found < missed ? null : known;
        missed = 0;
        found = 0;
      }
      return made;
    }

    private static int slot(String record, int from, int to) {
      int hash = 0;
      for (int i = from; i < to; i++) {
        hash = hash * 31 + record.charAt(i);
      }
      return ((hash * MIXING) >>> 16) & (SLOTS - 1);
    }
  }
}
