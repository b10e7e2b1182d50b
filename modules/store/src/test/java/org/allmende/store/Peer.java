package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.harvest.NetworkSparqlStore;

/// A SPARQL server in a process of its own, started by a test and killed at will. It keeps its data
/// over a restart.
final class Peer implements AutoCloseable {

  private static final Path VIRTUOSO = Path.of("/usr/bin/virtuoso-t");
  private static final int TRIES = 600;

  private final Path folder;
  private final int port;
  private final String query;
  private final String update;
  private final List<String> command;
  private Process process;

  private Peer(Path folder, int port, String query, String update, List<String> command) {
    this.folder = folder;
    this.port = port;
    this.query = query;
    this.update = update;
    this.command = command;
    this.process = start();
  }

  /// Fuseki with TDB2.
  static Peer fuseki(Path folder) throws IOException {
    int port = free();
    Path data = Files.createDirectories(folder.resolve("data"));
    return new Peer(
        folder,
        port,
        "/ds/query",
        "/ds/update",
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            FusekiProcess.class.getName(),
            Integer.toString(port),
            data.toString()));
  }

  static boolean hasVirtuoso() {
    return Files.isExecutable(VIRTUOSO) && Files.isExecutable(Path.of("/usr/bin/isql-vt"));
  }

  /// Virtuoso as Debian packages it, with the isolation that a guard needs.
  static Peer virtuoso(Path folder) throws IOException, InterruptedException {
    int port = free();
    int sql = free();
    Path settings = folder.resolve("virtuoso.ini");
    Files.writeString(
        settings,
        """
        [Database]
        DatabaseFile = %1$s/virtuoso.db
        ErrorLogFile = %1$s/virtuoso.log
        LockFile = %1$s/virtuoso.lck
        TransactionFile = %1$s/virtuoso.trx
        xa_persistent_file = %1$s/virtuoso.pxa
        [TempDatabase]
        DatabaseFile = %1$s/virtuoso-temp.db
        TransactionFile = %1$s/virtuoso-temp.trx
        [Parameters]
        ServerPort = 127.0.0.1:%2$d
        NumberOfBuffers = 10000
        MaxDirtyBuffers = 6000
        DefaultIsolation = 8
        [HTTPServer]
        ServerPort = 127.0.0.1:%3$d
        ServerThreads = 10
        [SPARQL]
        ResultSetMaxRows = 10000000
        """
            .formatted(folder, sql, port));
    var peer =
        new Peer(
            folder,
            port,
            "/sparql",
            "/sparql",
            List.of(VIRTUOSO.toString(), "+foreground", "+configfile", settings.toString()));
    Path grant = folder.resolve("grant.sql");
    Files.writeString(grant, "GRANT SPARQL_UPDATE TO \"SPARQL\";\n");
    new ProcessBuilder("isql-vt", "127.0.0.1:" + sql, "dba", "dba", grant.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("grant.log").toFile())
        .start()
        .waitFor();
    return peer;
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  SparqlStore store() {
    URI base = URI.create("http://127.0.0.1:" + port);
    return new NetworkSparqlStore(base.resolve(query), base.resolve(update), "", "");
  }

  private Process start() {
    try {
      Files.deleteIfExists(folder.resolve("virtuoso.lck"));
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
              .start();
      await(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process started) throws IOException {
    for (int i = 0; i < TRIES && started.isAlive(); i++) {
      try {
        boolean there = store().select("ASK { ?s ?p ?o }", json -> json.read() >= 0);
        if (there) {
          return;
        }
      } catch (IOException _) {
        pause();
      }
    }
    throw new IOException(
        "does not start:\n" + Files.readString(folder.resolve("log"), StandardCharsets.UTF_8));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Kills it in the midst of whatever it does.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Starts it again.
  void restart() {
    process = start();
  }

  /// An empty store in it.
  DataDirectory.Options fresh() {
    SparqlStore store = store();
    try {
      List<String> graphs =
          store.select(
              "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
              json ->
                  new String(json.readAllBytes(), StandardCharsets.UTF_8)
                      .lines()
                      .flatMap(line -> java.util.Arrays.stream(line.split("\"", -1)))
                      .filter(Peer::isOurs)
                      .distinct()
                      .toList());
      for (String graph : graphs) {
        store.update("CLEAR GRAPH <" + graph + ">");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DataDirectory.Options(0, Throwable::printStackTrace).sharing(store);
  }

  private static boolean isOurs(String graph) {
    return graph.matches("(https?|urn):\\S*")
        && !graph.contains("openlinksw")
        && !graph.contains("w3.org");
  }

  @Override
  public void close() {
    kill();
  }
}
