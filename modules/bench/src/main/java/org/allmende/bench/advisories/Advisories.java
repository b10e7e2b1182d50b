package org.allmende.bench.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the bill of materials in the packaged program with advisories that lie on this machine:
/// a folder, a file, or a zip file as [OSV gives it out](https://google.github.io/osv.dev/data/)
/// for the ecosystem Maven. Nothing is asked over the network.
public final class Advisories {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Library> libraries;
  private final List<String> found = new ArrayList<>();
  private int read;

  Advisories(List<Library> libraries) {
    this.libraries = List.copyOf(libraries);
  }

  /// `DUMP`: ends with 1 where a library is affected.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("modules/bench/run advisories DUMP");
      System.exit(2);
    }
    var advisories =
        new Advisories(libraries(Path.of(arguments[0], "modules/app/target/allmende.jar")));
    advisories.readAll(Path.of(arguments[1]));
    advisories.found().forEach(System.out::println);
    System.out.println(
        advisories.libraries.size()
            + " libraries, "
            + advisories.read
            + " advisories, "
            + advisories.found().size()
            + " affect");
    System.exit(advisories.read == 0 ? 2 : advisories.found().isEmpty() ? 0 : 1);
  }

  /// What a program says it is made of.
  static List<Library> libraries(Path jar) throws IOException {
    try (var zip = new ZipFile(jar.toFile());
        InputStream bill = zip.getInputStream(zip.getEntry("META-INF/sbom/application.cdx.json"))) {
      return JSON.readTree(bill)
          .path("components")
          .valueStream()
          .flatMap(one -> Library.of(one.path("purl").asString("")).stream())
          .toList();
    }
  }

  /// Reads all advisories in a file, a zip file or a folder.
  void readAll(Path from) throws IOException {
    if (Files.isDirectory(from)) {
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
          read(JSON.readTree(Files.readAllBytes(file)));
        }
      }
    } else if (from.toString().endsWith(".zip")) {
      try (var zip = new ZipFile(from.toFile())) {
        for (ZipEntry entry :
            (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
          if (entry.getName().endsWith(".json")) {
            try (InputStream in = zip.getInputStream(entry)) {
              read(JSON.readTree(in));
            }
          }
        }
      }
    } else {
      read(JSON.readTree(Files.readAllBytes(from)));
    }
  }

  private void read(JsonNode json) {
    read++;
    Advisory advisory = Advisory.read(json);
    libraries.stream()
        .filter(advisory::affects)
        .forEach(library ->
            found.add(
                library + ": " + String.join(", ", advisory.names()) + " " + advisory.summary()));
  }

  /// What is affected, a line each.
  List<String> found() {
    return List.copyOf(found);
  }
}
