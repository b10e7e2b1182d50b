package org.allmende.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.allmende.catalog.said.Json;
import org.allmende.model.Sha256;
import tools.jackson.core.JacksonException;

/// A [Backup] that is read. Names in the zip file are compared, never followed; sizes are checked
/// before and while they are read. Whatever is not as its manifest says is a [BackupException] that
/// names the file.
final class BackupFile implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("files/[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64}) (\\d{1,18})");
  private static final Set<String> KNOWN =
      Set.of(Backup.FORMAT_ENTRY, Backup.STATEMENTS, Backup.SHARES, Backup.NAMES, Backup.MANIFEST);
  private static final int LONGEST_MANIFEST = 64 << 20;

  /// The line of a file is so long at most.
  private static final int LONGEST_NAME = 64 + 1 + 18 + 1;

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;
  private final Sha256 id;
  private final Set<Sha256> files;

  private BackupFile(Path path, ZipFile zip) throws IOException {
    this.path = path;
    this.zip = zip;
    if (!text(read(Backup.FORMAT_ENTRY, 100)).equals(Backup.FORMAT)) {
      throw refused("it is no backup of this format");
    }
    byte[] json = read(Backup.MANIFEST, LONGEST_MANIFEST);
    this.manifest = manifest(json);
    this.id = Sha256.of(json);
    this.files = files();
  }

  /// Opens a backup, and judges it by its manifest.
  static BackupFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BackupException("There is no backup " + path + ".");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw damaged(path, e);
    }
    try {
      return new BackupFile(path, zip);
    } catch (Throwable e) {
      zip.close();
      throw e;
    }
  }

  private Manifest manifest(byte[] json) throws IOException {
    Manifest read;
    try {
      read = Json.own().readValue(json, Manifest.class);
    } catch (JacksonException e) {
      throw refused("its manifest cannot be read", e);
    }
    if (read.layout() > DataDirectory.FORMAT) {
      throw refused("it was made by a newer Allmende");
    }
    return read;
  }

  private Set<Sha256> files() throws BackupException {
    var seen = new HashSet<String>();
    var found = new LinkedHashSet<Sha256>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      boolean file = FILE.matcher(name).matches();
      if (!seen.add(name) || !(file || KNOWN.contains(name))) {
        throw refused("it holds something that is in no backup");
      }
      if (file) {
        found.add(new Sha256(name.substring(Backup.FILES.length())));
      }
    }
    if (found.size() != manifest.files().count()) {
      throw refused("it holds " + found.size() + " files instead of " + manifest.files().count());
    }
    return found;
  }

  Path path() {
    return path;
  }

  Manifest manifest() {
    return manifest;
  }

  /// As it is named by one that goes on from it: by the hash of its manifest, and so of everything
  /// in it.
  Manifest.Since asSince() {
    return new Manifest.Since(manifest.change(), id.hex());
  }

  /// Whether the bytes of a file are in it.
  boolean holds(Sha256 file) {
    return files.contains(file);
  }

  /// Whether the bytes of a file were not as they are called when it was made.
  boolean isDamaged(Sha256 file) {
    return manifest.damaged().contains(file.hex());
  }

  /// What all statements of the store added up to.
  Shares shares() throws IOException {
    return Shares.read(read(Backup.SHARES, manifest.shares(), Shares.BYTES));
  }

  /// All files of the store, and their sizes.
  Map<Sha256, Long> names() throws IOException {
    long most = Math.min(manifest.names().count() * LONGEST_NAME, Integer.MAX_VALUE - 8);
    var names = new LinkedHashMap<Sha256, Long>();
    for (String line : text(read(Backup.NAMES, manifest.names(), (int) most)).lines().toList()) {
      Matcher name = NAME.matcher(line);
      if (!name.matches()) {
        throw refused(Backup.NAMES + " cannot be read");
      }
      names.put(new Sha256(name.group(1)), Long.parseLong(name.group(2)));
    }
    if (!names.keySet().containsAll(files)) {
      throw refused("its files are not those of its manifest");
    }
    return names;
  }

  private byte[] read(String name, Manifest.Part part, int limit) throws IOException {
    byte[] bytes = read(name, limit);
    if (!Sha256.of(bytes).hex().equals(part.sha256())) {
      throw refused(name + " is not as it was");
    }
    return bytes;
  }

  private byte[] read(String name, int limit) throws IOException {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw refused(name + " is too long");
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw damaged(path, e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private InputStream open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  /// Writes the statements to a file.
  void statements(Path to, Disk disk) throws IOException {
    Manifest.Part part = manifest.statements();
    Tally tally = extract(Backup.STATEMENTS, to, disk, part.bytes());
    if (tally.bytes() != part.bytes() || !tally.hash().hex().equals(part.sha256())) {
      throw refused(Backup.STATEMENTS + " is not as it was");
    }
  }

  /// Writes the bytes of one of its files to a place, unless they were damaged.
  void file(Sha256 file, Path to, Disk disk, long size) throws IOException {
    String name = Backup.FILES + file;
    Tally tally = extract(name, to, disk, size);
    if (isDamaged(file)) {
      Files.delete(to);
    } else if (tally.bytes() != size || !tally.hash().equals(file)) {
      throw refused(name + " is not as it was");
    }
  }

  private Tally extract(String name, Path to, Disk disk, long limit) throws IOException {
    try (InputStream in = open(name);
        var out = Files.newOutputStream(to)) {
      var tally = new Tally(out, disk, limit);
      in.transferTo(tally);
      return tally;
    } catch (ZipException | EOFException e) {
      throw damaged(path, e);
    } catch (Tally.TooLong e) {
      throw refused(name + " is longer than it says", e);
    }
  }

  BackupException refused(String why) {
    return new BackupException(message(path, why));
  }

  BackupException refused(String why, Throwable cause) {
    return new BackupException(message(path, why), cause);
  }

  private static BackupException damaged(Path path, Throwable cause) {
    return new BackupException(message(path, "it is cut off or damaged, or no zip file"), cause);
  }

  private static String message(Path path, String why) {
    return "The backup " + path + " cannot be used: " + why + ".";
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
