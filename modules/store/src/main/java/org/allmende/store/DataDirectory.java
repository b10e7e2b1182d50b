package org.allmende.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.feedback.MessageStore;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.harvest.HarvestJournal;
import org.allmende.catalog.harvest.SourceStore;
import org.allmende.catalog.quality.QualityHistory;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Addresses;
import org.allmende.model.Sha256;
import org.allmende.store.remote.Ledger;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// The folder in which one installation keeps everything.
///
/// | name | what | can be deleted |
/// |---|---|---|
/// | `format` | the version of this layout | never |
/// | `lock` | held while a process works here | when none does |
/// | `store/` | TDB2: descriptions, notes, tenants, persons, tokens, changes, the trail | never |
/// | `files/` | the original bytes, by SHA-256 | never |
/// | `files-elsewhere` | where the original bytes are, when not in `files/` | never |
/// | `fetched/` | copies of files that are kept elsewhere, as many as are asked for much | any time |
/// | `quality.tsv` | how good the descriptions were, day by day; in no backup | any time, and the days are forgotten |
/// | `index/`, `columns/`, `tables/`, `derived/` | made from the above; `derived/li/links-…` from asking links, which then are asked again | while stopped |
/// | `harvest/` | what sources answered, and what became of it | any time |
/// | `changes/` | the last transactions, and a copy to begin with, for nodes that follow | while stopped |
/// | `following/` | what this node is to others, and what is half-fetched | while stopped: it follows nobody then |
/// | `shared` | where the store is that several nodes share; `store/` is a copy of it then, and taken anew when it is gone | never |
/// | `tmp/` | half-written uploads, and what commands ask of the server; emptied at every start | while stopped |
/// | `mended/` | what was cut off or set aside at a start after a crash | any time |
public final class DataDirectory implements AutoCloseable {

  /// The version of the layout that this program writes.
  static final int FORMAT = 1;

  /// Files that nothing refers to are kept so long: they may be on their way to being published.
  static final Duration GRACE = Duration.ofHours(24);

  /// So long a file may be on its way in a server: from its upload to the dataset it belongs to.
  public static final Duration ON_ITS_WAY = Duration.ofMinutes(15);

  /// Bytes that stay free on the disk unless said otherwise.
  public static final long RESERVE = 256L << 20;

  /// The folder with what nodes that follow are given.
  static final String CHANGES = "changes";

  /// The folder with what this node is to others.
  static final String FOLLOWING = "following";

  /// The folder with what was cut off or set aside at a start after a crash.
  private static final String MENDED = "mended";

  /// The folder in which a backup is restored; whatever stands beside it is not finished.
  static final String RESTORING = "restoring";

