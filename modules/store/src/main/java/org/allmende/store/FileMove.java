package org.allmende.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;

/// Moves the original bytes from one place to another: copies what is not there yet and judges each
/// file by its hash, looks whether all are there, notes the new place, and only then empties the
/// old one. Whenever it is interrupted, the noted place has all of them, and the next run goes on.
public final class FileMove {

  private final FilesPlace.Room room;
  private final String store;
  private final FilesPlace from;
  private final FilesPlace to;

  FileMove(FilesPlace.Room room, String store, FilesPlace from, FilesPlace to) {
    this.room = room;
    this.store = store;
    this.from = from;
    this.to = to;
  }

  /// Hears how far it has come.
  public interface Progress {
    void at(long files, long bytes);
  }

  /// What was moved.
  ///
  /// @param files that are in the new place now
  /// @param bytes how much they are together
  /// @param copied how many of them were not there yet
  public record Moved(long files, long bytes, long copied) {}

  /// @throws BackupException when a file is damaged or does not arrive; the place is as before then
  Moved run(Progress progress) throws IOException {
    try (KeptFiles old = from.open(room);
        KeptFiles next = to.open(room)) {
      next.claim(store);
      List<KeptFiles.Kept> all = old.all();
      Map<Sha256, Long> there = sizes(next);
      long copied = 0;
      long bytes = 0;
      var damaged = new ArrayList<Sha256>();
      for (KeptFiles.Kept one : all) {
        if (!Long.valueOf(one.size()).equals(there.get(one.hash()))) {
          copied += copy(old, next, one, damaged) ? 1 : 0;
        }
        bytes += one.size();
        progress.at(copied, bytes);
      }
      requireAll(all, sizes(next), damaged);
      Elsewhere.note(room.directory(), to);
      old.delete(all.stream().map(KeptFiles.Kept::hash).toList(), Duration.ofDays(-1));
      old.release();
      return new Moved(all.size(), bytes, copied);
    }
  }

  private static Map<Sha256, Long> sizes(KeptFiles files) throws IOException {
    var sizes = new HashMap<Sha256, Long>();
    files.all().forEach(one -> sizes.put(one.hash(), one.size()));
    return sizes;
  }

  private static boolean copy(
      KeptFiles old, KeptFiles next, KeptFiles.Kept one, List<Sha256> damaged) throws IOException {
    Bytes bytes = old.find(one.hash()).orElseThrow(() -> new DamagedFile(one.hash()));
    try {
      next.copy(bytes, one.hash());
      return true;
    } catch (DamagedFile _) {
      damaged.add(one.hash());
      return false;
    }
  }

  private void requireAll(List<KeptFiles.Kept> all, Map<Sha256, Long> there, List<Sha256> damaged)
      throws BackupException {
    if (!damaged.isEmpty()) {
      throw new BackupException(
          "The files stay in "
              + from.name()
              + ", for the bytes of some are not those they are named by; put them back from a"
              + " backup or delete them, and run it again: "
              + damaged);
    }
    for (KeptFiles.Kept one : all) {
      if (!Long.valueOf(one.size()).equals(there.get(one.hash()))) {
        throw new BackupException(
            "The files stay in "
                + from.name()
                + ": "
                + one.hash()
                + " is not whole in "
                + to.name());
      }
    }
  }
}
