package org.allmende.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.model.Sha256;

/// Two data directories, one following the other, without a network between them.
final class Copying {

  static final String LEADER = "http://a.example.org";

  private Copying() {}

  /// Makes a copy of an open data directory where there is none.
  static void begin(DataDirectory leader, Path follower) throws IOException {
    Path copy = DataDirectory.copy(follower);
    Files.copy(leader.replication().base().file(), copy, StandardCopyOption.REPLACE_EXISTING);
    Restore.asCopy(follower, copy, 0);
    Files.delete(copy);
    DataDirectory.role(follower, NodeRole.following(LEADER));
  }

  /// Carries over what is new.
  ///
  /// @param most bytes at once
  /// @return whether there was anything
  static boolean step(DataDirectory leader, DataDirectory follower, long most) throws IOException {
    Path spool = follower.replication().workplace().resolve("transactions");
    if (fetch(leader, follower.replication(), spool, most) == 0) {
      return false;
    }
    Replication.Batch batch = follower.replication().read(spool);
    carry(leader, follower, batch.mentioned());
    follower.replication().apply(batch);
    return true;
  }

  private static void carry(DataDirectory leader, DataDirectory follower, Set<Sha256> files)
      throws IOException {
    for (Sha256 file : files) {
      if (!follower.replication().has(file) && leader.files().find(file).isPresent()) {
        Path part = follower.replication().workplace().resolve(file.hex());
        Files.copy(
            leader.files().find(file).get().path(), part, StandardCopyOption.REPLACE_EXISTING);
        follower.replication().keep(part, file);
      }
    }
  }

  /// Puts into a file what is new, and returns how many bytes that is.
  static long fetch(DataDirectory leader, Replication follower, Path spool, long most)
      throws IOException {
    var pieces = leader.replication().after(follower.store(), follower.position(), most);
    try (var out =
        FileChannel.open(
            spool,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (Replication.Piece piece : pieces) {
        try (var in = FileChannel.open(piece.file())) {
          in.transferTo(piece.offset(), piece.length(), out);
        }
      }
      return out.position();
    }
  }

  /// Carries over everything, the files of the first copy included.
  static void level(DataDirectory leader, DataDirectory follower) throws IOException {
    while (step(leader, follower, 1 << 20)) {
      // Goes on.
    }
    carry(leader, follower, follower.replication().missing());
  }
}
