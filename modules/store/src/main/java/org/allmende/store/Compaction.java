package org.allmende.store;

import java.io.IOException;
import org.apache.jena.sparql.core.DatasetGraph;

/// Copies the store into a fresh database and goes over to it: TDB2 never takes back what was
/// deleted or replaced. TDB2's own way forgets the choice of indexes and keeps writers waiting all
/// the while.
///
/// The copy is made from one state while others write; what they write to is remembered by name and
/// compared afterwards, the last of it while the writer waits. Until the copy has its number the
/// old database is the one that counts, and afterwards the copy, which is complete and durable by
/// then: a crash at any moment leaves one of the two, and the next start deletes the other.
final class Compaction {

  private static final int FEW = 200;
  private static final int ROUNDS = 5;

  private final Database database;
  private final Writer writer;
  private final Generations generations;
  private final Disk disk;

  Compaction(Database database, Writer writer, Generations generations, Disk disk) {
    this.database = database;
    this.writer = writer;
    this.generations = generations;
    this.disk = disk;
  }

  void run() throws IOException {
    disk.requireSpace();
    writer.watch();
    try (var making = generations.begin()) {
      copy(making.data());
      making.sync();
      catchUp(making.data());
      goOver(making);
    } finally {
      writer.unwatch();
    }
  }

  private void copy(DatasetGraph to) {
    try (var filler = new Filler(to, disk)) {
      long copied =
          database.read(from -> {
            filler.addAll(from);
            return filler.quads();
          });
      filler.commit();
      long there = Measure.quads(to);
      if (there != copied) {
        throw new IllegalStateException(
            "the copy of the store holds " + there + " quads instead of " + copied);
      }
    }
  }

  /// Carries over what was written meanwhile, until little is left.
  private void catchUp(DatasetGraph to) {
    Touched touched = writer.touched();
    for (int round = 0; touched.size() > FEW && round < ROUNDS; round++) {
      carryOver(touched, to);
      disk.requireSpace();
      touched = writer.touched();
    }
    carryOver(touched, to);
  }

  private void carryOver(Touched touched, DatasetGraph to) {
    if (touched.size() == 0) {
      return;
    }
    database.read(from -> {
      Database.write(to, data -> touched.carryOver(from, data));
      return true;
    });
  }

  /// What fails before the copy has its number leaves the store as it was. What fails afterwards
  /// stops the writer for good: it must not go on in a database that the next start would not open.
  private void goOver(Generations.Making making) throws IOException {
    writer.pause(() -> {
      finish(making);
      database.switchTo(making.finish());
      return true;
    });
  }

  private void finish(Generations.Making making) throws IOException {
    try {
      carryOver(writer.touched(), making.data());
      check(making.data());
    } catch (RuntimeException e) {
      throw new IOException("the copy of the store could not be finished", e);
    }
    making.seal();
  }

  private void check(DatasetGraph to) {
    String expected = database.read(Compaction::nameAndChange);
    String found = Database.read(to, Compaction::nameAndChange);
    if (!found.equals(expected)) {
      throw new IllegalStateException("the copy is of " + found + " instead of " + expected);
    }
  }

  private static String nameAndChange(DatasetGraph data) {
    return Tdb2DatasetStore.storeId(data)
        + " at change "
        + Register.lastChange(data.getDefaultGraph());
  }
}
