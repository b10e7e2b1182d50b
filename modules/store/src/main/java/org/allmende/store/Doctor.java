package org.allmende.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.StoreAway;
import org.allmende.model.Sha256;
import org.allmende.store.remote.Ledger;
import org.jspecify.annotations.Nullable;

/// Examines a data directory that no process works in, and says which command mends what it finds.
/// It mends nothing: the store is opened in a copy of the few files that opening changes.
public final class Doctor {

  private final Path directory;
  private final Disk disk;
  private final InstantSource clock;
  private final boolean thorough;
  private final FilesPlace place;
  private final @Nullable SparqlStore shared;
  private final List<Examination.Check> checks = new ArrayList<>();

  private Doctor(
      Path directory,
      long reserve,
      InstantSource clock,
      boolean thorough,
      FilesPlace place,
      @Nullable SparqlStore shared) {
    this.shared = shared;
    this.directory = directory;
    this.disk = new Disk(directory, reserve);
    this.clock = clock;
    this.thorough = thorough;
    this.place = place;
  }

  /// Examines a data directory.
  ///
  /// @param reserve bytes that must stay free on the disk
  /// @param thorough reads every statement and hashes every file, which takes as long as a backup
  public static Examination examine(
      Path directory, long reserve, InstantSource clock, boolean thorough) throws IOException {
    return examine(directory, reserve, clock, thorough, FilesPlace.folder(), null);
  }

  /// Examines a data directory.
  ///
  /// @param place where its files should be
  /// @param shared the store it should be a copy of; null where it has its own
  public static Examination examine(
      Path directory,
      long reserve,
      InstantSource clock,
      boolean thorough,
      FilesPlace place,
      @Nullable SparqlStore shared)
      throws IOException {
    var doctor = new Doctor(directory, reserve, clock, thorough, place, shared);
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
    shared();
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

  /// The store that this one is a copy of, where several nodes share one.
  private void shared() throws IOException {
    String noted = SharedCopy.address(directory);
    if (shared == null && noted.isEmpty()) {
      return;
    }
    var chart = new Chart("shared", "Geteilter Speicher", "shared store");
    if (shared == null) {
      chart.note(Ailment.STORE_ELSEWHERE, noted);
    } else if (noted.isEmpty()) {
      chart.note(Ailment.STORE_ELSEWHERE, directory);
    } else {
      ask(SharedCopy.ledger(shared), chart);
    }
    done(chart);
  }

  private static void ask(Ledger ledger, Chart chart) {
    try {
      var _ = ledger.state();
    } catch (IOException | StoreAway e) {
      chart.note(Ailment.STORE_AWAY, ledger.address() + ": " + e.getMessage());
    }
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
    String store;
    try (var view = StoreView.of(generation, directory.resolve("tmp"), clock)) {
      seen = new StoreExamination(view.data(), thorough).examine(readable, agrees);
      referenced = Database.read(view.data(), References::in);
      store = Database.read(view.data(), Tdb2DatasetStore::storeId);
    } catch (IOException | RuntimeException | InternalError e) {
      readable.note(Ailment.STORE_UNREADABLE, e);
      done(readable);
      return;
    }
    done(readable);
    done(agrees);
    size(generation, seen.quads());
    files(store, seen.hosted(), referenced);
  }

  private void size(Path generation, long quads) throws IOException {
    var chart = new Chart("size", "Größe", "size");
    long bytes = Measure.bytes(generation);
    if (Measure.isGrown(bytes, quads, Measure.SMALL)) {
      chart.note(Ailment.STORE_GROWN, bytes + " > " + Measure.compact(quads));
    }
    done(chart);
  }

  private void files(String store, Map<Sha256, String> hosted, Set<Sha256> referenced)
      throws IOException {
    var chart = new Chart("files", "Dateien", "files");
    String noted = Elsewhere.noted(directory);
    if (!noted.equals(place.name())) {
      chart.note(Ailment.FILES_ELSEWHERE, noted + " ≠ " + place.name());
      done(chart);
      return;
    }
    var room = new FilesPlace.Room(directory, clock, disk, _ -> {});
    try (KeptFiles files = place.open(room)) {
      String owner = files.owner();
      if (!owner.isEmpty() && !owner.equals(store)) {
        chart.note(Ailment.FILES_FOREIGN, place.name());
        done(chart);
        return;
      }
      List<KeptFiles.Kept> all = files.all();
      missing(all, hosted, chart);
      if (thorough) {
        damaged(files, all, hosted, chart);
      }
      done(chart);
      orphans(all, referenced);
    } catch (EngineAway e) {
      chart.note(Ailment.FILES_AWAY, String.valueOf(e.getMessage()));
      done(chart);
    }
  }

  private static void missing(List<KeptFiles.Kept> all, Map<Sha256, String> hosted, Chart chart) {
    Set<Sha256> here = all.stream().map(KeptFiles.Kept::hash).collect(Collectors.toSet());
    hosted.keySet().stream()
        .filter(hash -> !here.contains(hash))
        .forEach(hash -> chart.note(Ailment.FILE_MISSING, named(hash, hosted)));
  }

  private static void damaged(
      KeptFiles files, List<KeptFiles.Kept> all, Map<Sha256, String> hosted, Chart chart)
      throws IOException {
    for (KeptFiles.Kept one : all) {
      try (InputStream in = Backup.whole(files, one)) {
        if (!Arrival.of(in).hash().equals(one.hash())) {
          chart.note(Ailment.FILE_DAMAGED, named(one.hash(), hosted));
        }
      } catch (DamagedFile _) {
        chart.note(Ailment.FILE_DAMAGED, named(one.hash(), hosted));
      }
    }
  }

  /// A file, with a dataset that refers to it.
  private static String named(Sha256 file, Map<Sha256, String> hosted) {
    String dataset = hosted.get(file);
    return dataset == null ? file.toString() : file + " (" + dataset + ")";
  }

  private void orphans(List<KeptFiles.Kept> all, Set<Sha256> referenced) {
    var chart = new Chart("orphans", "Dateien ohne Verweis", "files without a reference");
    Instant before = clock.instant().minus(DataDirectory.GRACE);
    long orphans =
        all.stream()
            .filter(one -> one.isOlderThan(before) && !referenced.contains(one.hash()))
            .count();
    if (orphans > 0) {
      chart.note(Ailment.FILES_ORPHANED, orphans);
    }
    done(chart);
  }
}