  private static final String FORMAT_NAME = "allmende ";
  private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());

  private final Path directory;
  private final DirectoryLock lock;
  private final InstantSource clock;
  private final Disk disk;
  private final Database database;
  private final Generations generations;
  private final ReentrantLock maintenance = new ReentrantLock();
  private final Register register;
  private final ChangeLog log;
  private final @Nullable Sharing sharing;
  private final Writer writer;
  private final Tdb2DatasetStore datasets;
  private final Tdb2AccountStore accounts;
  private final Tdb2Trail trail;
  private final KeptFiles files;
  private final FilesPlace place;
  private final FilesPlace.Room room;
  private final FolderDerivedFiles derived;
  private final Tdb2SourceStore sources;
  private final Tdb2MessageStore messages;
  private final FolderHarvestJournal harvests;
  private final StoreReplication replication;

  /// What the store took when it was compacted last by this process; it is no use to do so again
  /// before it has grown, however much room its statements need.
  private long compacted;

  /// How a data directory is opened.
  ///
  /// @param reserve bytes that must stay free on the disk; writes that come below are refused
  /// @param onFailure called once when the machine fails below the store and it has stopped for
  ///   good; a server ends its process then, and the next start repairs
  /// @param files where the original bytes are kept
  /// @param shared the store that this node shares with others; null where it has its own
  public record Options(
      long reserve, Consumer<Throwable> onFailure, FilesPlace files, @Nullable SparqlStore shared) {
    public static final Options DEFAULT =
        new Options(RESERVE, e -> LOG.log(System.Logger.Level.ERROR, "The store has stopped.", e));

    /// Keeps everything in the data directory.
    public Options(long reserve, Consumer<Throwable> onFailure) {
      this(reserve, onFailure, FilesPlace.folder(), null);
    }

    /// The same with files in another place.
    public Options with(FilesPlace other) {
      return new Options(reserve, onFailure, other, shared);
    }

    /// The same, with a store that is shared.
    public Options sharing(@Nullable SparqlStore store) {
      return new Options(reserve, onFailure, files, store);
    }
  }

  /// Opens a data directory, and makes it when it is not there or empty.
  ///
  /// @param baseUrl the public address that new records are minted with
  /// @throws DataDirectoryException when it is in use, of a newer format, or not ours
  public static DataDirectory open(Path directory, String baseUrl, InstantSource clock)
      throws IOException {
    return open(directory, baseUrl, clock, Options.DEFAULT);
  }

  public static DataDirectory open(
      Path directory, String baseUrl, InstantSource clock, Options options) throws IOException {
    return open(directory, baseUrl, clock, options, UnaryOperator.identity());
  }

  static DataDirectory open(
      Path directory,
      String baseUrl,
      InstantSource clock,
      Options options,
      UnaryOperator<DatasetGraph> around)
      throws IOException {
    Files.createDirectories(directory);
    var lock = DirectoryLock.take(directory);
    try {
      checkFormat(directory);
      SparqlStore shared = options.shared();
      if (shared != null) {
        Disk disk = new Disk(directory, options.reserve());
        new SharedCopy(directory, shared, disk).prepare();
      } else {
        requireOwn(directory);
      }
      prepare(directory, clock);
      Elsewhere.require(directory, options.files());
      return new DataDirectory(directory, lock, new Addresses(baseUrl), clock, options, around);
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  private DataDirectory(
      Path directory,
      DirectoryLock lock,
      Addresses addresses,
      InstantSource clock,
      Options options,
      UnaryOperator<DatasetGraph> around)
      throws IOException {
    this.directory = directory;
    this.lock = lock;
    this.clock = clock;
    this.disk = new Disk(directory, options.reserve());
    this.generations = new Generations(directory.resolve("store"));
    this.database = database(generations, around);
    this.register = new Register(addresses.base());
    database.read(data -> {
      register.load(data);
      return true;
    });
    this.log = ChangeLog.open(directory.resolve(CHANGES), register.position(), ChangeLog.MOST);
    this.sharing = sharing(options.shared());
    this.writer =
        new Writer(database, register, addresses, clock, log, sharing, options.onFailure());
    this.trail = new Tdb2Trail(database, writer, disk);
    this.datasets = new Tdb2DatasetStore(database, register, writer, disk, trail);
    var texts = new PrivateTexts(database, writer, disk, trail);
    this.accounts = new Tdb2AccountStore(texts, writer, trail);
    this.sources = new Tdb2SourceStore(texts, writer);
    this.messages = new Tdb2MessageStore(texts, writer);
    this.harvests = new FolderHarvestJournal(directory.resolve("harvest"), disk);
    this.place = options.files();
    this.room = new FilesPlace.Room(directory, clock, disk, options.onFailure());
    this.files = place.open(room);
    this.derived = new FolderDerivedFiles(directory.resolve("derived"));
    this.replication =
        new StoreReplication(directory, database, register, writer, log, files, disk, clock);
    claim();
    if (sharing != null) {
      sharing.start(writer);
    }
  }

  /// Files that are kept elsewhere are those of this store. Where nobody answers there, everything
  /// that needs no file goes on.
  private void claim() throws IOException {
    try {
      files.claim(datasets.id());
    } catch (EngineAway e) {
      LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
    }
  }

  private @Nullable Sharing sharing(@Nullable SparqlStore shared) {
    return shared == null
        ? null
        : new Sharing(
            SharedCopy.ledger(shared),
            database.read(Tdb2DatasetStore::storeId),
            register,
            log,
            temporary());
  }

  /// Moves the store of a closed data directory to one that several nodes may share, and finds it
  /// the same there; the directory holds a copy of it then. Returns how many statements it has.
  public static long share(Path directory, SparqlStore store) throws IOException {
    try (var _ = DirectoryLock.take(directory)) {
      checkFormat(directory);
      requireOwn(directory);
      var copy = new SharedCopy(directory, store, new Disk(directory, 0));
      return copy.give();
    }
  }

  /// Makes the copy of a shared store in a closed data directory a store of its own. Nobody can
  /// write to the shared one afterwards. Returns how many statements it has.
  public static long own(
      Path directory, String baseUrl, InstantSource clock, Options options, SparqlStore store)
      throws IOException {
    boolean isLeft;
    try (var _ = DirectoryLock.take(directory)) {
      isLeft = new SharedCopy(directory, store, new Disk(directory, 0)).takeWhatIsLeft();
    }
    if (!isLeft) {
      try (var open = open(directory, baseUrl, clock, options.sharing(store))) {
        open.leave(SharedCopy.ledger(store));
      }
    }
    SharedCopy.unmark(directory);
    try (var open = open(directory, baseUrl, clock, options)) {
      return Measure.quads(open.database.forWriting());
    }
  }

  private void leave(Ledger ledger) throws IOException {
    for (int tries = 0; tries < 10; tries++) {
      var state = ledger.state().orElseThrow(() -> new IOException("there is no store of ours"));
      writer.look();
      boolean whole = state.shown() == state.last();
      if (whole && register.position().number() == state.last() && ledger.end(state)) {
        return;
      }
    }
    throw new DataDirectoryException(
        "Others write to the store at " + ledger.address() + "; stop them first.");
  }

  /// @throws DataDirectoryException when the store in a directory is the copy of a shared one
  private static void requireOwn(Path directory) throws IOException {
    String address = SharedCopy.address(directory);
    if (!address.isEmpty()) {
      throw new DataDirectoryException(
          "The data directory "
              + directory
              + " holds a copy of the store at "
              + address
              + "; say allmende.store=sparql, or make it a store of its own with \"allmende move"
              + " --store tdb2\".");
    }
  }

  private static Database database(Generations generations, UnaryOperator<DatasetGraph> around)
      throws IOException {
    try {
      return new Database(generations.all().getLast(), around);
    } catch (RuntimeException e) {
      throw new DataDirectoryException(
          "The store cannot be opened (" + e.getMessage() + "); restore a backup.", e);
    }
  }

  /// Brings a directory into a state that can be opened, whatever the last process left.
  private static void prepare(Path directory, InstantSource clock) throws IOException {
    checkFormat(directory);
    Path temporary = directory.resolve("tmp");
    Disk.delete(temporary);
    Files.createDirectories(temporary);
    Files.createDirectories(directory.resolve("files"));
    var generations = new Generations(directory.resolve("store"));
    generations.tidy();
    if (generations.all().isEmpty()) {
      generations.make();
    }
    for (Path data : Generations.data(generations.all().getLast())) {
      Path aside = directory.resolve(MENDED);
      long cut = JournalTail.cut(data, aside, clock);
      if (cut > 0) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The last process ended while it wrote: {0} unfinished bytes were cut off the journal"
                + " and kept in {1}.",
            cut,
            aside);
      }
    }
  }

  static void checkFormat(Path directory) throws IOException {
    if (Files.exists(directory.resolve(RESTORING))) {
      throw new DataDirectoryException(
          "A restore into " + directory + " was interrupted; run it again.");
    }
    Path file = directory.resolve("format");
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      if (Files.exists(directory.resolve("store"))) {
        throw new DataDirectoryException(
            "The data directory " + directory + " has lost its file \"format\"; restore a backup.",
            e);
      }
      writeFormat(directory);
      return;
    }
    if (version(directory, text) > FORMAT) {
      throw new DataDirectoryException(
          "The data directory "
              + directory
              + " was written by a newer Allmende ("
              + text
              + "); this one writes format "
              + FORMAT
              + ".");
    }
  }

  static void writeFormat(Path directory) throws IOException {
    byte[] text = (FORMAT_NAME + FORMAT + "\n").getBytes(StandardCharsets.UTF_8);
    Disk.write(directory.resolve("format"), text);
  }

  private static int version(Path directory, String text) throws DataDirectoryException {
    try {
      return Integer.parseInt(text.substring(FORMAT_NAME.length()));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new DataDirectoryException(
          "The data directory "
              + directory
              + " is not one of Allmende: its file \"format\" says"
              + " something else.",
          e);
    }
  }

  public Path path() {
    return directory;
  }

  /// How many writes wait for their turn.
  public int waitingWrites() {
    return writer.waiting();
  }

  public DatasetStore datasets() {
    return datasets;
  }

  public AccountStore accounts() {
    return accounts;
  }

  /// Who did what here.
  public Trail trail() {
    return trail;
  }

  public SourceStore sources() {
    return sources;
  }

  /// What readers have written to offices.
  public MessageStore messages() {
    return messages;
  }

  /// The store as other nodes see it.
  public Replication replication() {
    return replication;
  }

  /// Whether there is a store in a directory.
  public static boolean isOne(Path directory) throws IOException {
    return !new Generations(directory.resolve("store")).all().isEmpty();
  }

  /// Whether a process works in a directory.
  public static boolean isInUse(Path directory) throws IOException {
    try (var _ = DirectoryLock.take(directory)) {
      return false;
    } catch (InUseException _) {
      return true;
    }
  }

  /// What the node is to others whose data directory this is; to be asked while it is closed.
  public static NodeRole role(Path directory) throws IOException {
    return StoreReplication.role(directory);
  }

  /// Makes the node whose data directory this is something else to others; while it is closed.
  public static void role(Path directory, NodeRole role) throws IOException {
    StoreReplication.role(directory, role);
  }

  /// Where the copy gathers that a store is made of with [Restore#asCopy].
  public static Path copy(Path directory) throws IOException {
    return following(directory).resolve("copy.zip");
  }

  /// Where lies what a node has to do with others.
  public static Path following(Path directory) throws IOException {
    return Files.createDirectories(directory.resolve(FOLLOWING));
  }

  public HarvestJournal harvests() {
    return harvests;
  }

  public FileStore files() {
    return files;
  }

  /// How asking for files goes that are kept elsewhere.
  public KeptFiles.Traffic fileTraffic() {
    return files.traffic();
  }

  /// Whether the store that several nodes share does not answer; false where it is this node's own.
  public boolean isStoreAway() {
    return sharing != null && sharing.isAway();
  }

  /// The name of the place that the files of a data directory are in, such as `folder`.
  public static String filesPlace(Path directory) throws IOException {
    return Elsewhere.noted(directory);
  }

  /// Moves the files from their place to another one. What was interrupted goes on when it is
  /// called again; nothing is deleted before everything is in the new place.
  ///
  /// @param from the place they are in, or the one they were moved from before it was emptied
  public FileMove.Moved moveFiles(FilesPlace from, FilesPlace to, FileMove.Progress progress)
      throws IOException {
    if (from.isShared() && !replication.role().writes()) {
      throw new DataDirectoryException(
          "This node follows another: the files in " + from.name() + " are that one's, too.");
    }
    if (from.isShared() && sharing != null) {
      throw new DataDirectoryException(
          "The files in "
              + from.name()
              + " are those of all nodes that share the store; end that first with \"allmende move"
              + " --store tdb2\".");
    }
    maintenance.lock();
    try {
      return new FileMove(room, datasets.id(), from, to).run(progress);
    } finally {
      maintenance.unlock();
    }
  }

  public DerivedFiles derived() {
    return derived;
  }

  /// How good the descriptions were, day by day.
  public QualityHistory quality() {
    return new FileQualityHistory(directory.resolve("quality.tsv"));
  }

  /// Where the search index may keep itself.
  public Path index() {
    return directory.resolve("index");
  }

  /// Where uploads may lie while they arrive; emptied at every start.
  public Path temporary() {
    return directory.resolve("tmp");
  }

  /// Where the rows of tables may be kept, typed.
  public Path tables() {
    return directory.resolve("tables");
  }

  /// Where the SPARQL columns may keep themselves.
  public Path columns() {
    return directory.resolve("columns");
  }

  /// How many bytes one of the folders takes on the disk; 0 where it is not there.
  public long bytes(String folder) throws IOException {
    Path path = directory.resolve(folder);
    return Files.isDirectory(path) ? Measure.bytes(path) : 0;
  }

  /// Copies the store into a fresh database, which takes only the room it needs, throws away the
  /// transactions kept for nodes that follow, and sweeps files that nothing refers to. Reading and
  /// writing go on; the last step holds up writers for a moment.
  ///
  /// @throws org.allmende.catalog.store.OutOfSpace when the copy does not fit on the disk; the
  ///   store is as it was then
  public Compacted compact() throws IOException {
    maintenance.lock();
    try {
      long before = copy();
      replication.forget();
      return new Compacted(before, compacted, sweep());
    } finally {
      maintenance.unlock();
    }
  }

  /// Copies the store into a fresh database as [#compact()] does, where that is worth while and the
  /// copy has room, but throws away nothing that nodes that follow may ask for. Empty where there
  /// was nothing to do.
  public Optional<Compacted> compactIfGrown() throws IOException {
    return compactIfGrown(Measure.SMALL);
  }

  Optional<Compacted> compactIfGrown(long small) throws IOException {
    maintenance.lock();
    try {
      long bytes = Measure.bytes(database.folder());
      long quads = Measure.quads(database.forWriting());
      boolean grown = Measure.isGrown(bytes, quads, small) && bytes > 2 * compacted;
      boolean fits = disk.free() - disk.reserve() > Math.max(2 * Measure.compact(quads), compacted);
      return grown && fits
          ? Optional.of(new Compacted(copy(), compacted, new Swept(0, 0)))
          : Optional.empty();
    } finally {
      maintenance.unlock();
    }
  }

  /// Leaves no byte of what was erased or replaced: compacts as [#compact()] does, and deletes at
  /// once what nothing refers to. In a place of files that is shared, those of the last day stay:
  /// other nodes may be about to refer to them.
  ///
  /// @param onTheirWay how long files stay in a place of this node's own; for no time where nobody
  ///   can be handing any in
  public Compacted expunge(Duration onTheirWay) throws IOException {
    maintenance.lock();
    try {
      long before = copy();
      replication.forget();
      Disk.delete(directory.resolve(MENDED));
      return new Compacted(before, compacted, sweep(place.isShared() ? GRACE : onTheirWay));
    } finally {
      maintenance.unlock();
    }
  }

  private long copy() throws IOException {
    long before = Measure.bytes(database.folder());
    new Compaction(database, writer, generations, disk).run();
    compacted = Measure.bytes(database.folder());
    return before;
  }

  /// Writes everything that cannot be made again into one file, as it stands at one change number.
  /// Reading and writing go on. The file appears whole and durable, or not at all; a backup that
  /// was there under the same name is replaced.
  ///
  /// @param file outside the data directory
  /// @return what it holds; files that it names as damaged are damaged here
  public Manifest backup(Path file) throws IOException {
    return backup(file, () -> Backup.write(file, database, files, disk.reserve(), clock.instant()));
  }

  /// Writes to one file what is new since another backup; see [#backup(Path)].
  ///
  /// @param earlier whole, or one that goes on from another itself
  public Manifest backup(Path file, Path earlier) throws IOException {
    return backup(
        file,
        () -> Backup.writeSince(earlier, file, database, files, disk.reserve(), clock.instant()));
  }

  private interface Making {
    Manifest make() throws IOException;
  }

  private Manifest backup(Path file, Making making) throws IOException {
    if (file.toAbsolutePath().normalize().startsWith(directory.toAbsolutePath().normalize())) {
      throw new BackupException("A backup must not lie in the data directory it is made of.");
    }
    maintenance.lock();
    try {
      return making.make();
    } finally {
      maintenance.unlock();
    }
  }

  /// Deletes files that nothing refers to and that did not come within the last day. Where other
  /// nodes may have theirs in the same place, only the one that writes knows what is referred to.
  public Swept sweep() throws IOException {
    return sweep(GRACE);
  }

  private Swept sweep(Duration grace) throws IOException {
    maintenance.lock();
    try {
      files.tidy(grace);
      Swept swept = mayDelete() ? sweepFiles(grace) : new Swept(0, 0);
      sweepReadings();
      return swept;
    } finally {
      maintenance.unlock();
    }
  }

  private Swept sweepFiles(Duration grace) throws IOException {
    Instant before = clock.instant().minus(grace);
    List<Sha256> orphans =
        unreferenced(
            files.all().stream()
                .filter(one -> one.isOlderThan(before))
                .map(KeptFiles.Kept::hash)
                .toList());
    return orphans.isEmpty() ? new Swept(0, 0) : delete(orphans, grace);
  }

  /// Whether this node knows what is referred to, and the files are those of its store.
  private boolean mayDelete() throws IOException {
    if (sharing != null) {
      try {
        writer.look();
      } catch (StoreAway e) {
        return false;
      }
    }
    if (!place.isShared()) {
      return true;
    }
    files.claim(datasets.id()); // at the start nobody may have answered there
    return replication.role().writes();
  }

  /// While nobody writes, for a write could refer to an old file again.
  private Swept delete(List<Sha256> orphans, Duration grace) throws IOException {
    try {
      return writer.pause(() -> {
        try {
          return files.delete(unreferenced(orphans), grace);
        } catch (EngineAway e) {
          throw new Away(e);
        }
      });
    } catch (Away e) {
      throw e.why;
    }
  }

  /// What was read out of files goes with them, whichever node has deleted those.
  private void sweepReadings() throws IOException {
    Set<Sha256> known = database.read(References::in);
    files.all().forEach(one -> known.add(one.hash()));
    for (Path made : List.of(directory.resolve("derived"), tables())) {
      if (Files.isDirectory(made)) {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(made)) {
          all = walk.filter(Files::isRegularFile).toList();
        }
        for (Path one : all) {
          var named = new HashSet<Sha256>();
          References.collect(one.getFileName().toString(), named);
          if (!named.isEmpty() && Collections.disjoint(named, known)) {
            Files.deleteIfExists(one);
          }
        }
      }
    }
  }

  /// Whatever else flies out of a pause of the writer ends it for good.
  private static final class Away extends IOException {
    private static final long serialVersionUID = 1;
    private final EngineAway why;

    Away(EngineAway why) {
      super(why);
      this.why = why;
    }
  }

  private List<Sha256> unreferenced(List<Sha256> hashes) {
    Set<Sha256> referenced = hashes.isEmpty() ? Set.of() : database.read(References::in);
    return hashes.stream().filter(h -> !referenced.contains(h)).toList();
  }

  @Override
  public void close() throws IOException {
    try {
      if (sharing != null) {
        sharing.close();
      }
      replication.close();
      datasets.close();
      log.close();
      files.close();
      for (Path left : Disk.list(temporary())) {
        Disk.delete(left);
      }
    } finally {
      lock.close();
    }
  }
}
