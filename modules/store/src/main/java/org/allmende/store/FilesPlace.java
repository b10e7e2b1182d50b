package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Where the original bytes are kept: in the data directory, or elsewhere.
public interface FilesPlace {

  /// In `files/` of the data directory.
  static FilesPlace folder() {
    return new FolderFileStore.Place();
  }

  /// What is noted in the data directory, so that nobody looks for them in another place.
  String name();

  /// Opens it; what is kept elsewhere need not answer yet.
  KeptFiles open(Room room) throws IOException;

  /// Whether other nodes may keep theirs there, too.
  default boolean isShared() {
    return true;
  }

  /// What a place may use on this machine.
  ///
  /// @param directory the data directory
  /// @param onFailure called when the machine fails below it
  record Room(Path directory, InstantSource clock, Disk disk, Consumer<Throwable> onFailure) {

    /// Where bytes may lie while they arrive; on the disk of the data directory.
    public Path temporary() {
      return directory.resolve("tmp");
    }
  }
}
