package org.allmende.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real SPARQL server in a process of its own, killed at will. It keeps its data over a restart.
public final class SparqlServer implements AutoCloseable {

  private static final Path VIRTUOSO = Path.of("/usr/bin/virtuoso-t");
  private static final int TRIES = 600;

  private final Path folder;
  private final List<String> command;
  private final URI query;
  private final URI update;
  private Process process;

  private SparqlServer(Path folder, URI query, URI update, List<String> command)
      throws IOException {
    this.folder = folder;
    this.query = query;
    this.update = update;
    this.command = command;
    this.process = start();
  }

  /// Fuseki with TDB2.
  ///
  /// @param program that has it on its class path
  public static SparqlServer fuseki(Path folder, ForeignProgram program) throws IOException {
    int port = ForeignProgram.freePort();
    Path data = Files.createDirectories(folder.resolve("data"));
    URI base = URI.create("http://127.0.0.1:" + port + "/ds/");
    return new SparqlServer(
        folder,
        base.resolve("query"),
        base.resolve("update"),
        program.command(
            List.of(
                "-Xmx512m",
                // Otherwise it sets up Log4j, which is not everywhere.
                "-Dlog4j2.configurationFile=none",
                "-Dlog4j.configurationFile=none",
                "org.apache.jena.fuseki.main.cmds.FusekiMainCmd",
                "--localhost",
                "--port=" + port,
                "--update",
                "--tdb2",
                "--loc=" + data,
                "/ds")));
  }

  /// Virtuoso as Debian packages it, with the isolation that a guard needs.
  ///
  /// @throws IOException when it is not installed
  public static SparqlServer virtuoso(Path folder) throws IOException, InterruptedException {
    if (!Files.isExecutable(VIRTUOSO) || !Files.isExecutable(Path.of("/usr/bin/isql-vt"))) {
      throw new IOException("Virtuoso is missing: apt-get install virtuoso-opensource-7-bin");
    }
    int port = ForeignProgram.freePort();
    int sql = ForeignProgram.freePort();
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
    URI address = URI.create("http://127.0.0.1:" + port + "/sparql");
    var server =
        new SparqlServer(
            folder,
            address,
            address,
            List.of(VIRTUOSO.toString(), "+foreground", "+configfile", settings.toString()));
    Path grant = folder.resolve("grant.sql");
    Files.writeString(grant, "GRANT SPARQL_UPDATE TO \"SPARQL\";\n");
    new ProcessBuilder("isql-vt", "127.0.0.1:" + sql, "dba", "dba", grant.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("grant.log").toFile())
        .start()
        .waitFor();
    return server;
  }

  /// Where it is asked.
  public URI query() {
    return query;
  }

  /// Where it is written to.
  public URI update() {
    return update;
  }

  private Process start() throws IOException {
    Files.deleteIfExists(folder.resolve("virtuoso.lck"));
    Process started = ForeignProgram.run(folder.resolve("server-log"), command);
    try {
      await(started);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return started;
  }

  private void await(Process started) throws IOException, InterruptedException {
    var question =
        HttpRequest.newBuilder(URI.create(query + "?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D")).build();
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES && started.isAlive(); i++) {
        try {
          if (client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // Not yet.
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IOException(
        command.getFirst()
            + " does not start:\n"
            + Files.readString(folder.resolve("server-log"), StandardCharsets.UTF_8));
  }

  /// Kills it in the midst of whatever it does.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Starts it again.
  public void restart() {
    try {
      process = start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
