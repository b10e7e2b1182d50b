package org.allmende.store;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.catalog.said.Json;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/// One zip file that holds all that cannot be made again, as it stands at one change number; or
/// what of that is new since an earlier backup.
///
/// | entry | holds |
/// |---|---|
/// | `format` | `allmende-backup 1` |
/// | `store.nq` | graphs and the private part (datasets' states and notes, tenants, hashes of tokens, change numbers), as N-Quads |
/// | `shares` | what all statements add up to: [Shares] |
/// | `files/{sha256}` | the original bytes |
/// | `names` | the names and sizes of all files of the store |
/// | `manifest.json` | a [Manifest] |
///
/// One that goes on from another holds every share of the statements that is not as it was there,
/// whole, and the files that are not there. It tells what is, never what was: nothing that was
/// erased before it was made is in it, and it does not matter how long ago the other was made.
///
/// Files are named by their hash and never change, so that only the statements need one state to be
/// read from. Files are listed afterwards: all that the statements refer to are there by then.
final class Backup {

  static final String FORMAT = "allmende-backup 1\n";
  static final String FORMAT_ENTRY = "format";
  static final String STATEMENTS = "store.nq";
  static final String SHARES = "shares";
  static final String FILES = "files/";
  static final String NAMES = "names";
  static final String MANIFEST = "manifest.json";

  private static final int BUFFER = 1 << 16;

  private final ZipOutputStream zip;
  private final Disk disk;
  private final Database database;
  private final KeptFiles files;
  private final @Nullable BackupFile since;

  private Backup(
      ZipOutputStream zip,
      Disk disk,
      Database database,
      KeptFiles files,
      @Nullable BackupFile since) {
    this.zip = zip;
    this.disk = disk;
    this.database = database;
    this.files = files;
    this.since = since;
  }

  private interface Listing {
    List<KeptFiles.Kept> files() throws IOException;
  }

  /// Writes a backup beside its place, forces it to the disk and gives it its name.
  static Manifest write(Path target, Database database, KeptFiles files, long reserve, Instant now)
      throws IOException {
    return write(target, database, files, null, files::all, reserve, now);
  }

  /// Writes what is new since another backup.
  static Manifest writeSince(
      Path earlier, Path target, Database database, KeptFiles files, long reserve, Instant now)
      throws IOException {
    if (Files.exists(target) && Files.isSameFile(earlier, target)) {
      throw new BackupException("The backup " + target + " cannot go on from itself.");
    }
    try (var since = BackupFile.open(earlier)) {
      if (!since.manifest().store().equals(database.read(Tdb2DatasetStore::storeId))) {
        throw since.refused("it is of another store; make a whole backup first");
      }
      return write(target, database, files, since, files::all, reserve, now);
    }
  }

  /// Writes a backup without files.
  static Manifest ofStatements(
      Path target, Database database, KeptFiles files, long reserve, Instant now)
      throws IOException {
    return write(target, database, files, null, List::of, reserve, now);
  }

  private static Manifest write(
      Path target,
      Database database,
      KeptFiles files,
      @Nullable BackupFile since,
      Listing listing,
      long reserve,
      Instant now)
      throws IOException {
    Path folder = Disk.parent(target);
    Files.createDirectories(folder);
    var disk = new Disk(folder, reserve);
    disk.requireSpace();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Manifest manifest;
      try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        manifest = new Backup(zip, disk, database, files, since).write(listing, now);
      }
      Disk.sync(part);
      Disk.rename(part, target);
      return manifest;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Manifest write(Listing listing, Instant now) throws IOException {
    entry(FORMAT_ENTRY, FORMAT.getBytes(StandardCharsets.UTF_8));
    Statements statements = statements();
    byte[] shares = statements.shares.bytes();
    entry(SHARES, shares);
    var held = new Names();
    var all = new Names();
    List<String> damaged = files(listing.files(), held, all);
    entry(NAMES, all.lines.toByteArray());
    var manifest =
        new Manifest(
            DataDirectory.FORMAT,
            now,
            statements.store,
            statements.change,
            statements.datasets,
            since == null ? null : since.asSince(),
            statements.part,
            new Manifest.Part(statements.all, shares.length, Sha256.of(shares).hex()),
            held.part(),
            all.part(),
            damaged);
    entry(MANIFEST, Json.own().writeValueAsBytes(manifest));
    return manifest;
  }

