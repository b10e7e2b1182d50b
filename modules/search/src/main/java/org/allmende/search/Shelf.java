package org.allmende.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder indexes lie in: each in a folder of its own, and a file that names the one in use.
final class Shelf {

  private static final String CURRENT = "current";
  private static final String PREFIX = "index-";

  private final Path folder;

  Shelf(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// The folder of the index in use.
  ///
  /// @throws NoSuchFileException when none is
  Path current() throws IOException {
    String name = Files.readString(folder.resolve(CURRENT), StandardCharsets.UTF_8).strip();
    if (!name.matches(PREFIX + "\\d{1,18}")) {
      throw new IOException("no name of an index: " + name);
    }
    return folder.resolve(name);
  }

  /// An empty folder for a new index.
  Path next() throws IOException {
    long highest = 0;
    for (Path one : indexes()) {
      highest =
          Math.max(
              highest, Long.parseLong(one.getFileName().toString().substring(PREFIX.length())));
    }
    return Files.createDirectory(folder.resolve(PREFIX + (highest + 1)));
  }

  /// Takes an index into use.
  void use(Path index) throws IOException {
    Path written = folder.resolve(CURRENT + ".new");
    Files.writeString(written, index.getFileName() + "\n", StandardCharsets.UTF_8);
    Files.move(written, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Removes all indexes but one.
  void keepOnly(Path index) throws IOException {
    for (Path one : indexes()) {
      if (!one.equals(index)) {
        delete(one);
      }
    }
  }

  static void delete(Path index) throws IOException {
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> indexes() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches(PREFIX + "\\d{1,18}"))
          .toList();
    }
  }
}
