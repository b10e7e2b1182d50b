package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.catalog.store.DerivedFiles;

/// Derived bytes in a folder, one file a key. Written beside and renamed, so that a reader never
/// sees half a file; not fsynced, since they can be made again.
final class FolderDerivedFiles implements DerivedFiles {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9.-]{1,200}");

  private final Path folder;

  FolderDerivedFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      return Optional.of(Files.readAllBytes(file(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(String key, byte[] bytes) {
    try {
      Path target = file(key);
      Files.createDirectories(target.getParent());
      Path written = Files.createTempFile(target.getParent(), "new", ".tmp");
      Files.write(written, bytes);
      move(written, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path written, Path target) throws IOException {
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches() || key.startsWith(".")) {
      throw new IllegalArgumentException("not a key: " + key);
    }
    return folder.resolve(key.substring(0, Math.min(2, key.length()))).resolve(key);
  }
}
