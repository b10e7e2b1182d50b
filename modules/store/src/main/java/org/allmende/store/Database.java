package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;

/// The open TDB2 database: many readers, one writer, and a change of generations under way without
/// any of them noticing.
///
/// The indexes are the four that append when graphs are written one after the other; the two that
/// TDB2 has besides touch a random block for each triple, and nobody here reads by them.
final class Database implements AutoCloseable {

  private static final StoreParams PARAMETERS =
      StoreParams.builder("allmende", StoreParams.getDftStoreParams())
          .primaryIndexQuads("GSPO")
          .quadIndexes(new String[] {"GSPO", "GPOS", "GOSP", "SPOG"})
          .primaryIndexTriples("SPO")
          .tripleIndexes(new String[] {"SPO", "POS"})
          .build();

  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  private final UnaryOperator<DatasetGraph> around;

  @SuppressWarnings("ThreadLocalUsage") // a thread may read in several databases at once
  private final ThreadLocal<@Nullable Generation> reading = new ThreadLocal<>();

  private Generation current;

  /// A TDB2 folder in use; closed when it is no longer current and its last reader has left.
  private static final class Generation {
    final DatasetGraph data;
    final DatasetGraph tdb;
    final Path folder;
    final Pages pages;
    int readers;

    Generation(DatasetGraph data, DatasetGraph tdb, Path folder, Pages pages) {
      this.data = data;
      this.tdb = tdb;
      this.folder = folder;
      this.pages = pages;
    }

    void close() {
      pages.close();
      Database.close(tdb);
    }
  }

  /// @param around what is put around the database; the identity outside tests
  Database(Path folder, UnaryOperator<DatasetGraph> around) {
    this.around = around;
    this.current = generation(folder);
  }

  private Generation generation(Path folder) {
    DatasetGraph tdb = open(folder);
    try {
      return new Generation(around.apply(tdb), tdb, folder, new Pages(folder));
    } catch (IOException e) {
      close(tdb);
      throw new UncheckedIOException(e);
    }
  }

  /// Opens a TDB2 folder, or makes one.
  static DatasetGraph open(Path folder) {
    return DatabaseMgr.connectDatasetGraph(Location.create(folder), PARAMETERS);
  }

  /// Closes a TDB2 folder for good.
  static void close(DatasetGraph tdb) {
    TDBInternal.expel(tdb, true);
  }

  /// Reads one state of the data. Reading within reading sees the same state.
  <T> T read(Function<DatasetGraph, T> work) {
    // An interrupt would close the files under everybody's feet.
    boolean interrupted = Thread.interrupted();
    Generation outer = reading.get();
    try {
      return outer == null ? readAnew(work) : work.apply(outer.data);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T readAnew(Function<DatasetGraph, T> work) {
    Generation generation = enter();
    reading.set(generation);
    try {
      return read(generation.data, work);
    } finally {
      reading.remove();
      leave(generation);
    }
  }

  /// Reads one state of a database that nobody else uses.
  static <T> T read(DatasetGraph data, Function<DatasetGraph, T> work) {
    data.begin(TxnType.READ);
    try {
      return work.apply(data);
    } finally {
      data.end();
    }
  }

  /// Writes to a database that nobody else uses, all or nothing.
  static void write(DatasetGraph data, Consumer<DatasetGraph> work) {
    data.begin(TxnType.WRITE);
    try {
      work.accept(data);
      data.commit();
    } finally {
      if (data.isInTransaction()) {
        data.abort();
      }
      data.end();
    }
  }

  /// The data, for the one thread that writes.
  synchronized DatasetGraph forWriting() {
    return current.data;
  }

  /// Brings what the writer has written so far nearer to the disk, so that its commit is short.
  void writePages() {
    Generation written;
    synchronized (this) {
      written = current;
    }
    written.pages.write();
  }

  synchronized Path folder() {
    return current.folder;
  }

  /// Goes over to another generation. Readers that are on their way stay with the old one, which is
  /// deleted when the last of them has left.
  void switchTo(Path folder) {
    Generation next = generation(folder);
    Generation last;
    boolean unused;
    synchronized (this) {
      last = current;
      current = next;
      unused = last.readers == 0;
    }
    if (unused) {
      retire(last);
    }
  }

  private synchronized Generation enter() {
    current.readers++;
    return current;
  }

  private void leave(Generation generation) {
    boolean unused;
    synchronized (this) {
      generation.readers--;
      unused = generation.readers == 0 && generation != current;
    }
    if (unused) {
      retire(generation);
    }
  }

  private static void retire(Generation generation) {
    generation.close();
    try {
      Disk.delete(generation.folder);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the old store " + generation.folder + " stays until the next start",
          e);
    }
  }

  @Override
  public synchronized void close() {
    current.close();
  }
}
