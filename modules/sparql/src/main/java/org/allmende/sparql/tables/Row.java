package org.allmende.sparql.tables;

import org.jspecify.annotations.Nullable;

/// The cells of some columns of a row, as they are spelled.
final class Row {

  /// About how many bytes an entry of a list of rows takes.
  static final long PER_ROW = 16;

  private static final int PER_CELL = 48;
  private static final int OWN = 120;

  final long number;
  final long count;
  private final @Nullable String[] cells;

  /// @param number from 1; 0 where rows come together
  /// @param count how many rows are like this
  /// @param cells null where there is none
  Row(long number, long count, @Nullable String[] cells) {
    this.number = number;
    this.count = count;
    this.cells = cells;
  }

  /// About how many bytes it takes.
  long weight() {
    long bytes = OWN;
    for (String cell : cells) {
      bytes += cell == null ? Integer.BYTES : PER_CELL + cell.length();
    }
    return bytes;
  }

  @Nullable String cell(int place) {
    return cells[place];
  }
}
