package org.allmende.sparql;

import java.nio.file.Path;
import java.time.Duration;
import org.allmende.catalog.DatasetStore;
import org.allmende.sparql.columns.Columns;
import org.apache.jena.sparql.core.DatasetGraph;

/// Everything published, out of columns.
public final class ColumnsPublished implements Published {

  private final Columns columns;

  private ColumnsPublished(Columns columns) {
    this.columns = columns;
  }

  /// Opens the columns of a store.
  ///
  /// @param folder their own; may be deleted while nobody has it open
  public static Published open(Path folder, DatasetStore store) {
    return new ColumnsPublished(Columns.open(folder, store));
  }

  @Override
  public View view() {
    var view = columns.view();
    return new View() {
      @Override
      public DatasetGraph data() {
        return view.data();
      }

      @Override
      public long change() {
        return view.change();
      }

      @Override
      public void deadline(long nanoTime) {
        view.deadline(nanoTime);
      }

      @Override
      public void close() {
        view.close();
      }
    };
  }

  @Override
  public long position() {
    return columns.position();
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return columns.await(change, atMost);
  }

  @Override
  public void rebuild() {
    columns.rebuild();
  }

  @Override
  public void close() {
    columns.close();
  }
}
