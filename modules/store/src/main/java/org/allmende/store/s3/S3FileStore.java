package org.allmende.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.allmende.catalog.store.EngineAway;
import org.allmende.model.Bytes;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.store.Arrival;
import org.allmende.store.DamagedFile;
import org.allmende.store.DataDirectoryException;
import org.allmende.store.Disk;
import org.allmende.store.FilesPlace;
import org.allmende.store.KeptFiles;
import org.allmende.store.Swept;

/// The original bytes in a store that speaks S3, at `files/{sha256}`. What the giver called a file
/// is never part of a name there.
///
/// A file arrives on this machine first, for only when all of it has come is its name known; then
/// it is put into the store, and only when it is there whole, it counts. Reading tables needs files
/// on this machine: copies of those that were read lately stay here. Whatever is made of files
/// stays on this machine altogether, for it can be made again, and faster than it could be fetched.
final class S3FileStore implements KeptFiles {

  static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  /// A known file that came so long ago is put there again, or a sweep could take it before it is
  /// named again.
  private static final Duration NEARLY_OLD = Duration.ofHours(12);

  /// A deletion that another node has begun before is over then; see [#assure].
  private static final Duration DELETED_BY_NOW = Duration.ofMinutes(2);

  private static final int MOST_KNOWN = 10_000;
  private static final System.Logger LOG = System.getLogger(S3FileStore.class.getName());

