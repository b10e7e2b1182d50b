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

  private static final Machine REAL = new Real();

  private final Path folder;
  private final long reserve;
  private final Machine machine;

  /// What makes bytes and names last; tests have one that fails.
  interface Machine {

    /// Forces a file's bytes, or a folder's entries, to the disk.
    void force(FileChannel channel) throws IOException;

    /// Gives a file or folder another name, wholly or not at all.
    void move(Path from, Path to) throws IOException;
  }

  private static final class Real implements Machine {

    @Override
    public void force(FileChannel channel) throws IOException {
      channel.force(true);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// A disk, known by a folder.
  ///
  /// @param folder any folder of the disk
  /// @param reserve bytes that must stay free
  public Disk(Path folder, long reserve) {
    this(folder, reserve, REAL);
  }

  Disk(Path folder, long reserve, Machine machine) {
    this.folder = folder;
    this.reserve = reserve;
    this.machine = machine;
  }

  /// What this disk makes bytes and names last by, step by step, for whoever has to know which step
  /// failed.
  Machine machine() {
    return machine;
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
      REAL.force(channel);
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
    REAL.move(from, to);
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