  private void entry(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /// @param part those that are written
  /// @param all how many there are
  private record Statements(
      String store, long change, long datasets, Manifest.Part part, long all, Shares shares) {}

  private Statements statements() throws IOException {
    zip.putNextEntry(new ZipEntry(STATEMENTS));
    Shares before = since == null ? null : since.shares();
    Statements statements = database.read(data -> statements(data, before));
    zip.closeEntry();
    return statements;
  }

  private Statements statements(DatasetGraph data, @Nullable Shares before) {
    var shares = new Shares();
    var tally = new Tally(zip, disk, Long.MAX_VALUE);
    var out = new BufferedOutputStream(tally, BUFFER);
    StreamRDF writer = StreamRDFWriter.getWriterStream(out, RDFFormat.NQUADS_UTF8);
    writer.start();
    long written = 0;
    long all;
    if (before == null) {
      all =
          each(
              data,
              quad -> {
                shares.add(quad);
                writer.quad(quad);
              });
      written = all;
    } else {
      all = each(data, shares::add);
      written = write(data, shares, shares.differing(before), writer);
    }
    writer.finish();
    flush(out);
    long datasets = Difference.count(data, Words.DATASET);
    long change = Register.lastChange(data.getDefaultGraph());
    var part = new Manifest.Part(written, tally.bytes(), tally.hash().hex());
    return new Statements(Tdb2DatasetStore.storeId(data), change, datasets, part, all, shares);
  }

  private static long write(DatasetGraph data, Shares shares, BitSet wanted, StreamRDF writer) {
    var written = new AtomicLong();
    each(
        data,
        quad -> {
          if (wanted.get(shares.of(quad))) {
            writer.quad(quad);
            written.incrementAndGet();
          }
        });
    return written.get();
  }

  private static long each(DatasetGraph data, Consumer<Quad> work) {
    return each(data.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY), work)
        + each(data.find(Difference.PRIVATE, Node.ANY, Node.ANY, Node.ANY), work);
  }

  private static long each(Iterator<Quad> quads, Consumer<Quad> work) {
    long count = 0;
    for (; quads.hasNext(); count++) {
      work.accept(quads.next());
    }
    return count;
  }

  private static void flush(OutputStream out) {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names and sizes of files, one a line.
  private static final class Names {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long count;
    private long bytes;

    void add(Sha256 file, long size) {
      lines.writeBytes((file + " " + size + "\n").getBytes(StandardCharsets.UTF_8));
      count++;
      bytes += size;
    }

    Manifest.Part part() {
      return new Manifest.Part(count, bytes, Sha256.of(lines.toByteArray()).hex());
    }
  }

  /// @return those whose bytes are not as they were
  private List<String> files(List<KeptFiles.Kept> wanted, Names held, Names all)
      throws IOException {
    Map<Sha256, Long> before = since == null ? Map.of() : since.names();
    var damaged = new ArrayList<String>();
    for (KeptFiles.Kept one : wanted) {
      Sha256 file = one.hash();
      Long size = before.get(file);
      if (size == null || (since != null && since.isDamaged(file))) {
        Tally tally = file(one);
        size = tally.bytes();
        held.add(file, size);
        if (!tally.hash().equals(file)) {
          damaged.add(file.hex());
        }
      }
      all.add(file, size);
    }
    return damaged;
  }

  private Tally file(KeptFiles.Kept one) throws IOException {
    var tally = new Tally(zip, disk, Long.MAX_VALUE);
    zip.putNextEntry(new ZipEntry(FILES + one.hash()));
    try (InputStream in = whole(files, one)) {
      in.transferTo(tally);
    } catch (DamagedFile _) {
      // What came is kept, and found to be another's by its hash.
    }
    zip.closeEntry();
    return tally;
  }

  /// All bytes of a file.
  static InputStream whole(KeptFiles files, KeptFiles.Kept one) throws IOException {
    return files
        .find(one.hash())
        .orElseThrow(() -> new NoSuchFileException(FILES + one.hash()))
        .open(0, one.size());
  }
}