  private final String place;
  private final Bucket bucket;
  private final Path temporary;
  private final LocalCopies copies;
  private final InstantSource clock;
  private final Disk disk;
  private final Map<Sha256, Lock> fetching = new ConcurrentHashMap<>();
  private final ReentrantReadWriteLock deleting = new ReentrantReadWriteLock();
  private final Sizes sizes = new Sizes();
  private final ScheduledExecutorService assuring =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("allmende-assuring").factory());

  S3FileStore(S3Place place, FilesPlace.Room room) {
    this.place = place.name();
    this.bucket = new Bucket(place);
    this.temporary = room.temporary();
    this.copies = new LocalCopies(room.directory().resolve("fetched"), place.cache(), room.clock());
    this.clock = room.clock();
    this.disk = room.disk();
  }

  /// The sizes of files that were there when they were last asked for.
  private static final class Sizes {

    private final Map<Sha256, Long> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Sha256, Long> eldest) {
            return size() > MOST_KNOWN;
          }
        };

    synchronized Optional<Long> get(Sha256 hash) {
      return Optional.ofNullable(known.get(hash));
    }

    synchronized void put(Sha256 hash, long size) {
      known.put(hash, size);
    }

    synchronized void remove(Sha256 hash) {
      known.remove(hash);
    }
  }

  private static String key(Sha256 hash) {
    return Bucket.FILES + hash;
  }

  @Override
  public Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException {
    disk.requireSpace();
    Path written = Files.createTempFile(temporary, "upload", ".tmp");
    try {
      Arrival arrival;
      try (OutputStream out = Files.newOutputStream(written)) {
        arrival = Arrival.of(bytes, out, limit, disk);
      }
      boolean wasThere = keep(written, arrival);
      copies.add(arrival.hash(), written);
      if (wasThere) {
        var _ =
            assuring.schedule(
                () -> assure(arrival), DELETED_BY_NOW.toMillis(), TimeUnit.MILLISECONDS);
      }
      var kept = new Kept(arrival.hash());
      return new Upload(name, folders, mediaType, arrival.hash(), arrival.size(), kept);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public void adopt(Path whole, Sha256 hash) throws IOException {
    boolean _ = keep(whole, new Arrival(hash, Files.size(whole)));
    Files.deleteIfExists(whole);
  }

  @Override
  public void copy(Bytes from, Sha256 hash) throws IOException {
    if (from instanceof Bytes.Local(Path file)) {
      copy(file, hash);
      return;
    }
    Path written = Files.createTempFile(temporary, "copy", ".tmp");
    try (InputStream in = from.open(0, from.size())) {
      try (OutputStream out = Files.newOutputStream(written)) {
        var _ = Arrival.of(in, out, Long.MAX_VALUE, disk);
      }
      copy(written, hash);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private void copy(Path file, Sha256 hash) throws IOException {
    Arrival arrival;
    try (InputStream in = Files.newInputStream(file)) {
      arrival = Arrival.of(in);
    }
    if (!arrival.hash().equals(hash)) {
      throw new DamagedFile(hash);
    }
    boolean _ = keep(file, arrival);
  }

  /// When this returns, the file is in the store, whole and not about to be swept from here.
  ///
  /// @return whether it was there before
  private boolean keep(Path file, Arrival arrival) throws IOException {
    String key = key(arrival.hash());
    deleting.readLock().lock();
    try {
      Optional<Bucket.Found> before = bucket.head(key);
      boolean isThere = before.isPresent() && before.get().size() == arrival.size();
      if (!isThere || before.get().came().isBefore(clock.instant().minus(NEARLY_OLD))) {
        bucket.put(key, file, arrival.size(), before.isEmpty());
        long size = bucket.head(key).map(Bucket.Found::size).orElse(-1L);
        if (size != arrival.size()) {
          throw new IOException(
              place + " has kept " + size + " bytes of " + arrival.size() + " of " + key);
        }
      }
      sizes.put(arrival.hash(), arrival.size());
      return before.isPresent();
    } finally {
      deleting.readLock().unlock();
    }
  }

  /// Another node may be about to sweep a file that nobody has referred to for long, and may have
  /// looked at it before it came again here. So whoever brings it looks once more when that must be
  /// over, and brings it again.
  void assure(Arrival arrival) {
    try {
      Optional<Path> copy = copies.find(arrival.hash());
      if (copy.isPresent() && bucket.head(key(arrival.hash())).isEmpty()) {
        boolean _ = keep(copy.get(), arrival);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "not looked at again: " + arrival.hash(), e);
    }
  }

  @Override
  public Optional<Bytes> find(Sha256 hash) {
    try {
      return has(hash) ? Optional.of(new Kept(hash)) : Optional.empty();
    } catch (EngineAway _) {
      return Optional.of(new Kept(hash));
    }
  }

  @Override
  public boolean has(Sha256 hash) {
    return size(hash).isPresent();
  }

  @Override
  public boolean renew(Sha256 hash) {
    Instant nearlyOld = clock.instant().minus(NEARLY_OLD);
    return bucket.head(key(hash)).filter(found -> !found.came().isBefore(nearlyOld)).isPresent();
  }

  private Optional<Long> size(Sha256 hash) {
    return sizes
        .get(hash)
        .or(() -> {
          Optional<Long> size = bucket.head(key(hash)).map(Bucket.Found::size);
          size.ifPresent(bytes -> sizes.put(hash, bytes));
          return size;
        });
  }

  /// The bytes of a file in the store.
  private final class Kept implements Bytes {

    private final Sha256 hash;

    Kept(Sha256 hash) {
      this.hash = hash;
    }

    @Override
    public long size() throws IOException {
      return S3FileStore.this.size(hash).orElseThrow(() -> new NoSuchFileException(hash.hex()));
    }

    @Override
    public Path path() {
      return copies.find(hash).orElseGet(() -> fetched(hash));
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
      Optional<Path> copy = copies.find(hash);
      return copy.isPresent()
          ? new Bytes.Local(copy.get()).open(from, length)
          : new Download(bucket, hash, from, length, size());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Kept kept && kept.hash.equals(hash);
    }

    @Override
    public int hashCode() {
      return hash.hashCode();
    }
  }

  /// A copy that is fetched now; those who want the same wait for the one who fetches it.
  private Path fetched(Sha256 hash) {
    Lock lock = fetching.computeIfAbsent(hash, _ -> new ReentrantLock());
    lock.lock();
    try {
      Optional<Path> copy = copies.find(hash);
      return copy.isPresent() ? copy.get() : fetch(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fetching.remove(hash, lock);
      lock.unlock();
    }
  }

  private Path fetch(Sha256 hash) throws IOException {
    disk.requireSpace();
    long size = size(hash).orElseThrow(() -> new NoSuchFileException(hash.hex()));
    Path written = Files.createTempFile(temporary, "fetched", ".tmp");
    try {
      try (InputStream in = new Download(bucket, hash, 0, size, size);
          OutputStream out = Files.newOutputStream(written)) {
        var _ = Arrival.of(in, out, size, disk);
      }
      return copies.add(hash, written);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public List<KeptFiles.Kept> all() {
    var all = new ArrayList<KeptFiles.Kept>();
    bucket.list(
        Bucket.FILES,
        one -> {
          if (NAME.matcher(one.key()).matches()) {
            all.add(new KeptFiles.Kept(new Sha256(one.key()), one.size(), one.came()));
          }
        });
    return all;
  }

  @Override
  public Swept delete(List<Sha256> hashes, Duration age) throws IOException {
    Instant before = clock.instant().minus(age);
    int deleted = 0;
    long bytes = 0;
    for (Sha256 hash : hashes) {
      // Never between an upload that finds the file and the answer that it is here.
      deleting.writeLock().lock();
      try {
        Optional<Bucket.Found> found = bucket.head(key(hash));
        if (found.isPresent() && found.get().came().isBefore(before)) {
          sizes.remove(hash);
          bucket.delete(key(hash));
          copies.delete(hash);
          deleted++;
          bytes += found.get().size();
        }
      } finally {
        deleting.writeLock().unlock();
      }
    }
    return new Swept(deleted, bytes);
  }

  @Override
  public void tidy(Duration age) {
    copies.tidy();
    bucket.abortBefore(clock.instant().minus(age));
  }

  @Override
  public String owner() {
    return bucket.owner();
  }

  @Override
  public void claim(String store) throws IOException {
    if (bucket.owner().isEmpty()) {
      bucket.own(store);
    }
    if (!bucket.owner().equals(store)) {
      throw new DataDirectoryException(
          "The files of another installation are in "
              + place
              + "; use another bucket or prefix, or, where that installation is gone for good,"
              + " delete the object allmende-store there.");
    }
  }

  @Override
  public void release() {
    bucket.disown();
  }

  @Override
  public Traffic traffic() {
    return bucket.traffic();
  }

  @Override
  public void close() {
    assuring.shutdownNow();
    bucket.close();
  }
}
