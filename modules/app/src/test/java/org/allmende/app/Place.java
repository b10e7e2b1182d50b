package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.publishing.Importing;
import org.allmende.store.DataDirectory;

/// An installation for a test: real store, real index, real files, a clock that stands.
final class Place implements AutoCloseable {

  static final String BASE = "https://daten.example.org";
  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  final Installation installation;

  Place(Path data) throws IOException {
    installation =
        Installation.open(data, BASE, DataDirectory.Options.DEFAULT, InstantSource.fixed(NOW));
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
