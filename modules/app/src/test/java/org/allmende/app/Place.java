package org.allmende.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.publishing.Importing;
import org.allmende.catalog.store.Seeding;
import org.allmende.store.DataDirectory;
import org.allmende.vocabulary.Vocabularies;
import org.springframework.util.FileSystemUtils;

/// An installation for a test: real store, real index, real files, a clock that stands.
final class Place implements AutoCloseable {

  static final String BASE = "https://daten.example.org";
  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static final String MUNICIPALITIES =
      "http://dcat-ap.de/def/politicalGeocoding/municipalityKey";

  final Installation installation;

  Place(Path data) throws IOException {
    this(data, InstantSource.fixed(NOW));
  }

  Place(Path data, InstantSource clock) throws IOException {
    installation = Installation.open(furnished(data), BASE, DataDirectory.Options.DEFAULT, clock);
  }

  /// Makes a data directory as it is at its second start, unless there is one: the vocabularies in
  /// its store, and what follows that. The longest list, of the municipalities, only seems to be
  /// there; whoever asks for it begins with an empty directory.
  static Path furnished(Path data) throws IOException {
    if (!Files.exists(data.resolve("store"))) {
      FileSystemUtils.copyRecursively(Model.FOLDER, data);
    }
    return data;
  }

  /// What new data directories are copied from, made once.
  private static final class Model {

    static final Path FOLDER = made();

    private static Path made() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target"), "furnished");
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
        try (var directory = DataDirectory.open(folder, BASE, InstantSource.fixed(NOW))) {
          var vocabularies = Vocabularies.shipped();
          for (var list : vocabularies.graphs()) {
            if (!list.name().equals(MUNICIPALITIES)) {
              directory.datasets().putGraph(list.name(), list.graph().get());
            }
          }
          directory.datasets().putGraph(Seeding.EDITIONS, Seeding.editions(vocabularies));
        }
        try (var made =
            Installation.open(
                folder, BASE, DataDirectory.Options.DEFAULT, InstantSource.fixed(NOW))) {
          made.follow();
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// A port on which nobody listens.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Serves an installation on this machine.
  static Server serve(Installation installation, int port) {
    return Server.start(installation, new Server.Options(port, "127.0.0.1"));
  }

  List<Importing.Line> take(Path... paths) throws IOException {
    var lines = new ArrayList<Importing.Line>();
    installation.importing().run(List.of(paths), null, lines::add);
    installation.follow();
    return lines;
  }

  /// The answer in CSV without its head.
  List<String> rows(String query) throws IOException {
    var answer = installation.sparql().answer(SparqlEndpoint.Request.of(query, "text/csv"));
    if (!(answer instanceof Answer.Ready ready)) {
      throw new AssertionError(answer.toString());
    }
    var out = new java.io.ByteArrayOutputStream();
    try (var body = ready.body()) {
      body.writeTo(out);
    }
    return out.toString(java.nio.charset.StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  long count(String pattern) throws IOException {
    return Long.parseLong(
        rows("PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT (COUNT(*) AS ?n) { "
                + pattern
                + " }")
            .getFirst());
  }

  SearchIndex.Results search(String text) {
    return installation.search().search(SearchIndex.Request.of(text));
  }

  @Override
  public void close() throws IOException {
    installation.close();
  }
}
