package org.allmende.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;

/// The original bytes in a folder, at `ab/cd/{sha256}`. What the giver called a file is never part
/// of a path. A file appears whole, under its right name and durable, or not at all.
final class FolderFileStore implements FileStore {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final Path temporary;
  private final InstantSource clock;
  private final Disk disk;
  private final Consumer<Throwable> onFailure;

  /// @param temporary a folder on the same disk
  FolderFileStore(
      Path folder, Path temporary, InstantSource clock, Disk disk, Consumer<Throwable> onFailure) {
    this.folder = folder;
    this.temporary = temporary;
    this.clock = clock;
    this.disk = disk;
    this.onFailure = onFailure;
  }

  @Override
  public Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException {
    disk.requireSpace();
    Path written = Files.createTempFile(temporary, "upload", ".tmp");
    try {
      MessageDigest digest = Sha256.digest();
      long size = write(bytes, written, digest, limit);
      Sha256 hash = Sha256.of(digest);
      Path file = keep(written, hash);
      return new Upload(name, folders, mediaType, hash, size, file);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private long write(InputStream bytes, Path written, MessageDigest digest, long limit)
      throws IOException {
    try (var channel = FileChannel.open(written, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        size += n;
        if (size > limit) {
          throw new TooLarge(limit);
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
        if (size / DISK_CHECK != (size - n) / DISK_CHECK) {
          disk.requireSpace();
        }
      }
      force(channel);
      return size;
    }
  }

  /// How many bytes are taken between two looks at the free space.
  private static final long DISK_CHECK = 16 << 20;

  private void force(FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      onFailure.accept(e);
      throw e;
    }
  }

  /// Takes in a file that lies on the same disk and whose hash is known.
  void adopt(Path whole, Sha256 hash) throws IOException {
    disk.requireSpace();
    try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      force(channel);
    }
    keep(whole, hash);
    Files.deleteIfExists(whole);
  }

  private synchronized Path keep(Path written, Sha256 hash) throws IOException {
    Path file = file(hash);
    // A known file counts as new, or a sweep could take it before it is named again.
    if (renew(hash)) {
      return file;
    }
    Path parent = Disk.parent(file);
    Files.createDirectories(parent);
    Files.setLastModifiedTime(written, FileTime.from(clock.instant()));
    Disk.rename(written, file);
    Disk.sync(Disk.parent(parent));
    Disk.sync(folder);
    return file;
  }

  /// Whether a file is here, which then counts as new.
  synchronized boolean renew(Sha256 hash) throws IOException {
    Path file = file(hash);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    return true;
  }

  @Override
  public Optional<Path> path(Sha256 hash) {
    return Optional.of(file(hash)).filter(Files::isRegularFile);
  }

  Path file(Sha256 hash) {
    return file(folder, hash);
  }

  static Path file(Path folder, Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  /// All files that are here.
  List<Sha256> all() throws IOException {
    return all(folder);
  }

  static List<Sha256> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> f.getFileName().toString())
          .filter(n -> NAME.matcher(n).matches())
          .map(Sha256::new)
          .toList();
    }
  }

  /// Files that have not come lately: what came just now may be on its way to being referred to.
  List<Sha256> olderThan(Duration age) throws IOException {
    return olderThan(folder, clock.instant().minus(age));
  }

  static List<Sha256> olderThan(Path folder, Instant before) throws IOException {
    var old = new ArrayList<Sha256>();
    for (Sha256 hash : all(folder)) {
      if (isOlder(file(folder, hash), before)) {
        old.add(hash);
      }
    }
    return old;
  }

  private static boolean isOlder(Path file, Instant moment) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
  }

  /// Deletes files, except those that have come again lately.
  ///
  /// @return what was deleted
  Swept delete(List<Sha256> hashes, Duration age) throws IOException {
    Instant before = clock.instant().minus(age);
    int deleted = 0;
    long bytes = 0;
    for (Sha256 hash : hashes) {
      long size = delete(file(hash), before);
      deleted += size < 0 ? 0 : 1;
      bytes += Math.max(0, size);
    }
    return new Swept(deleted, bytes);
  }

  /// Never between an upload that finds the file and the answer that it is here.
  private synchronized long delete(Path file, Instant before) throws IOException {
    if (!isOlder(file, before)) {
      return -1;
    }
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }
}
