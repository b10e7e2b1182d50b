package org.allmende.catalog.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;

/// The words in the tables of a dataset, for the search.
public final class DataWords {

  /// The most words of a dataset.
  private static final int MOST = 5_000;

  private final DatasetStore store;
  private final FileStore files;
  private final Readings readings;

  public DataWords(DatasetStore store, FileStore files, Readings readings) {
    this.store = store;
    this.files = files;
    this.readings = readings;
  }

  /// Each word once; none of a dataset that was described elsewhere.
  public List<String> of(DatasetId id) {
    Set<String> words = new LinkedHashSet<>();
    try {
      for (Notes.File file : files(id)) {
        var bytes = files.find(file.sha256());
        if (bytes.isPresent()
            && readings.of(file.at(bytes.get()))
                instanceof Reading.Understood(Draft draft, var _)) {
          for (Table table : draft.tables()) {
            words.addAll(table.words());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.stream().limit(MOST).toList();
  }

  private List<Notes.File> files(DatasetId id) {
    return store
        .find(id)
        .map(stored -> Notes.read(stored.entry().notes()).files())
        .orElse(List.of());
  }
}
