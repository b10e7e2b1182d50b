package org.allmende.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.intake.Repair;
import org.allmende.model.Draft;
import org.allmende.model.Table;

/// The first table of a dataset's files in a form that every program reads alike ([Repair]).
public final class CleanTable {

  private final Draft draft;
  private final Table table;

  private CleanTable(Draft draft, Table table) {
    this.draft = draft;
    this.table = table;
  }

  static Optional<CleanTable> of(List<Draft> drafts) {
    return drafts.stream()
        .filter(draft -> !draft.tables().isEmpty())
        .findFirst()
        .map(draft -> new CleanTable(draft, draft.tables().getFirst()))
        .filter(clean -> Repair.isPossible(clean.table));
  }

  /// Changes whenever the bytes may: with the file, and with what we make of it.
  public String mark() {
    return Readings.mark(draft);
  }

  /// What it holds, as [CSVW](https://www.w3.org/TR/tabular-metadata/) says it in JSON.
  ///
  /// @param address where it is
  /// @param title of the dataset
  public Map<String, Object> metadata(String address, String title) {
    return TableMetadata.of(table, address, title);
  }

  /// Writes it as CSV, UTF-8; memory does not grow with it.
  ///
  /// @param out is flushed, not closed
  public void write(OutputStream out) throws IOException {
    Repair.write(draft, table, out);
  }
}
