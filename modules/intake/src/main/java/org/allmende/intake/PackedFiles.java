package org.allmende.intake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.allmende.intake.files.Archives;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.formats.Shapefile;
import org.allmende.model.Bytes;
import org.allmende.model.Told;
import org.allmende.model.Upload;

/// The files in an archive that may hold tables, by their names' endings.
///
/// One after the other is unpacked to a file that bears a name of ours, and is gone when it was
/// looked at. What all of them unpack to is bounded, whatever the archive's list says.
final class PackedFiles {

  private static final Set<String> FORMATS = Set.of("ZIP", "GZIP", "GTFS", "SHP", "KMZ");

  private static final int MOST_FILES = 200;
  private static final long MOST_BYTES = 2L << 30;
  private static final int LONGEST_NAME = 200;
  private static final Set<String> ENDINGS =
      Set.of(
          "csv", "tsv", "tab", "txt", "asc", "dat", "psv", "xlsx", "xlsm", "xls", "ods", "json",
          "geojson", "jsonl", "ndjson", "dsv", "xml", "kml", "dbf", "shp", "parquet", "gpkg",
          "gml");

  /// Descriptors of other files, and schemas that they refer to.
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "(?:.*/)?(?:datapackage|(?:[^/]*\\.)?csv-metadata|(?:[^/]*[._-])?(?:table)?schema)\\.json");

  /// What lies beside shapefiles.
  private static final List<String> COMPANIONS = List.of("dbf", "prj", "cpg");

  private static final Set<String> ARCHIVES = Set.of("zip", "gz", "tgz", "tar", "7z", "rar", "kmz");

  private final Upload archive;
  private final boolean gzip;
  private final List<Packed> files = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private long left = MOST_BYTES;

  /// A file in an archive.
  ///
  /// @param path where it lies in the archive
  /// @param label what its tables are called after: its path, without ending where that is enough
  /// @param sole whether it is the only one that may hold tables
  record Packed(String path, String label, boolean sole) {

    /// What a table of the file is called in the archive.
    String tableName(String inFile) {
      if (sole) {
        return inFile;
      }
      return inFile.equals(FileNames.stem(name())) ? label : label + "!" + inFile;
    }

    /// What the table of that name in the archive is called in the file, where it is one of its.
    Optional<String> nameInFile(String inArchive) {
      if (sole) {
        return Optional.of(inArchive);
      }
      if (inArchive.equals(label)) {
        return Optional.of(FileNames.stem(name()));
      }
      return inArchive.startsWith(label + "!")
          ? Optional.of(inArchive.substring(label.length() + 1))
          : Optional.empty();
    }

    String name() {
      return shown(path.substring(path.lastIndexOf('/') + 1));
    }

    private Packed labelled(String other, boolean only) {
      return new Packed(path, other, only);
    }
  }

  /// Takes an unpacked file, which is gone afterwards.
  interface Taker {
    void take(Packed packed, Upload file) throws IOException;
  }

  /// More came out of an archive than is looked at.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
    private final String path;
    private final boolean bomb;

    private TooLarge(String path, boolean bomb) {
      super(path);
      this.path = path;
      this.bomb = bomb;
    }

    String path() {
      return path;
    }

    /// Whether nothing honest packs so much into so little.
    boolean isBomb() {
      return bomb;
    }
  }

  private PackedFiles(Upload archive, boolean gzip) {
    this.archive = archive;
    this.gzip = gzip;
  }

  /// Whether a file is an archive that may hold tables.
  static boolean isArchive(Upload upload, String format) throws IOException {
    if (!FORMATS.contains(format)) {
      return false;
    }
    try (var in = Files.newInputStream(upload.path())) {
      byte[] head = in.readNBytes(2);
      return head.length == 2 && (head[0] == 'P' || (head[0] & 0xFF) == 0x1F);
    }
  }

  /// Looks into an archive.
  ///
  /// @param format of the archive
  static PackedFiles of(Upload archive, String format) throws IOException {
    var packed = new PackedFiles(archive, format.equals("GZIP"));
    if (packed.gzip) {
      String name = shown(withoutEnding(archive.name()));
      packed.files.add(new Packed(name, name, true));
    } else {
      packed.list();
    }
    return packed;
  }

  /// What is in the archive, may hold data and is not looked at.
  List<String> unread() {
    return unread;
  }

  /// Unpacks the wanted ones one by one.
  void each(Predicate<Packed> wanted, Taker taker) throws IOException {
    for (Packed packed : files) {
      if (wanted.test(packed)) {
        unpack(packed, taker);
      }
    }
  }

  private void list() throws IOException {
    try (ZipFile zip = Archives.open(archive.path())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String path = entry.getName();
        String ending = FileNames.ending(path.substring(path.lastIndexOf('/') + 1));
        if (ARCHIVES.contains(ending)) {
          unread.add(shown(path));
        } else if (ENDINGS.contains(ending) && !isHidden(path) && isNew(path)) {
          if (files.size() < MOST_FILES) {
            files.add(new Packed(path, FileNames.stem(shown(path)), false));
          } else {
            unread.add(shown(path));
          }
        }
      }
    }
    files.removeIf(file -> isCompanion(file.path()));
    Map<String, Integer> labels = new HashMap<>();
    files.forEach(file -> labels.merge(file.label(), 1, Integer::sum));
    boolean sole = files.size() == 1;
    files.replaceAll(file ->
        file.labelled(
            labels.getOrDefault(file.label(), 0) > 1 ? shown(file.path()) : file.label(), sole));
  }

  private boolean isCompanion(String path) {
    return COMPANIONS.contains(FileNames.ending(path))
        && files.stream()
            .anyMatch(file ->
                FileNames.ending(file.path()).equals("shp")
                    && FileNames.stem(file.path()).equalsIgnoreCase(FileNames.stem(path)));
  }

  private boolean isNew(String path) {
    return files.stream().noneMatch(file -> file.path().equals(path));
  }

  /// What programs leave behind in archives, and what describes other files.
  private static boolean isHidden(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return path.startsWith("__MACOSX/")
        || lower.endsWith(".shp.xml")
        || DESCRIPTION.matcher(lower).matches()
        || Arrays.stream(path.split("/")).anyMatch(part -> part.startsWith("."));
  }

  private void unpack(Packed packed, Taker taker) throws IOException {
    Path folder = Files.createTempDirectory("unpacked");
    try {
      String ending = FileNames.ending(packed.name());
      Path file = folder.resolve("file." + (ENDINGS.contains(ending) ? ending : "any"));
      long size = unpack(packed, file);
      var folders = archive.folders();
      String any = "application/octet-stream";
      var declared =
          archive.declared().stream()
              .filter(table -> gzip || table.file().equals(packed.path()))
              .toList();
      taker.take(
          packed,
          new Upload(
              packed.name(),
              folders,
              any,
              archive.sha256(),
              size,
              new Bytes.Local(file),
              declared,
              Told.NOTHING));
    } finally {
      try (var left = Files.newDirectoryStream(folder)) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private long unpack(Packed packed, Path to) throws IOException {
    if (gzip) {
      try (var in = new GZIPInputStream(Files.newInputStream(archive.path()))) {
        return copy(in, to, packed);
      }
    }
    try (ZipFile zip = Archives.open(archive.path())) {
      if (FileNames.ending(packed.name()).equals("shp")) {
        String stem = FileNames.stem(packed.path());
        for (ZipEntry entry : Collections.list(zip.entries())) {
          String ending = FileNames.ending(entry.getName());
          if (COMPANIONS.contains(ending)
              && FileNames.stem(entry.getName()).equalsIgnoreCase(stem)) {
            copy(zip, entry, Shapefile.beside(to, ending), packed);
          }
        }
      }
      ZipEntry entry = zip.getEntry(packed.path());
      if (entry == null) {
        throw new FileNotFoundException(packed.path());
      }
      return copy(zip, entry, to, packed);
    }
  }

  private long copy(ZipFile zip, ZipEntry entry, Path to, Packed packed) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return copy(in, to, packed);
    }
  }

  private long copy(InputStream in, Path to, Packed packed) throws IOException {
    byte[] block = new byte[1 << 16];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        size += n;
        left -= n;
        boolean bomb = Archives.isBomb(MOST_BYTES - left, archive.size());
        if (bomb || left < 0) {
          throw new TooLarge(shown(packed.path()), bomb);
        }
        out.write(block, 0, n);
      }
    }
    return size;
  }

  private static String withoutEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /// A name without signs that are not seen, and not longer than names are.
  private static String shown(String name) {
    String plain = name.replaceAll("[\\p{Cc}\\p{Cf}]", "");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
  }
}
