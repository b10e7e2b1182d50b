package org.allmende.store;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.allmende.catalog.said.Json;
import org.allmende.model.Sha256;
import org.allmende.store.FilesPlace.Room;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import tools.jackson.core.JacksonException;

/// Makes a data directory out of a [Backup].
///
/// Everything is written to `restoring/` in the directory, checked against the manifest, forced to
/// the disk, and only then put in its place; as long as `restoring/` is there nothing opens the
/// directory, and a restore that was interrupted begins anew. Names in the zip file are compared,
/// never followed; sizes are checked before and while they are read.
///
/// The restored store has a new random name. It stands at the same change number as the backup, but
/// the store the backup was taken of may have gone on from there in another way: an index or a
/// follower that knows the old name must not believe it is up to date here.
public final class Restore {

  private static final Pattern FILE = Pattern.compile("files/[0-9a-f]{64}");
  private static final Set<String> ALLOWED = Set.of(DirectoryLock.NAME, "lost+found");
  private static final List<String> OURS =
      List.of("files", Elsewhere.NAME, "store", "format", "format.tmp");
  private static final List<String> MADE =
      List.of(DataDirectory.CHANGES, "index", "columns", "tables", "derived");
  private static final int LONGEST_MANIFEST = 64 << 20;

  private final Path backup;
  private final Path directory;
  private final Path restoring;
  private final Disk disk;
  private final FilesPlace place;

  private Restore(Path backup, Path directory, long reserve, FilesPlace place) {
    this.backup = backup;
    this.directory = directory;
    this.restoring = directory.resolve(DataDirectory.RESTORING);
    this.disk = new Disk(directory, reserve);
    this.place = place;
  }

  /// Restores a backup into a directory that is empty or not there.
  ///
  /// @param reserve bytes that must stay free on the disk
  /// @return what was restored
  /// @throws BackupException when the directory holds something, the backup is not whole or not one
  ///   of ours, or there is no room for it; nothing is left behind then
  public static Manifest into(Path directory, Path backup, long reserve) throws IOException {
    return into(directory, backup, reserve, FilesPlace.folder());
  }

  /// Restores a backup, and its files in a place that is nobody's.
  public static Manifest into(Path directory, Path backup, long reserve, FilesPlace place)
      throws IOException {
    if (!Files.isRegularFile(backup)) {
      throw new BackupException("There is no backup " + backup + ".");
    }
    Files.createDirectories(directory);
    var lock = DirectoryLock.take(directory);
    try {
      return new Restore(backup, directory, reserve, place).run();
    } finally {
      lock.close();
    }
  }

  /// Makes a copy of the store that a backup without files is of, for a node that follows another.
  /// It keeps its name: it is of the same history. A store that is there already is replaced by it
  /// whole, or not at all; what was made of that one is thrown away.
  ///
  /// @param reserve bytes that must stay free on the disk
  /// @throws BackupException when the backup is not whole or not one of ours, or there is no room
  public static Manifest asCopy(Path directory, Path backup, long reserve) throws IOException {
    Files.createDirectories(directory);
    var lock = DirectoryLock.take(directory);
    try {
      return new Restore(backup, directory, reserve, FilesPlace.folder()).copy();
    } finally {
      lock.close();
    }
  }

