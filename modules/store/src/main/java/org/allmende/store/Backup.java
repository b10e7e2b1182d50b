package org.allmende.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

/// One zip file that holds all that cannot be made again, as it stands at one change number.
///
/// | entry | holds |
/// |---|---|
/// | `format` | `allmende-backup 1` |
/// | `store.nq` | every graph and the private part (datasets' states and notes, tenants, hashes of tokens, change numbers), as N-Quads |
/// | `files/{sha256}` | the original bytes |
/// | `manifest.json` | a [Manifest] |
///
/// Files are named by their hash and never change, so that only the statements need one state to be
/// read from; a file that comes meanwhile may be in it or not, and nothing in it refers to it.
final class Backup {

  static final String FORMAT = "allmende-backup 1\n";
  static final String FORMAT_ENTRY = "format";
  static final String STATEMENTS = "store.nq";
  static final String FILES = "files/";
  static final String MANIFEST = "manifest.json";

  private static final int BUFFER = 1 << 16;

  private final ZipOutputStream zip;
  private final Disk disk;

  private Backup(ZipOutputStream zip, Disk disk) {
    this.zip = zip;
    this.disk = disk;
  }

  /// Writes a backup beside its place, forces it to the disk and gives it its name.
  static Manifest write(Path target, Database database, KeptFiles files, long reserve, Instant now)
      throws IOException {
    return write(target, reserve, backup -> backup.write(database, files, files.all(), now));
  }

  /// Writes a backup without files.
  static Manifest ofStatements(
      Path target, Database database, KeptFiles files, long reserve, Instant now)
      throws IOException {
    return write(target, reserve, backup -> backup.write(database, files, List.of(), now));
  }

  private interface Content {
    Manifest write(Backup backup) throws IOException;
  }

  private static Manifest write(Path target, long reserve, Content content) throws IOException {
    Path folder = Disk.parent(target);
    Files.createDirectories(folder);
    var disk = new Disk(folder, reserve);
    disk.requireSpace();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Manifest manifest;
      try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        manifest = content.write(new Backup(zip, disk));
      }
      Disk.sync(part);
      Disk.rename(part, target);
      return manifest;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Manifest write(Database database, KeptFiles files, List<KeptFiles.Kept> kept, Instant now)
      throws IOException {
    text(FORMAT_ENTRY, FORMAT);
    Statements statements = statements(database);
    var damaged = new ArrayList<String>();
    var part = files(files, kept, damaged);
    var manifest =
        new Manifest(
            DataDirectory.FORMAT,
            now,
            statements.store,
            statements.change,
            statements.datasets,
            statements.part,
            part,
            damaged);
    text(MANIFEST, Json.own().writeValueAsString(manifest));
    return manifest;
  }

  private void text(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private record Statements(String store, long change, long datasets, Manifest.Part part) {}

  private Statements statements(Database database) throws IOException {
    zip.putNextEntry(new ZipEntry(STATEMENTS));
    Statements statements = database.read(this::statements);
    zip.closeEntry();
    return statements;
  }

  private Statements statements(DatasetGraph data) {
    var tally = new Tally(zip, disk, Long.MAX_VALUE);
    var out = new BufferedOutputStream(tally, BUFFER);
    StreamRDF writer = StreamRDFWriter.getWriterStream(out, RDFFormat.NQUADS_UTF8);
    writer.start();
    long quads = write(data.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY), writer);
    quads += write(data.find(Difference.PRIVATE, Node.ANY, Node.ANY, Node.ANY), writer);
    writer.finish();
    flush(out);
    long datasets = Difference.count(data, Words.DATASET);
    long change = Register.lastChange(data.getDefaultGraph());
    var part = new Manifest.Part(quads, tally.bytes(), tally.hash().hex());
    return new Statements(Tdb2DatasetStore.storeId(data), change, datasets, part);
  }

  private static void flush(OutputStream out) {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long write(Iterator<Quad> quads, StreamRDF writer) {
    long count = 0;
    for (; quads.hasNext(); count++) {
      writer.quad(quads.next());
    }
    return count;
  }

  private Manifest.Part files(KeptFiles files, List<KeptFiles.Kept> kept, List<String> damaged)
      throws IOException {
    long count = 0;
    long bytes = 0;
    MessageDigest names = Sha256.digest();
    for (KeptFiles.Kept one : kept) {
      Sha256 hash = one.hash();
      var tally = new Tally(zip, disk, Long.MAX_VALUE);
      zip.putNextEntry(new ZipEntry(FILES + hash));
      try (InputStream in = whole(files, one)) {
        in.transferTo(tally);
      } catch (DamagedFile _) {
        // What came is kept, and found to be another's below.
      }
      zip.closeEntry();
      count++;
      bytes += tally.bytes();
      names.update(line(hash, tally.bytes()));
      if (!tally.hash().equals(hash)) {
        damaged.add(hash.hex());
      }
    }
    return new Manifest.Part(count, bytes, Sha256.of(names).hex());
  }

  /// All bytes of a file.
  static InputStream whole(KeptFiles files, KeptFiles.Kept one) throws IOException {
    return files
        .find(one.hash())
        .orElseThrow(() -> new NoSuchFileException(FILES + one.hash()))
        .open(0, one.size());
  }

  static byte[] line(Sha256 hash, long size) {
    return (hash + " " + size + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
