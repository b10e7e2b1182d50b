package org.allmende.sparql.columns;

/// Distinct pairs of a number from 0 on and any number.
final class PairSet {

  /// Numbers of four bytes that a pair takes, with the room that is kept free.
  private static final int HELD = 4;

  private final Budget budget;

  /// Each pair in one word; the first number is kept one higher, so that 0 is an empty slot.
  private long[] slots = new long[64];

  private int size;

  PairSet(Budget budget) {
    this.budget = budget;
  }

  /// Whether the pair was not there before.
  boolean add(int first, int second) {
    long pair = ((long) (first + 1) << 32) | (second & 0xFFFF_FFFFL);
    int mask = slots.length - 1;
    int slot = hash(pair) & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == pair) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    budget.hold(HELD);
    slots[slot] = pair;
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    int mask = slots.length - 1;
    for (long pair : before) {
      if (pair != 0) {
        int slot = hash(pair) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = pair;
      }
    }
  }

  private static int hash(long pair) {
    long mixed = pair * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32);
  }
}
