package org.allmende.sparql.columns;

import java.util.Arrays;

/// Distinct rows of numbers, each with a number of its own in the order they came.
final class RowTable {

  private final int width;
  private final Budget budget;
  private int[] rows;
  private int[] slots = new int[64];
  private int size;

  RowTable(int width, Budget budget) {
    this.width = width;
    this.budget = budget;
    this.rows = new int[16 * Math.max(width, 1)];
  }

  int size() {
    return size;
  }

  int get(int row, int column) {
    return rows[row * width + column];
  }

  /// The number of a row, as complement when it was not there before.
  int add(int[] row) {
    int mask = slots.length - 1;
    int slot = hash(row) & mask;
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (Arrays.equals(rows, known * width, known * width + width, row, 0, width)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    append(row);
    slots[slot] = size;
    if (size * 2 > slots.length) {
      grow();
    }
    return ~(size - 1);
  }

  /// Gives back what is held; the table is not used any more.
  void drop() {
    budget.hold(-(width + 2) * size);
  }

  private void append(int[] row) {
    budget.hold(width + 2);
    int at = size * width;
    if (at + width > rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    System.arraycopy(row, 0, rows, at, width);
    size++;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    var row = new int[width];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows, i * width, row, 0, width);
      int slot = hash(row) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private int hash(int[] row) {
    int hash = 1;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ row[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash ^ (hash >>> 16);
  }
}
