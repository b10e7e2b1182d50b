package org.allmende.catalog.descriptors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.allmende.catalog.said.Json;
import org.allmende.model.Upload;

/// What lies beside a file, by name: in its folder, in the archive it is packed in, or in the
/// request it came with. Nothing else can be had by it, and nothing is fetched.
interface Beside {

  /// A file; empty where there is none.
  ///
  /// @param path relative to where the others are
  Optional<InputStream> open(String path) throws IOException;

  /// The beginning of a document, as far as documents are read; empty where there is none.
  default Optional<byte[]> document(String path) throws IOException {
    Optional<InputStream> found = open(path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = found.get()) {
      return Optional.of(in.readNBytes(Json.MAX_BYTES + 1));
    }
  }

  /// What is in a folder and the folders below it.
  static Beside folder(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    return path -> {
      try {
        Path file = root.resolve(path).normalize();
        return file.startsWith(root) && Files.isRegularFile(file)
            ? Optional.of(new BufferedInputStream(Files.newInputStream(file)))
            : Optional.empty();
      } catch (InvalidPathException _) {
        return Optional.empty();
      }
    };
  }

  /// What came in one request, where files have no folders.
  static Beside request(List<Upload> uploads) {
    return path -> {
      String name = path.substring(path.lastIndexOf('/') + 1);
      Optional<Upload> found =
          uploads.stream().filter(upload -> upload.name().equals(name)).findFirst();
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(new BufferedInputStream(Files.newInputStream(found.get().path())));
    };
  }

  /// What is packed in an archive.
  ///
  /// @param top the folder in it where paths begin; empty, or with a stroke at its end
  static Beside archive(ZipFile zip, String top) {
    return path -> {
      ZipEntry entry = zip.getEntry(top + path);
      return entry == null || entry.isDirectory()
          ? Optional.empty()
          : Optional.of(zip.getInputStream(entry));
    };
  }
}
