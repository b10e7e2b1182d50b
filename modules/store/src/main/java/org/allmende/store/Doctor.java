package org.allmende.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.following.NodeRole;
import org.allmende.model.Sha256;

/// Examines a data directory that no process works in, and says which command mends what it finds.
/// It mends nothing: the store is opened in a copy of the few files that opening changes.
public final class Doctor {

  /// A store so much larger than its content is worth compacting, when it is large at all.
  private static final int GROWN = 3;

  private static final long SMALL = 256L << 20;

  private final Path directory;
  private final Disk disk;
  private final InstantSource clock;
  private final boolean thorough;
  private final List<Examination.Check> checks = new ArrayList<>();

  private Doctor(Path directory, long reserve, InstantSource clock, boolean thorough) {
    this.directory = directory;
    this.disk = new Disk(directory, reserve);
    this.clock = clock;
    this.thorough = thorough;
  }

  /// Examines a data directory.
  ///
  /// @param reserve bytes that must stay free on the disk
  /// @param thorough reads every statement and hashes every file, which takes as long as a backup
  public static Examination examine(
      Path directory, long reserve, InstantSource clock, boolean thorough) throws IOException {
    var doctor = new Doctor(directory, reserve, clock, thorough);
    doctor.examine();
    return new Examination(doctor.checks);
  }

  private void examine() throws IOException {
    var use = new Chart("use", "Verzeichnis", "directory");
    if (!Files.exists(directory.resolve("format")) && !Files.exists(directory.resolve("store"))) {
      boolean restoring = Files.exists(directory.resolve(DataDirectory.RESTORING));
      use.note(restoring ? Ailment.RESTORE_INTERRUPTED : Ailment.NOT_THERE, directory);
      done(use);
      return;
    }
    DirectoryLock lock;
    try {
      lock = DirectoryLock.take(directory);
    } catch (DataDirectoryException e) {
      use.note(Ailment.IN_USE, directory);
      done(use);
      return;
    }
    done(use);
    try {
      examineLocked();
    } finally {
      lock.close();
    }
  }

  private void examineLocked() throws IOException {
    node();
    boolean usable = format();
    leftovers();
    space();
    if (!usable) {
      return;
    }
    var generations = new Generations(directory.resolve("store")).all();
    if (generations.isEmpty()) {
      var chart = new Chart("store", "Speicher", "store");
      chart.note(Ailment.STORE_MISSING, directory.resolve("store"));
      done(chart);
      return;
    }
    journal(generations.getLast());
    store(generations.getLast());
  }

  /// What this directory is to others, and since when it stands where it does.
  private void node() throws IOException {
    var chart = new Chart("node", "Knoten", "node");
    NodeRole role = StoreReplication.role(directory);
    String other = role.other().isEmpty() ? "?" : role.other();
    switch (role.kind()) {
      case LEADER -> {}
      case FOLLOWER -> chart.note(Ailment.FOLLOWS, other + written());
      case SUPERSEDED -> chart.note(Ailment.SUPERSEDED, other);
    }
    done(chart);
  }

  /// When something was written last.
  private String written() throws IOException {
    List<Path> parts = Disk.list(directory.resolve(DataDirectory.CHANGES));
    Instant last = Instant.MIN;
    for (Path part : parts) {
      Instant one = Files.getLastModifiedTime(part).toInstant();
      last = one.isAfter(last) ? one : last;
    }
    return parts.isEmpty() ? "" : ", " + last.truncatedTo(ChronoUnit.SECONDS);
  }

  private void done(Chart chart) {
    checks.add(chart.check());
  }

  private boolean format() throws IOException {
    var chart = new Chart("format", "Format", "format");
    Path file = directory.resolve("format");
    if (Files.exists(directory.resolve(DataDirectory.RESTORING))) {
      chart.note(Ailment.RESTORE_INTERRUPTED, directory);
    } else if (!Files.exists(file)) {
      chart.note(Ailment.FORMAT_LOST, file);
    } else {
      try {
        DataDirectory.checkFormat(directory);
      } catch (DataDirectoryException e) {
        chart.note(Ailment.FORMAT_FOREIGN, String.valueOf(e.getMessage()));
      }
    }
    Examination.Check check = chart.check();
    checks.add(check);
    return check.ok();
  }

