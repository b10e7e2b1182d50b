package org.allmende.catalog.store;

import java.util.List;
import java.util.function.BiConsumer;

/// Writes many datasets in one transaction. One bad entry spoils a transaction, so each goes alone
/// where one was refused.
public final class Batch {

  /// Large transactions cost least per dataset: each dirties the same blocks of the node table
  /// once.
  public static final int SIZE = 4000;

  private final DatasetStore store;

  public Batch(DatasetStore store) {
    this.store = store;
  }

  /// Stores all entries at once, or each alone where one of them is refused.
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
    } catch (IllegalArgumentException _) {
      entries.forEach(entry -> alone(entry, taken, refused));
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      taken.accept(entries.get(i), receipts.get(i));
    }
  }

  private void alone(
      Entry entry,
      BiConsumer<Entry, Receipt> taken,
      BiConsumer<Entry, IllegalArgumentException> refused) {
    Receipt receipt;
    try {
      receipt = store.put(entry);
    } catch (IllegalArgumentException e) {
      refused.accept(entry, e);
      return;
    }
    taken.accept(entry, receipt);
  }
}
