package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.catalog.store.OutOfSpace;
import org.jspecify.annotations.Nullable;

/// What it takes for bytes to be on the disk and to stay there.
public final class Disk {

  private final Path folder;
  private final long reserve;

  /// A disk, known by a folder.
  ///
  /// @param folder any folder of the disk
  /// @param reserve bytes that must stay free
  public Disk(Path folder, long reserve) {
    this.folder = folder;
    this.reserve = reserve;
  }

  /// Goes on only where there is room.
  ///
  /// @throws OutOfSpace when less than the reserve is free
  public void requireSpace() {
    long free = free();
    if (free < reserve) {
      throw new OutOfSpace(free, reserve);
    }
  }

  long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long reserve() {
    return reserve;
  }

  /// Forces a file's bytes, or a folder's entries, to the disk.
  static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Forces everything below a folder to the disk, and the folder.
  static void syncAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) below::iterator) {
        sync(path);
      }
    }
  }

  /// Gives a finished file or folder its name, for good.
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(parent(to));
  }

  /// The folder a file lies in.
  public static Path parent(Path path) {
    return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
  }

  /// Writes a small file whole or not at all.
  static void write(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(beside, bytes);
    sync(beside);
    rename(beside, file);
  }

  /// Deletes a file or a whole folder, if it is there.
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// What lies in a folder, by name; nothing when it is not there.
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
