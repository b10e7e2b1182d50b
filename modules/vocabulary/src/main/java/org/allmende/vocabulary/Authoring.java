package org.allmende.vocabulary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Sha256;

/// Writes `vocabularies/` from tables of facts: addresses, codes, labels and numbers that others
/// publish. The same tables make the same bytes.
public final class Authoring {

  private final Path csvFolder;
  private final Path vocabularies;
  private final Map<String, String> versions;
  private final List<String> index = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  private Authoring(Path csvFolder, Path vocabularies, Map<String, String> versions) {
    this.csvFolder = csvFolder;
    this.vocabularies = vocabularies;
    this.versions = versions;
  }

  /// Arguments: the folder of CSV files, the folder to write, and, where a table is newer than the
  /// edition this program knows, `list=version` for each.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: Authoring CSV_FOLDER VOCABULARIES_FOLDER [LIST=VERSION ...]");
      System.exit(2);
    }
    var versions = new HashMap<String, String>();
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not LIST=VERSION: " + argument);
      }
      versions.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    author(Path.of(arguments[0]), Path.of(arguments[1]), versions);
  }

  /// Writes all lists in the editions this program knows.
  public static void author(Path csvFolder, Path vocabulariesFolder) throws IOException {
    author(csvFolder, vocabulariesFolder, Map.of());
  }

  private static void author(Path csvFolder, Path vocabularies, Map<String, String> versions)
      throws IOException {
    new Authoring(csvFolder, vocabularies, versions).run();
  }

  private void run() throws IOException {
    OwnFacts own = OwnFacts.read();
    for (Edition known : Edition.lists()) {
      Edition edition = wanted(known);
      FactTable table = FactTable.read(csvFolder.resolve(edition.csv()));
      var written = new ConceptAuthor(edition, own).write(table);
      write(edition, table, Map.of(edition.folder(), written));
    }
    for (Place.Kind kind : Place.Kind.values()) {
      Edition edition = wanted(Edition.places(kind));
      FactTable table = FactTable.read(csvFolder.resolve(edition.csv()));
      write(edition, table, new PlaceAuthor(edition, kind).write(table));
      places.addAll(PlaceAuthor.lines(table));
    }
    writeText(Shelf.INDEX, "path\tscheme\tconcepts\tsha256\n" + joined(index));
    writeText(Shelf.PLACES, PlaceAuthor.head() + "\n" + joined(places));
  }

  private Edition wanted(Edition known) {
    return known.withVersion(versions.getOrDefault(known.folder(), known.version()));
  }

  private void write(Edition edition, FactTable table, Map<String, ConceptAuthor.Written> files)
      throws IOException {
    String folder = edition.folder() + "/" + edition.version() + "/";
    int concepts = 0;
    for (var file : files.entrySet()) {
      String path = folder + file.getKey() + ".ttl";
      var written = file.getValue();
      Sha256 checksum = writeText(path, written.turtle());
      index.add(path + "\t" + edition.scheme() + "\t" + written.concepts() + "\t" + checksum);
      concepts += written.concepts();
    }
    writeText(folder + "SOURCE.md", Source.of(edition, table, concepts));
  }

  private Sha256 writeText(String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = vocabularies.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return Sha256.of(bytes);
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
