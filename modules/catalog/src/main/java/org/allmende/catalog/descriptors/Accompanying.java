package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.said.MetadataReader;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What lies beside a file and says something about it. `NAME.meta.json` and `NAME.meta.yaml` are
/// our own form and count first for what is said about the dataset. [CSVW](
/// https://www.w3.org/TR/tabular-metadata/) lies there as `NAME-metadata.json`, `csv-metadata.json`
/// or `metadata.json`, a [data package](https://datapackage.org/) as `datapackage.json`, in the
/// folder of the file or up to two above it; what they declare about its columns goes with the
/// file. An archive may hold them itself.
public final class Accompanying {

  private static final String CSVW = "-metadata.json";
  private static final List<String> FOLDER_CSVW = List.of("csv-metadata.json", "metadata.json");
  private static final String PACKAGE = "datapackage.json";
  private static final int MOST_ENTRIES = 10_000;
  private static final int FOLDERS_ABOVE = 2;

  private Accompanying() {}

  /// What is said about a file.
  ///
  /// @param metadata about it as a dataset
  /// @param declared about its tables
  /// @param findings what of it was not understood, or is not so
  public record Said(Metadata metadata, List<DeclaredTable> declared, List<Finding> findings) {

    static final Said NOTHING = new Said(Metadata.NOTHING, List.of(), List.of());

    public Said {
      declared = List.copyOf(declared);
      findings = List.copyOf(findings);
    }
  }

  /// A descriptor, and where it is.
  ///
  /// @param path from where the files are
  /// @param file the path of the file that it describes, from where the descriptor is
  private record Found(Descriptor descriptor, String path, String file, Beside beside) {}

  /// Whether a file is there for others only.
  public static boolean is(Path file) throws IOException {
    String name = name(file);
    if (name.matches(".*\\.meta\\.(json|ya?ml)")) {
      return true;
    }
    return isNamedSo(name)
        ? descriptor(Json.bytes(file), name, new ArrayList<>()).isPresent()
        : name.endsWith(".json") && isPart(file);
  }

