package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;

/// The original bytes as upkeep sees them: backup, sweep, doctor, followers and moves.
public interface KeptFiles extends FileStore, AutoCloseable {

  /// A file that is here.
  ///
  /// @param came when it came last
  record Kept(Sha256 hash, long size, Instant came) {

    public boolean isOlderThan(Instant moment) {
      return came.isBefore(moment);
    }
  }

  /// Whether a file is here for certain.
  boolean has(Sha256 hash);

  /// Whether a file is here and stays, for it counts as new from now on.
  boolean renew(Sha256 hash) throws IOException;

  /// All files that are here.
  List<Kept> all() throws IOException;

  /// Takes over a file that lies on the disk of the data directory and whose hash is known.
  void adopt(Path whole, Sha256 hash) throws IOException;

  /// Takes in a copy of what is kept elsewhere.
  ///
  /// @throws DamagedFile when it is not what it is called; nothing is kept then
  void copy(Bytes from, Sha256 hash) throws IOException;

  /// Deletes files, except those that have come again within so long.
  ///
  /// @return what was deleted
  Swept delete(List<Sha256> hashes, Duration age) throws IOException;

  /// Takes away what uploads have left that began longer ago and never ended, and copies that
  /// nobody uses. Any node may, whether or not it knows what is referred to.
  default void tidy(Duration age) throws IOException {}

  /// Which store these are the files of; empty where nobody has said so.
  default String owner() throws IOException {
    return "";
  }

  /// Says that these are the files of a store; two that sweep must not share a place.
  ///
  /// @throws DataDirectoryException when they are another's
  default void claim(String store) throws IOException {}

  /// Takes back that these are the files of a store.
  default void release() throws IOException {}

  /// How asking has gone since the start.
  default Traffic traffic() {
    return Traffic.NONE;
  }

  /// How asking another machine for files goes.
  ///
  /// @param asked requests
  /// @param failed requests that got no answer, all tries counted as one
  /// @param away whether the last one got none
  record Traffic(long asked, long failed, boolean away) {
    static final Traffic NONE = new Traffic(0, 0, false);
  }

  @Override
  default void close() {}
}
