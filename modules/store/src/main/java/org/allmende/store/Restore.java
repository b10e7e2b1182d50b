package org.allmende.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.model.Sha256;
import org.allmende.store.FilesPlace.Room;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;

/// Makes a data directory out of a [Backup] and those that go on from it.
///
/// Everything is written to `restoring/` in the directory, checked against the manifests, forced to
/// the disk, and only then put in its place; as long as `restoring/` is there nothing opens the
/// directory, and a restore that was interrupted begins anew.
///
/// The restored store has a new random name. It stands at the same change number as the backup, but
/// the store the backup was taken of may have gone on from there in another way: an index or a
/// follower that knows the old name must not believe it is up to date here.
public final class Restore {

  private static final Set<String> ALLOWED = Set.of(DirectoryLock.NAME, "lost+found");
  private static final List<String> OURS =
      List.of("files", Elsewhere.NAME, "store", "format", "format.tmp");
  private static final List<String> MADE =
      List.of(DataDirectory.CHANGES, "index", "columns", "tables", "derived");

  private final BackupChain chain;
  private final Path directory;
  private final Path restoring;
  private final Disk disk;
  private final FilesPlace place;

  private Restore(BackupChain chain, Path directory, long reserve, FilesPlace place) {
    this.chain = chain;
    this.directory = directory;
    this.restoring = directory.resolve(DataDirectory.RESTORING);
    this.disk = new Disk(directory, reserve);
    this.place = place;
  }

  /// Restores backups into a directory that is empty or not there.
  ///
  /// @param backups one that holds everything, and those that go on from it, in order
  /// @param reserve bytes that must stay free on the disk
  /// @return what was restored
  /// @throws BackupException when the directory holds something, a backup is not whole or not one
  ///   of ours or does not go on from the one before, or there is no room; nothing is left behind
  ///   then
  public static Manifest into(Path directory, List<Path> backups, long reserve) throws IOException {
    return into(directory, backups, reserve, FilesPlace.folder());
  }

  /// Restores backups, and their files in a place that is nobody's.
  public static Manifest into(Path directory, List<Path> backups, long reserve, FilesPlace place)
      throws IOException {
    try (var chain = BackupChain.open(backups)) {
      Files.createDirectories(directory);
      try (var _ = DirectoryLock.take(directory)) {
        return new Restore(chain, directory, reserve, place).run();
      }
    }
  }

  /// Makes a copy of the store that a backup without files is of, for a node that follows another.
  /// It keeps its name: it is of the same history. A store that is there already is replaced by it
  /// whole, or not at all; what was made of that one is thrown away.
  ///
  /// @param reserve bytes that must stay free on the disk
  /// @throws BackupException when the backup is not whole or not one of ours, or there is no room
  public static Manifest asCopy(Path directory, Path backup, long reserve) throws IOException {
    try (var chain = BackupChain.open(List.of(backup))) {
      Files.createDirectories(directory);
      try (var _ = DirectoryLock.take(directory)) {
        return new Restore(chain, directory, reserve, FilesPlace.folder()).copy();
      }
    }
  }

  private Manifest copy() throws IOException {
    Path work = directory.resolve("tmp").resolve("copy");
    Disk.delete(work);
    Files.createDirectories(work);
    try {
      requireRoom();
      chain.load();
      var generations = new Generations(directory.resolve("store"));
      generations.tidy();
      statements(work, generations, this::putInPlaceOfOthers);
      return manifest();
    } finally {
      Disk.delete(work);
    }
  }

  /// What was made of the store before, and its transactions, are not of this one.
  private void putInPlaceOfOthers() throws IOException {
    for (String name : MADE) {
      Disk.delete(directory.resolve(name));
    }
    Files.createDirectories(directory.resolve("files"));
    DataDirectory.writeFormat(directory);
  }

  private Manifest run() throws IOException {
    clear();
    requireEmpty();
    Files.createDirectories(restoring);
    boolean done = false;
    try (KeptFiles kept = place.open(new Room(directory, InstantSource.system(), disk, _ -> {}))) {
      requireNobodys(kept);
      requireRoom();
      chain.load();
      var generations = new Generations(restoring.resolve("store"));
      statements(restoring, generations, () -> {});
      files(kept);
      putInPlace();
      done = true;
      return manifest();
    } finally {
      if (!done) {
        clear();
      }
    }
  }

  /// What is restored is what the last one tells of.
  private Manifest manifest() {
    return chain.last().manifest();
  }

  /// Takes away what an unfinished restore has put here; the mark that says so goes last.
  private void clear() throws IOException {
    if (Files.exists(restoring)) {
      for (String name : OURS) {
        Disk.delete(directory.resolve(name));
      }
      Disk.delete(restoring);
    }
  }

