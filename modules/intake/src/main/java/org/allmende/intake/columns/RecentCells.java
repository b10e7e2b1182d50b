package org.allmende.intake.columns;

import org.jspecify.annotations.Nullable;

/// What was found out about the cells of a long column that came last, so that one that comes again
/// need not be read again.
final class RecentCells {

  private static final int SLOTS = 256;

  private final @Nullable String[] values = new @Nullable String[SLOTS];
  private final long[] forms = new long[SLOTS];
  private final long[] signs = new long[SLOTS];

  /// The slot where a value is known; negative where it is not.
  int find(String value) {
    int slot = slot(value);
    return value.equals(values[slot]) ? slot : -1;
  }

  long forms(int slot) {
    return forms[slot];
  }

  long signs(int slot) {
    return signs[slot];
  }

  void keep(String value, long cellForms, long cellSigns) {
    int slot = slot(value);
    values[slot] = value;
    forms[slot] = cellForms;
    signs[slot] = cellSigns;
  }

  private static int slot(String value) {
    int hash = value.hashCode();
    return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