  private Manifest copy() throws IOException {
    Path work = directory.resolve("tmp").resolve("copy");
    Disk.delete(work);
    Files.createDirectories(work);
    try (var zip = new ZipFile(backup.toFile(), StandardCharsets.UTF_8)) {
      Manifest manifest = manifest(zip);
      requireRoom(manifest);
      var generations = new Generations(directory.resolve("store"));
      generations.tidy();
      statements(zip, manifest, work, generations, this::putInPlaceOfOthers);
      return manifest;
    } catch (ZipException | EOFException e) {
      throw refused("it is cut off or damaged, or no zip file", e);
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
    try (var zip = new ZipFile(backup.toFile(), StandardCharsets.UTF_8);
        KeptFiles kept = place.open(new Room(directory, InstantSource.system(), disk, _ -> {}))) {
      requireNobodys(kept);
      Manifest manifest = manifest(zip);
      requireRoom(manifest);
      var generations = new Generations(restoring.resolve("store"));
      statements(zip, manifest, restoring, generations, () -> {});
      files(zip, manifest, kept);
      putInPlace();
      done = true;
      return manifest;
    } catch (ZipException | EOFException e) {
      throw refused("it is cut off or damaged, or no zip file", e);
    } finally {
      if (!done) {
        clear();
      }
    }
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
      throw refused(
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

  private Manifest manifest(ZipFile zip) throws IOException {
    if (!text(zip, Backup.FORMAT_ENTRY, 100).equals(Backup.FORMAT)) {
      throw refused("it is no backup of this format");
    }
    Manifest manifest;
    try {
      String json = text(zip, Backup.MANIFEST, LONGEST_MANIFEST);
      manifest = Json.own().readValue(json, Manifest.class);
    } catch (JacksonException e) {
      throw refused("its manifest cannot be read", e);
    }
    if (manifest.layout() > DataDirectory.FORMAT) {
      throw refused("it was made by a newer Allmende");
    }
    requireEntries(zip, manifest);
    return manifest;
  }

  private void requireEntries(ZipFile zip, Manifest manifest) throws BackupException {
    var seen = new HashSet<String>();
    long files = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      boolean file = FILE.matcher(name).matches();
      boolean known =
          List.of(Backup.FORMAT_ENTRY, Backup.STATEMENTS, Backup.MANIFEST).contains(name);
      if (!seen.add(name) || !(file || known)) {
        throw refused("it holds something that is in no backup");
      }
      files += file ? 1 : 0;
    }
    if (files != manifest.files().count()) {
      throw refused("it holds " + files + " files instead of " + manifest.files().count());
    }
  }

  private String text(ZipFile zip, String name, int limit) throws IOException {
    try (InputStream in = open(zip, name)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw refused(name + " is too long");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private InputStream open(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  /// The statements are there twice while they are read: as text and in the new store.
  private void requireRoom(Manifest manifest) throws BackupException {
    long statements = manifest.statements().bytes();
    long files = place.isShared() ? 0 : manifest.files().bytes();
    long free = disk.free() - disk.reserve();
    if (statements > free / 2 || files > free - 2 * statements) {
      throw refused(
          "it needs twice " + statements + " and " + files + " bytes, and " + free + " are left");
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /// @param work where they may lie meanwhile
  /// @param last what is done before they count
  private void statements(
      ZipFile zip, Manifest manifest, Path work, Generations generations, Step last)
      throws IOException {
    Path file = work.resolve(Backup.STATEMENTS);
    Tally tally = extract(zip, Backup.STATEMENTS, file, manifest.statements().bytes());
    if (tally.bytes() != manifest.statements().bytes()
        || !tally.hash().hex().equals(manifest.statements().sha256())) {
      throw refused(Backup.STATEMENTS + " is not as it was");
    }
    boolean renamed = work.equals(restoring);
    try (var making = generations.begin()) {
      try (var filler = new Filler(making.data(), disk)) {
        parse(file, renamed ? new Renaming(filler, Generations.newId()) : new Taking(filler));
        filler.commit();
      }
      long change =
          Database.read(making.data(), data -> Register.lastChange(data.getDefaultGraph()));
      if (Measure.quads(making.data()) != manifest.statements().count()
          || change != manifest.change()) {
        throw refused(Backup.STATEMENTS + " does not hold what the manifest says");
      }
      making.seal();
      last.run();
      making.finish();
    }
    Files.delete(file);
  }

  private void parse(Path file, StreamRDFBase into) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      RDFParser.source(in)
          .lang(Lang.NQUADS)
          .checking(false)
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(into);
    } catch (RiotException e) {
      throw refused(Backup.STATEMENTS + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /// Hands on what is read.
  private static class Taking extends StreamRDFBase {
    private final Filler filler;

    Taking(Filler filler) {
      this.filler = filler;
    }

    @Override
    public void triple(Triple triple) {
      filler.add(Quad.create(Difference.PRIVATE, triple));
    }

    @Override
    public void quad(Quad quad) {
      if (quad.isTriple() || quad.isDefaultGraph()) {
        triple(quad.asTriple());
      } else {
        filler.add(quad);
      }
    }
  }

  /// Hands on what is read, and gives the store another name.
  private static final class Renaming extends Taking {
    private final String id;

    Renaming(Filler filler, String id) {
      super(filler);
      this.id = id;
    }

    @Override
    public void triple(Triple triple) {
      boolean name =
          triple.getSubject().equals(Words.STORE) && triple.getPredicate().equals(Words.STORE_ID);
      super.triple(name ? Triple.create(Words.STORE, Words.STORE_ID, Words.text(id)) : triple);
    }
  }

  private void files(ZipFile zip, Manifest manifest, KeptFiles kept) throws IOException {
    var damaged = Set.copyOf(manifest.damaged());
    Path folder = restoring.resolve("files");
    Files.createDirectories(folder);
    MessageDigest names = Sha256.digest();
    long left = manifest.files().bytes();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      if (FILE.matcher(name).matches()) {
        var hash = new Sha256(name.substring(Backup.FILES.length()));
        Path file = FolderFileStore.file(folder, hash);
        Files.createDirectories(Disk.parent(file));
        Tally tally = extract(zip, name, file, left);
        left -= tally.bytes();
        names.update(Backup.line(hash, tally.bytes()));
        if (damaged.contains(hash.hex())) {
          Files.delete(file);
        } else if (!tally.hash().equals(hash)) {
          throw refused(name + " is not as it was");
        } else if (place.isShared()) {
          kept.adopt(file, hash);
        }
      }
    }
    if (left != 0 || !Sha256.of(names).hex().equals(manifest.files().sha256())) {
      throw refused("its files are not those of its manifest");
    }
    Disk.syncAll(folder);
  }

  private Tally extract(ZipFile zip, String name, Path file, long limit) throws IOException {
    try (InputStream in = open(zip, name);
        var out = Files.newOutputStream(file)) {
      var tally = new Tally(out, disk, limit);
      in.transferTo(tally);
      return tally;
    } catch (BackupException e) {
      throw refused(name + ": " + e.getMessage(), e);
    }
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

  private BackupException refused(String why) {
    return new BackupException(message(why));
  }

  private BackupException refused(String why, Throwable cause) {
    return new BackupException(message(why), cause);
  }

  private String message(String why) {
    return "The backup " + backup + " is not restored: " + why + ".";
  }
}