  /// Whether a descriptor in the same folder has a part of it in a file.
  private static boolean isPart(Path file) throws IOException {
    for (String name : List.of(PACKAGE, FOLDER_CSVW.getFirst(), FOLDER_CSVW.getLast())) {
      Path place = file.resolveSibling(name);
      if (Files.isRegularFile(place)
          && descriptor(Json.bytes(place), name, new ArrayList<>())
              .filter(found -> found.hasPart(name(file)))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  static boolean isNamedSo(String name) {
    return name.equals(PACKAGE) || FOLDER_CSVW.contains(name) || name.endsWith(CSVW);
  }

  /// What lies beside a file in its folder, or in it, says about it.
  public static Said of(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    String name = name(absolute);
    if (folder == null) {
      return Said.NOTHING;
    }
    Beside beside = Beside.folder(folder);
    var findings = new ArrayList<Finding>();
    Optional<Found> found = beside(name, beside, findings);
    String path = name;
    for (int up = 0; up < FOLDERS_ABOVE && found.isEmpty(); up++) {
      Path above = folder.getParent();
      if (above == null) {
        break;
      }
      path = name(folder) + "/" + path;
      folder = above;
      found = above(path, Beside.folder(above), findings);
    }
    return said(name, absolute, found, beside, findings);
  }

  /// What came along with a file says about it.
  static Said of(Upload upload, Beside beside) throws IOException {
    var findings = new ArrayList<Finding>();
    Optional<Found> found = beside(upload.name(), beside, findings);
    return said(upload.name(), upload.path(), found, beside, findings);
  }

  private static Said said(
      String name, Path file, Optional<Found> found, Beside beside, List<Finding> findings)
      throws IOException {
    MetadataReader.@Nullable Result own = own(name, beside);
    if (found.isEmpty()) {
      Said packed = packed(name, file, findings);
      return own == null
          ? packed
          : new Said(own.metadata(), packed.declared(), joined(own.findings(), packed.findings()));
    }
    Descriptor descriptor = found.get().descriptor();
    String path = found.get().file();
    var about = own != null ? own : descriptor.about(path).map(MetadataReader::tree).orElseThrow();
    findings.addAll(about.findings());
    Optional<DeclaredTable> declared = descriptor.declared(path, found.get().beside(), findings);
    if (descriptor instanceof CsvwDescription) {
      findings.addAll(CsvwCheck.of(path, found.get().path(), found.get().beside()));
    }
    return new Said(about.metadata(), declared.stream().toList(), findings);
  }

  private static MetadataReader.@Nullable Result own(String name, Beside beside)
      throws IOException {
    for (String ending : List.of(".meta.json", ".meta.yaml", ".meta.yml")) {
      Optional<byte[]> own = beside.document(name + ending);
      if (own.isPresent()) {
        return ending.endsWith("json")
            ? MetadataReader.json(own.get())
            : MetadataReader.yaml(own.get());
      }
    }
    return null;
  }

  /// The descriptor of a file that is where the file is.
  private static Optional<Found> beside(String name, Beside beside, List<Finding> findings)
      throws IOException {
    var places = new ArrayList<>(List.of(name + CSVW, stem(name) + CSVW));
    places.addAll(FOLDER_CSVW);
    places.add(PACKAGE);
    return first(name, places, beside, findings);
  }

  /// The descriptor of a file in a folder above it.
  private static Optional<Found> above(String path, Beside beside, List<Finding> findings)
      throws IOException {
    var places = new ArrayList<>(FOLDER_CSVW);
    places.add(PACKAGE);
    return first(path, places, beside, findings);
  }

  private static Optional<Found> first(
      String file, List<String> places, Beside beside, List<Finding> findings) throws IOException {
    for (String place : places) {
      Optional<byte[]> document = place.equals(file) ? Optional.empty() : beside.document(place);
      if (document.isPresent()) {
        Optional<Descriptor> descriptor = descriptor(document.get(), place, findings);
        if (descriptor.isPresent() && descriptor.get().about(file).isPresent()) {
          return Optional.of(new Found(descriptor.get(), place, file, beside));
        }
      }
    }
    return Optional.empty();
  }

  /// Reads a descriptor. What only has the name of one is none; what cannot be read is reported.
  static Optional<Descriptor> descriptor(byte[] bytes, String name, List<Finding> findings) {
    try {
      return Descriptor.of(bytes);
    } catch (JacksonException e) {
      if (!name.equals(FOLDER_CSVW.getLast())) {
        findings.add(unreadable(name, e));
      }
      return Optional.empty();
    }
  }

  /// What an archive says about itself, at its top or in its only folder.
  private static Said packed(String name, Path file, List<Finding> findings) throws IOException {
    if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return new Said(Metadata.NOTHING, List.of(), findings);
    }
    try (var zip = new ZipFile(file.toFile())) {
      List<String> paths =
          Collections.list(zip.entries()).stream()
              .limit(MOST_ENTRIES)
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .toList();
      return packed(zip, paths, findings);
    } catch (ZipException e) {
      // What is wrong with it is said when it is read.
      return new Said(Metadata.NOTHING, List.of(), findings);
    }
  }

  private static Said packed(ZipFile zip, List<String> paths, List<Finding> findings)
      throws IOException {
    Metadata metadata = Metadata.NOTHING;
    var declared = new ArrayList<DeclaredTable>();
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      String top = path.substring(0, path.length() - name.length());
      if (!isNamedSo(name) || top.indexOf('/') != top.lastIndexOf('/')) {
        continue;
      }
      Beside beside = Beside.archive(zip, top);
      Optional<byte[]> document = beside.document(name);
      var descriptor = document.flatMap(bytes -> descriptor(bytes, name, findings));
      if (descriptor.isPresent()) {
        if (metadata.equals(Metadata.NOTHING)) {
          var whole = MetadataReader.tree(descriptor.get().whole());
          metadata = whole.metadata();
          findings.addAll(whole.findings());
        }
        declared(descriptor.get(), paths, top, beside, declared, findings);
      }
    }
    return new Said(metadata, declared, findings);
  }

  /// What a descriptor in an archive declares about the files in it; what was declared before
  /// stays.
  private static void declared(
      Descriptor descriptor,
      List<String> paths,
      String top,
      Beside beside,
      List<DeclaredTable> declared,
      List<Finding> findings)
      throws IOException {
    for (String path : paths) {
      boolean known = declared.stream().anyMatch(table -> table.file().equals(path));
      if (path.startsWith(top) && !known && !isNamedSo(path.substring(path.lastIndexOf('/') + 1))) {
        String inside = path.substring(top.length());
        descriptor
            .declared(inside, beside, findings)
            .ifPresent(table -> declared.add(table.at(path)));
      }
    }
  }

  private static List<Finding> joined(List<Finding> one, List<Finding> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static Finding unreadable(String name, JacksonException e) {
    var at = e.getLocation();
    Integer line = at == null || at.getLineNr() < 1 ? null : at.getLineNr();
    return new Finding(
        "descriptor-unreadable",
        Severity.WARNING,
        new Finding.Place(line, name, null),
        new Text(
            "Die Beschreibung " + name + " lässt sich nicht lesen: " + e.getOriginalMessage(),
            "The descriptor " + name + " cannot be read: " + e.getOriginalMessage()),
        new Text(
            "Eine Beschreibung ist gültiges JSON von höchstens 1 MB. Berichtigen Sie sie und geben"
                + " Sie sie noch einmal mit.",
            "A descriptor is valid JSON of at most 1 MB. Correct it and hand it in again."));
  }

  /// The name of a file or folder.
  public static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /// A file's name without its ending.
  public static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