  private void leftovers() throws IOException {
    var chart = new Chart("leftovers", "Reste", "leftovers");
    for (Path path : new Generations(directory.resolve("store")).leftovers()) {
      chart.note(Ailment.LEFTOVER, path);
    }
    for (Path path : Disk.list(directory.resolve("tmp"))) {
      chart.note(Ailment.LEFTOVER, path);
    }
    done(chart);
  }

  private void space() {
    var chart = new Chart("disk", "Platz auf der Platte", "room on the disk");
    long free = disk.free();
    if (free < disk.reserve()) {
      chart.note(Ailment.DISK_FULL, free);
    }
    done(chart);
  }

  private void journal(Path generation) throws IOException {
    var chart = new Chart("journal", "Journal", "journal");
    for (Path data : Generations.data(generation)) {
      Path journal = data.resolve(JournalTail.NAME);
      long torn = Files.exists(journal) ? JournalTail.torn(journal) : 0;
      if (torn > 0) {
        chart.note(Ailment.JOURNAL_TORN, torn);
      }
    }
    done(chart);
  }

  private void store(Path generation) throws IOException {
    var readable = new Chart("store", "Speicher", "store");
    var agrees = new Chart("datasets", "Datensätze und Graphen", "datasets and graphs");
    StoreExamination.Seen seen;
    Set<Sha256> referenced;
    try (var view = StoreView.of(generation, directory.resolve("tmp"), clock)) {
      seen = new StoreExamination(view.data(), thorough).examine(readable, agrees);
      referenced = Database.read(view.data(), References::in);
    } catch (IOException | RuntimeException | InternalError e) {
      readable.note(Ailment.STORE_UNREADABLE, e);
      done(readable);
      return;
    }
    done(readable);
    done(agrees);
    size(generation, seen.quads());
    files(seen.hosted());
    orphans(referenced);
  }

  private void size(Path generation, long quads) throws IOException {
    var chart = new Chart("size", "Größe", "size");
    long bytes = Measure.bytes(generation);
    if (bytes > SMALL && bytes > GROWN * Measure.compact(quads)) {
      chart.note(Ailment.STORE_GROWN, bytes + " > " + Measure.compact(quads));
    }
    done(chart);
  }

  private void files(Map<Sha256, String> hosted) throws IOException {
    var chart = new Chart("files", "Dateien", "files");
    Path folder = directory.resolve("files");
    for (Sha256 hash : hosted.keySet()) {
      if (!Files.isRegularFile(FolderFileStore.file(folder, hash))) {
        chart.note(Ailment.FILE_MISSING, hash + " (" + hosted.get(hash) + ")");
      }
    }
    if (thorough) {
      for (Sha256 hash : FolderFileStore.all(folder)) {
        if (!hash(FolderFileStore.file(folder, hash)).equals(hash)) {
          String dataset = hosted.get(hash);
          chart.note(Ailment.FILE_DAMAGED, dataset == null ? hash : hash + " (" + dataset + ")");
        }
      }
    }
    done(chart);
  }

  private static Sha256 hash(Path file) throws IOException {
    var digest = Sha256.digest();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return Sha256.of(digest);
  }

  private void orphans(Set<Sha256> referenced) throws IOException {
    var chart = new Chart("orphans", "Dateien ohne Verweis", "files without a reference");
    var before = clock.instant().minus(DataDirectory.GRACE);
    var old = FolderFileStore.olderThan(directory.resolve("files"), before);
    long orphans = old.stream().filter(h -> !referenced.contains(h)).count();
    if (orphans > 0) {
      chart.note(Ailment.FILES_ORPHANED, orphans);
    }
    done(chart);
  }
}
