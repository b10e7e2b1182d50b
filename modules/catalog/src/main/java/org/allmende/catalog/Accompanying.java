package org.allmende.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What lies beside a file and says something about it. `NAME.meta.json` and `NAME.meta.yaml` are
/// our own form and count first; then come [CSVW](https://www.w3.org/TR/tabular-metadata/) as
/// `NAME-metadata.json` or `csv-metadata.json`, and the [data package](https://datapackage.org/)
/// that the file belongs to. An archive may hold them itself.
final class Accompanying {

  private static final String CSVW = "-metadata.json";
  private static final String FOLDER_CSVW = "csv-metadata.json";
  private static final String PACKAGE = "datapackage.json";
  private static final int MOST_ENTRIES = 10_000;

  private Accompanying() {}

  /// Whether a file is there for others only.
  static boolean is(Path file) throws IOException {
    String name = Importing.name(file);
    if (name.matches(".*\\.meta\\.(json|ya?ml)")) {
      return true;
    }
    if (name.equals(PACKAGE) || name.equals(FOLDER_CSVW)) {
      JsonNode said = json(file);
      return said.has("resources") || CsvwDescription.is(said);
    }
    return name.endsWith(CSVW) && CsvwDescription.is(json(file));
  }

  /// What is said about a file.
  static MetadataReader.Result of(Path file) throws IOException {
    Path own = file.resolveSibling(Importing.name(file) + ".meta.json");
    if (Files.isRegularFile(own)) {
      return MetadataReader.json(Json.bytes(own));
    }
    for (String ending : List.of(".meta.yaml", ".meta.yml")) {
      Path yaml = file.resolveSibling(Importing.name(file) + ending);
      if (Files.isRegularFile(yaml)) {
        return MetadataReader.yaml(Json.bytes(yaml));
      }
    }
    Optional<MetadataReader.Result> said = csvw(file);
    if (said.isEmpty()) {
      Path descriptor = file.resolveSibling(PACKAGE);
      said =
          new DataPackage(json(descriptor)).about(Importing.name(file)).map(MetadataReader::tree);
    }
    return said.isPresent() ? said.get() : packed(file);
  }

  private static Optional<MetadataReader.Result> csvw(Path file) throws IOException {
    for (String place :
        List.of(
            Importing.name(file) + CSVW,
            Importing.stem(Importing.name(file)) + CSVW,
            FOLDER_CSVW)) {
      Path beside = file.resolveSibling(place);
      var said = new CsvwDescription(json(beside)).about(Importing.name(file));
      if (said.isPresent()) {
        MetadataReader.Result read = MetadataReader.tree(said.get());
        var findings = new ArrayList<Finding>(read.findings());
        findings.addAll(CsvwCheck.of(file, beside));
        return Optional.of(new MetadataReader.Result(read.metadata(), findings));
      }
    }
    return Optional.empty();
  }

  /// What an archive says about itself, at its top or in its only folder.
  private static MetadataReader.Result packed(Path file) throws IOException {
    var nothing = new MetadataReader.Result(Metadata.NOTHING, List.of());
    if (!Importing.name(file).toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return nothing;
    }
    try (var zip = new ZipFile(file.toFile())) {
      int seen = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries();
          all.hasMoreElements() && seen < MOST_ENTRIES;
          seen++) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().matches("(?:[^/]+/)?datapackage\\.json")) {
          try (var in = zip.getInputStream(entry)) {
            JsonNode said = json(in.readNBytes(Json.MAX_BYTES + 1));
            return MetadataReader.tree(new DataPackage(said).whole());
          }
        }
      }
    } catch (ZipException e) {
      // What is wrong with it is said when it is read.
      return nothing;
    }
    return nothing;
  }

  private static JsonNode json(Path file) throws IOException {
    return Files.isRegularFile(file) ? json(Json.bytes(file)) : MissingNode.getInstance();
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return Json.foreign().readTree(bytes);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
