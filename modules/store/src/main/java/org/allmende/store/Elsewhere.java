package org.allmende.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Notes in the data directory in which place its files are, when it is not their folder: whoever
/// looked for them in another one would find none, and believe that all were lost.
final class Elsewhere {

  /// The file that says so; where it is not there, the files lie in their folder.
  static final String NAME = "files-elsewhere";

  private Elsewhere() {}

  /// The name of the place that the files of a data directory are in.
  static String noted(Path directory) throws IOException {
    try {
      return Files.readString(directory.resolve(NAME), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException _) {
      return FilesPlace.folder().name();
    }
  }

  static void note(Path directory, FilesPlace place) throws IOException {
    Path file = directory.resolve(NAME);
    if (place.isShared()) {
      Disk.write(file, (place.name() + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (Files.deleteIfExists(file)) {
      Disk.sync(directory);
    }
  }

  /// Notes the place of a directory that has no files yet.
  ///
  /// @throws DataDirectoryException when the files are in another place
  static void require(Path directory, FilesPlace place) throws IOException {
    String noted = noted(directory);
    if (noted.equals(place.name())) {
      return;
    }
    if (!noted.equals(FilesPlace.folder().name()) || !isEmpty(directory)) {
      throw new DataDirectoryException(
          "The files of the data directory "
              + directory
              + " are in \""
              + noted
              + "\", and allmende.files names \""
              + place.name()
              + "\": set it back"
              + (kind(noted).equals(kind(place.name()))
                  ? "."
                  : ", or move them with ./allmende move --files " + kind(place.name()) + "."));
    }
    note(directory, place);
  }

  private static String kind(String name) {
    return name.replaceFirst(" .*", "");
  }

  private static boolean isEmpty(Path directory) throws IOException {
    var room =
        new FilesPlace.Room(directory, InstantSource.system(), new Disk(directory, 0), _ -> {});
    try (KeptFiles files = FilesPlace.folder().open(room)) {
      return files.all().isEmpty();
    }
  }
}
