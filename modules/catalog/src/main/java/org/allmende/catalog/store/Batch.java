package org.allmende.catalog.store;

import java.util.List;
import java.util.function.BiConsumer;

/// Writes many datasets in one transaction. One bad entry spoils a transaction, and some stores
/// take no more than so much in one, so what was refused goes in halves.
public final class Batch {

  /// Large transactions cost least per dataset: each dirties the same blocks of the node table
  /// once.
  public static final int SIZE = 4000;

  private final DatasetStore store;

  public Batch(DatasetStore store) {
    this.store = store;
  }

  /// Stores all entries at once, or all but those that are refused in as few transactions as may
  /// be.
  ///
  /// @param taken hears of each entry that is stored
  /// @param refused hears of each that is not, and why
  public void write(
      List<Entry> entries,
      BiConsumer<Entry, Receipt> taken,
      BiConsumer<Entry, IllegalArgumentException> refused) {
    if (entries.isEmpty()) {
      return;
    }
    List<Receipt> receipts;
    try {
      receipts = store.putAll(entries);
    } catch (IllegalArgumentException e) {
      if (entries.size() == 1) {
        refused.accept(entries.getFirst(), e);
      } else {
        int half = entries.size() / 2;
        write(entries.subList(0, half), taken, refused);
        write(entries.subList(half, entries.size()), taken, refused);
      }
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      taken.accept(entries.get(i), receipts.get(i));
    }
  }
}
