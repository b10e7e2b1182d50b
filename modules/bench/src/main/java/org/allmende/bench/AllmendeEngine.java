package org.allmende.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Ourselves, started as a user would.
final class AllmendeEngine implements Engine {

  static final int PORT = 8491;
  private static final String TOKEN = "allmende_benchmark";

  private final Path root;
  private final Path logs;
  private final String heap;

  AllmendeEngine(Path root, Path logs) {
    this(root, logs, "4g");
  }

  /// @param heap of the server
  AllmendeEngine(Path root, Path logs, String heap) {
    this.root = root;
    this.logs = logs;
    this.heap = heap;
  }

  @Override
  public String name() {
    return "Allmende";
  }

  @Override
  public Measured load(Path nquads, Path data) throws Exception {
    return start(
        "allmende-import.log",
        "4g",
        "import",
        nquads.toString(),
        "--quiet",
        "--data",
        data.toString());
  }

  @Override
  public Measured serve(Path data) throws Exception {
    return start(
        "allmende-serve.log",
        heap,
        "serve",
        "--port",
        Integer.toString(PORT),
        "--address",
        "127.0.0.1",
        "--data",
        data.toString());
  }

  /// Builds the search index anew, from the store alone.
  Measured reindex(Path data) throws Exception {
    return start("allmende-reindex.log", "3g", "reindex", "search", "--data", data.toString());
  }

  private Measured start(String log, String memory, String... arguments) throws Exception {
    var command = new java.util.ArrayList<String>(List.of(root.resolve("allmende").toString()));
    command.addAll(List.of(arguments));
    return Measured.start(
        logs.resolve(log),
        command,
        List.of(
            "ALLMENDE_BOOTSTRAP_TOKEN=" + TOKEN,
            "ALLMENDE_JAVA_OPTS=-Xmx" + memory,
            "ALLMENDE_BASE_URL=http://localhost:" + PORT));
  }

  /// Where it is asked.
  String base() {
    return "http://127.0.0.1:" + PORT;
  }

  @Override
  public String sparql() {
    return base() + "/sparql";
  }

  @Override
  public String searchTemplate() {
    return base() + "/api/v1/search?q={q}{filters}&size=10";
  }

  @Override
  public void publish(int number) throws Exception {
    String title = "Messung " + number;
    upload(title, number);
    String answer =
        Http.ask(sparql(), "ASK { ?d <http://purl.org/dc/terms/title> \"" + title + "\"@de }");
    if (!answer.contains("true")) {
      throw new IllegalStateException("acknowledged, but not visible: " + title);
    }
  }

  /// Publishes a small table and returns when the server has answered.
  void upload(String title, int number) throws Exception {
    String boundary = "----allmende-bench";
    String body =
        part(boundary, "tenant", null, "import")
            + part(boundary, "publish", null, "true")
            + part(
                boundary,
                "metadata",
                null,
                "{\"title\":\"" + title + "\",\"license\":\"dl-zero-de/2.0\"}")
            + part(
                boundary,
                "file",
                "messung.csv",
                "id;name;anzahl\r\n1;Ost;" + number + "\r\n2;West;17\r\n")
            + "--"
            + boundary
            + "--\r\n";
    Http.post(
        base() + "/api/v1/datasets",
        "multipart/form-data; boundary=" + boundary,
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + TOKEN);
  }

  private static String part(
      String boundary, String name, @org.jspecify.annotations.Nullable String file, String value) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\""
        + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: text/csv")
        + "\r\n\r\n"
        + value
        + "\r\n";
  }
}
