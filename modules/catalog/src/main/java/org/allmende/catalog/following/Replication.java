package org.allmende.catalog.following;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.allmende.model.Sha256;

/// The store as other nodes see it: what it gives to those that follow it, and what it takes from
/// one that it follows itself.
public interface Replication {

  /// The name of the store; a copy has the same.
  String store();

  NodeRole role();

  /// The last durable transaction.
  Position position();

  /// When that was written; now where it is not known.
  Instant at();

  /// The number of the last change, see [org.allmende.catalog.store.DatasetStore#change()].
  long change();

  /// Everything but the files, as it stood at a moment from which [#after] goes on. From now on
  /// transactions are kept.
  Base base() throws IOException;

  /// A copy to begin with.
  ///
  /// @param file a backup without files
  /// @param mark of these bytes and no others
  record Base(Path file, String mark) {}

  /// The transactions after a position, in order, as they are given out; none where there are none.
  ///
  /// @param most bytes, unless the first alone is longer
  /// @throws Unfit when whoever stands there cannot go on with them
  List<Piece> after(String store, Position position, long most) throws IOException;

  /// Whole transactions in a row, in a file.
  record Piece(Path file, long offset, long length) {}

  /// Waits until there is a transaction above a number.
  void await(long number, Duration atMost);

  /// Where half of what is fetched lies until it is whole; it outlives a restart.
  Path workplace() throws IOException;

  /// Looks at transactions that have come, and judges them: in order, whole, unchanged, and the
  /// next to where this store stands.
  ///
  /// @throws IOException when they are not
  Batch read(Path transactions) throws IOException;

  /// Transactions that are fit to be written.
  ///
  /// @param file that holds them
  /// @param begin where the store must stand before them
  /// @param end where the store stands with them
  /// @param at when the last of them was written
  /// @param mentioned what may be names of files that they refer to
  record Batch(Path file, Position begin, Position end, Instant at, Set<Sha256> mentioned) {
    public Batch {
      mentioned = Set.copyOf(mentioned);
    }
  }

  /// Writes transactions of the node it follows, all in one.
  void apply(Batch batch);

  /// All that may be names of files the store refers to and that are not here.
  Set<Sha256> missing() throws IOException;

  /// Whether a file is here. One that is stays for a day, whether anything refers to it or not.
  boolean has(Sha256 file) throws IOException;

  /// Takes a file in that lies at the [#workplace].
  ///
  /// @throws IOException when its bytes are not those of its name; it is deleted then
  void keep(Path fetched, Sha256 name) throws IOException;

  /// Deletes what lies at the [#workplace] of transactions and files: nobody waits for them.
  void tidy() throws IOException;

  /// Notes that all files of the first copy have come.
  void complete() throws IOException;

  /// Begins another epoch, in which this node writes.
  ///
  /// @param epoch at least
  /// @return the epoch
  long promote(long epoch) throws IOException;

  /// Hears of an epoch in which another node writes. When it is above its own, this one stops
  /// writing, for good; all writes that it has acknowledged are in its [#position] then.
  void supersede(long epoch, String by) throws IOException;

  /// Notes that the node it has taken over from knows.
  void told() throws IOException;
}
