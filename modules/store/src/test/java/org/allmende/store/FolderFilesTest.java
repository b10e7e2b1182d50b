package org.allmende.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import org.allmende.model.Sha256;

/// Files in a folder.
class FolderFilesTest extends FileStoreContract {

  @Override
  FilesPlace place() {
    return FilesPlace.folder();
  }

  @Override
  void age(Sha256 hash, Duration by) throws IOException {
    Path file = FolderFileStore.file(folder.resolve("files"), hash);
    Files.setLastModifiedTime(file, FileTime.from(InstantSource.system().instant().minus(by)));
  }
}
