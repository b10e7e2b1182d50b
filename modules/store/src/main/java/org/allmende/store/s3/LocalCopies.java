package org.allmende.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.model.Sha256;
import org.allmende.store.Disk;

/// Copies of files on this machine, for what can only be read from a disk: tables above all. What
/// has not been used for longest goes first when they become too many, and whatever nobody has used
/// for a day, so that what was erased does not stay here. What was asked for a moment ago is being
/// read and stays.
final class LocalCopies {

  private static final Duration READING = Duration.ofMinutes(10);
  private static final Duration IDLE = Duration.ofDays(1);

  private final Path folder;
  private final long most;
  private final InstantSource clock;
  private final Map<Sha256, Copy> copies = new LinkedHashMap<>();
  private long bytes;

  private record Copy(long size, Instant used) {}

  LocalCopies(Path folder, long most, InstantSource clock) {
    this.folder = folder;
    this.most = most;
    this.clock = clock;
    try {
      for (Path file : Disk.list(folder)) {
        String name = file.getFileName().toString();
        if (!S3FileStore.NAME.matcher(name).matches()) {
          Disk.delete(file);
          continue;
        }
        add(
            new Sha256(name),
            new Copy(Files.size(file), Files.getLastModifiedTime(file).toInstant()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tidy();
  }

  /// Lets go of what nobody has used for long.
  synchronized void tidy() {
    try {
      pushOut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Sha256 hash, Copy copy) {
    Copy before = copies.put(hash, copy);
    bytes += copy.size() - (before == null ? 0 : before.size());
  }

  /// Where a copy lies, if there is one.
  synchronized Optional<Path> find(Sha256 hash) {
    Copy copy = copies.get(hash);
    if (copy == null) {
      return Optional.empty();
    }
    Path file = file(hash);
    try {
      Instant now = clock.instant();
      Files.setLastModifiedTime(file, FileTime.from(now));
      copies.put(hash, new Copy(copy.size(), now));
      return Optional.of(file);
    } catch (NoSuchFileException _) {
      forget(hash, copy);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes over a file that is whole.
  synchronized Path add(Sha256 hash, Path whole) throws IOException {
    Files.createDirectories(folder);
    Instant now = clock.instant();
    Path file = file(hash);
    Files.setLastModifiedTime(whole, FileTime.from(now));
    long size = Files.size(whole);
    Disk.rename(whole, file);
    add(hash, new Copy(size, now));
    pushOut();
    return file;
  }

  synchronized void delete(Sha256 hash) throws IOException {
    Copy copy = copies.get(hash);
    if (copy != null) {
      Files.deleteIfExists(file(hash));
      forget(hash, copy);
    }
  }

  private void forget(Sha256 hash, Copy copy) {
    copies.remove(hash);
    bytes -= copy.size();
  }

  private void pushOut() throws IOException {
    Instant now = clock.instant();
    var oldest = new ArrayList<>(copies.entrySet());
    oldest.sort(Comparator.comparing(one -> one.getValue().used()));
    for (var one : oldest) {
      Duration unused = Duration.between(one.getValue().used(), now);
      boolean isIdle = unused.compareTo(IDLE) > 0;
      boolean isTooMuch = bytes > most && unused.compareTo(READING) > 0;
      if (!isIdle && !isTooMuch) {
        return;
      }
      delete(one.getKey());
    }
  }

  private Path file(Sha256 hash) {
    return folder.resolve(hash.hex());
  }
}
