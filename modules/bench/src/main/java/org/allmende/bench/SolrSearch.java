package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.testkit.peers.ForeignProgram;
import tools.jackson.databind.json.JsonMapper;

/// Solr in its Jetty, with the German analysis of its default schema. It keeps no answers: it is to
/// search.
final class SolrSearch implements Searched {

  private static final int PORT = 8493;
  private static final int BATCH = 2_000;
  private static final String BASE = "http://127.0.0.1:" + PORT + "/solr/datasets";

  private final Path peers;
  private final Path logs;
  private final ForeignProgram program;

  SolrSearch(Path root, Path logs) throws IOException {
    peers = root.resolve("modules/bench/peers");
    this.logs = logs;
    program = ForeignProgram.named("solr");
  }

  /// The server on a new home folder, already started.
  Measured serve(Path home, String heap) throws IOException {
    Path configuration = peers.resolve("solr");
    try (var files = Files.walk(configuration)) {
      files.forEach(file -> copy(file, home.resolve(configuration.relativize(file).toString())));
    }
    return Measured.start(
        logs.resolve("solr.log"),
        program.command(
            List.of(
                "-Xmx" + heap,
                peers.resolve("Solr.java").toString(),
                home.toString(),
                Integer.toString(PORT))));
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitAnswer(Measured server) throws InterruptedException {
    Http.await(BASE + "/select?q=*:*", server);
  }

  /// Takes in all documents, one in a line, and makes them durable.
  void index(Path documents) throws Exception {
    try (var lines = Files.newBufferedReader(documents, StandardCharsets.UTF_8)) {
      for (List<String> batch = batch(lines); !batch.isEmpty(); batch = batch(lines)) {
        add(batch, "");
      }
    }
    add(List.of(), "?commit=true");
  }

  private static List<String> batch(java.io.BufferedReader lines) {
    return lines.lines().limit(BATCH).toList();
  }

  private static void add(List<String> documents, String how) throws Exception {
    byte[] body = ("[" + String.join(",", documents) + "]").getBytes(StandardCharsets.UTF_8);
    Http.post(BASE + "/update" + how, "application/json", body);
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public String path(SearchQuestion question, int hits) {
    return "/solr/datasets/select?defType=edismax&q.alt=*:*&q="
        + Http.encode(question.text())
        + "&qf="
        + Http.encode("title^4 keyword^2 publisher_name^2 description")
        + "&mm="
        + Http.encode("100%")
        + "&fl=id,title,description,publisher_name,theme,format,license,modified,score&rows="
        + hits
        + "&facet=true&facet.field=theme&facet.field=format&facet.field=license"
        + "&facet.field=publisher&facet.limit=100&facet.mincount=1"
        + question.filters().entrySet().stream()
            .map(filter -> "&fq=" + Http.encode(filter.getKey() + ":\"" + filter.getValue() + "\""))
            .collect(Collectors.joining());
  }

  @Override
  public long total(String answer) {
    return JsonMapper.shared().readTree(answer).path("response").path("numFound").asLong();
  }

  /// Durable before it is answered, as ours is.
  @Override
  public void publish(String title, int number) throws Exception {
    add(
        List.of("{\"id\":\"measured-" + number + "\",\"title\":\"" + title + "\"}"),
        "?commit=true");
    String found = Http.get(BASE + "/select?q=" + Http.encode("title:\"" + title + "\""));
    if (total(found) == 0) {
      throw new IllegalStateException("acknowledged, but not found: " + title);
    }
  }
}
