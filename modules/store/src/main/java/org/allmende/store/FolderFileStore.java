package org.allmende.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// The original bytes in a folder, at `ab/cd/{sha256}`. What the giver called a file is never part
/// of a path. A file appears whole, under its right name and durable, or not at all: temporary
/// file, fsync, rename, fsync of the folders.
///
/// When an fsync fails, nobody can tell what is on the disk any more, and the next one may say that
/// all is well: nothing is taken from then on. A rename that fails has changed nothing.
final class FolderFileStore implements KeptFiles {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private static final int MOST_NAMED = 100_000;

  private final Path folder;
  private final Path temporary;
  private final InstantSource clock;
  private final Disk disk;
  private final Consumer<Throwable> onFailure;

  /// Whose names this process has forced to the disk, if there are not too many.
  private final Set<Sha256> named = new HashSet<>();

  private @Nullable IOException failure;

  /// @param room its temporary files lie on the same disk
  FolderFileStore(FilesPlace.Room room) {
    this.folder = room.directory().resolve(Place.FILES);
    this.temporary = room.temporary();
    this.clock = room.clock();
    this.disk = room.disk();
    this.onFailure = room.onFailure();
  }

  /// In the data directory.
  record Place() implements FilesPlace {

    static final String FILES = "files";

    @Override
    public String name() {
      return "folder";
    }

    @Override
    public boolean isShared() {
      return false;
    }

    @Override
    public KeptFiles open(Room room) {
      return new FolderFileStore(room);
    }
  }

  @Override
  public Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException {
    disk.requireSpace();
    Path written = Files.createTempFile(temporary, "upload", ".tmp");
    try {
      Arrival arrival = write(bytes, written, limit);
      Path file = keep(written, arrival.hash());
      return new Upload(name, folders, mediaType, arrival.hash(), arrival.size(), file);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private Arrival write(InputStream bytes, Path written, long limit) throws IOException {
    try (var channel = FileChannel.open(written, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      Arrival arrival = Arrival.of(bytes, out, limit, disk);
      force(channel);
      return arrival;
    }
  }

  private void force(FileChannel channel) throws IOException {
    try {
      disk.machine().force(channel);
    } catch (ClosedChannelException e) {
      throw e; // somebody has interrupted this thread, the disk is well
    } catch (IOException e) {
      stop(e);
      throw e;
    }
  }

  private void force(Path entries) throws IOException {
    try (var channel = FileChannel.open(entries, StandardOpenOption.READ)) {
      force(channel);
    }
  }

  private void stop(IOException e) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = e;
    }
    onFailure.accept(e);
  }

  /// @throws StoreFailed when nothing is taken any more
  private synchronized void requireWell() {
    if (failure != null) {
      throw new StoreFailed(failure);
    }
  }

  @Override
  public void adopt(Path whole, Sha256 hash) throws IOException {
    disk.requireSpace();
    try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      force(channel);
    }
    keep(whole, hash);
    Files.deleteIfExists(whole);
  }

  @Override
  public void copy(Bytes from, Sha256 hash) throws IOException {
    disk.requireSpace();
    Path written = Files.createTempFile(temporary, "copy", ".tmp");
    try (InputStream in = from.open(0, from.size())) {
      if (!write(in, written, Long.MAX_VALUE).hash().equals(hash)) {
        throw new DamagedFile(hash);
      }
      keep(written, hash);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private synchronized Path keep(Path written, Sha256 hash) throws IOException {
    Path file = file(hash);
    // A known file counts as new, or a sweep could take it before it is named again.
    if (!renew(hash)) {
      Files.createDirectories(Disk.parent(file));
      Files.setLastModifiedTime(written, FileTime.from(clock.instant()));
      disk.machine().move(written, file);
      forceName(file, hash);
    }
    return file;
  }

  /// A file that is here may have its name in memory only, from a process that ended before it had
  /// forced that to the disk.
  @Override
  public synchronized boolean renew(Sha256 hash) throws IOException {
    requireWell();
    Path file = file(hash);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    if (!named.contains(hash)) {
      forceName(file, hash);
    }
    return true;
  }

  private void forceName(Path file, Sha256 hash) throws IOException {
    Path parent = Disk.parent(file);
    force(parent);
    force(Disk.parent(parent));
    force(folder);
    if (named.size() == MOST_NAMED) {
      named.clear();
    }
    named.add(hash);
  }

  @Override
  public Optional<Bytes> find(Sha256 hash) {
    return has(hash) ? Optional.of(new Bytes.Local(file(hash))) : Optional.empty();
  }

  @Override
  public boolean has(Sha256 hash) {
    return Files.isRegularFile(file(hash));
  }

  private Path file(Sha256 hash) {
    return file(folder, hash);
  }

  static Path file(Path folder, Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  @Override
  public List<Kept> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(folder, 3, FolderFileStore::isOne)) {
      return files.map(FolderFileStore::kept).flatMap(Optional::stream).toList();
    }
  }

  private static boolean isOne(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && NAME.matcher(file.getFileName().toString()).matches();
  }

  private static Optional<Kept> kept(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var hash = new Sha256(file.getFileName().toString());
      Instant came = attributes.lastModifiedTime().toInstant();
      return Optional.of(new Kept(hash, attributes.size(), came));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Swept delete(List<Sha256> hashes, Duration age) throws IOException {
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
    if (!Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
      return -1;
    }
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }
}
