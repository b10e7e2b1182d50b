package org.allmende.sparql.columns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Files that are whole or not there.
final class Disk {

  private static final int BLOCK = 1 << 20;

  private Disk() {}

  /// Fills a stretch of a file with zeros, so that the disk has room for it.
  static void zeros(FileChannel channel, long from, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BLOCK, Math.max(bytes, 1)));
    long end = from + bytes;
    for (long at = from; at < end; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), end - at));
      at += channel.write(zeros, at);
    }
  }

  /// The checksum of the first bytes of a file.
  static long checksum(Path file, long bytes) throws IOException {
    var sum = new CRC32C();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < bytes; ) {
        block.clear().limit((int) Math.min(BLOCK, bytes - at));
        int read = channel.read(block, at);
        if (read < 0) {
          throw new IOException(file + " is shorter than it was written");
        }
        sum.update(block.flip());
        at += read;
      }
    }
    return sum.getValue();
  }

  static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Writes a small file whole or not at all.
  static void write(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(beside, bytes);
    sync(beside);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(file.resolveSibling("."));
  }

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(each);
      }
    }
  }
}