  private void requireNobodys(KeptFiles kept) throws IOException {
    if (!kept.owner().isEmpty()) {
      throw chain
          .last()
          .refused(
              "the files of another installation are in "
                  + place.name()
                  + "; use another bucket or prefix, or, where that installation is gone for good,"
                  + " delete the object allmende-store there");
    }
  }

  private void requireEmpty() throws IOException {
    for (Path path : Disk.list(directory)) {
      if (!ALLOWED.contains(path.getFileName().toString())) {
        throw new BackupException(
            "The directory "
                + directory
                + " is not empty; a backup is restored into an empty one.");
      }
    }
  }

  /// The statements are there twice while they are read: as text and in the new store.
  private void requireRoom() throws BackupException {
    long free = disk.free() - disk.reserve();
    long files = place.isShared() ? 0 : manifest().names().bytes();
    long left = free - files;
    for (BackupFile link : chain.links()) {
      left -= Math.min(link.manifest().statements().bytes(), free / 2) * 2;
    }
    if (left < 0 || files > free) {
      throw chain.last().refused("it needs more room than the " + free + " bytes that are left");
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /// @param work where they may lie meanwhile
  /// @param last what is done before they count
  private void statements(Path work, Generations generations, Step last) throws IOException {
    var shares = new Shares();
    boolean renamed = work.equals(restoring);
    try (var making = generations.begin()) {
      try (var filler = new Filler(making.data(), disk)) {
        var taking =
            renamed
                ? new Renaming(filler, shares, Generations.newId())
                : new Taking(filler, shares);
        for (int link = 0; link < chain.links().size(); link++) {
          take(link, work.resolve(Backup.STATEMENTS), taking);
        }
        filler.commit();
      }
      check(making, shares);
      making.seal();
      last.run();
      making.finish();
    }
  }

  private void take(int link, Path file, Taking taking) throws IOException {
    BackupFile backup = chain.links().get(link);
    backup.statements(file, disk);
    taking.from = link;
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      RDFParser.source(in)
          .lang(Lang.NQUADS)
          .checking(false)
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(taking);
    } catch (RiotException e) {
      throw backup.refused(Backup.STATEMENTS + " cannot be read (" + e.getMessage() + ")", e);
    }
    Files.delete(file);
  }

  private void check(Generations.Making making, Shares shares) throws BackupException {
    long change = Database.read(making.data(), data -> Register.lastChange(data.getDefaultGraph()));
    if (!shares.differing(chain.shares()).isEmpty()
        || Measure.quads(making.data()) != manifest().shares().count()
        || change != manifest().change()) {
      throw chain.last().refused("the statements are not what its manifest says");
    }
  }

  /// Hands on what is taken from one of the backups.
  private class Taking extends StreamRDFBase {
    private final Filler filler;
    private final Shares shares;
    private int from;

    Taking(Filler filler, Shares shares) {
      this.filler = filler;
      this.shares = shares;
    }

    @Override
    public void triple(Triple triple) {
      take(Quad.create(Difference.PRIVATE, triple));
    }

    @Override
    public void quad(Quad quad) {
      if (quad.isTriple() || quad.isDefaultGraph()) {
        triple(quad.asTriple());
      } else {
        take(quad);
      }
    }

    private void take(Quad quad) {
      if (chain.isFrom(from, shares.of(quad))) {
        shares.add(quad);
        filler.add(kept(quad));
      }
    }

    Quad kept(Quad quad) {
      return quad;
    }
  }

  /// Gives the store another name, too.
  private final class Renaming extends Taking {
    private final String id;

    Renaming(Filler filler, Shares shares, String id) {
      super(filler, shares);
      this.id = id;
    }

    @Override
    Quad kept(Quad quad) {
      boolean name =
          quad.getSubject().equals(Words.STORE) && quad.getPredicate().equals(Words.STORE_ID);
      return name
          ? Quad.create(Difference.PRIVATE, Words.STORE, Words.STORE_ID, Words.text(id))
          : quad;
    }
  }

  private void files(KeptFiles kept) throws IOException {
    Path folder = restoring.resolve("files");
    Files.createDirectories(folder);
    for (Map.Entry<Sha256, Long> file : chain.files().entrySet()) {
      Path to = FolderFileStore.file(folder, file.getKey());
      Files.createDirectories(Disk.parent(to));
      chain.holder(file.getKey()).file(file.getKey(), to, disk, file.getValue());
      if (place.isShared() && Files.exists(to)) {
        kept.adopt(to, file.getKey());
      }
    }
    Disk.syncAll(folder);
  }

  private void putInPlace() throws IOException {
    Disk.sync(restoring);
    Disk.sync(directory);
    for (String name : List.of("files", "store")) {
      Disk.rename(restoring.resolve(name), directory.resolve(name));
    }
    Elsewhere.note(directory, place);
    DataDirectory.writeFormat(directory);
    Disk.delete(restoring);
    Disk.sync(directory);
  }
}
