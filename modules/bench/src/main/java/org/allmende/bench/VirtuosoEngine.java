package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Virtuoso Open Source 7 as Debian packages it (`virtuoso-opensource-7-bin`), in a process of its
/// own, with as many buffers as its documentation names for 4 GB; its default graph is the union of
/// all graphs.
final class VirtuosoEngine implements Engine {

  private static final Path SERVER = Path.of("/usr/bin/virtuoso-t");
  private static final int PORT = 8493;
  private static final int SQL_PORT = 8494;
  private static final int TRIES = 120;

  private final Path logs;

  VirtuosoEngine(Path logs) {
    this.logs = logs;
  }

  static boolean isInstalled() {
    return Files.isExecutable(SERVER);
  }

  @Override
  public String name() {
    return "Virtuoso 7.2.5.1";
  }

  /// The server itself loads, and ends when it has; it is killed when it cannot.
  @Override
  public Measured load(Path nquads, Path data) throws Exception {
    Path folder = nquads.resolveSibling("").toAbsolutePath();
    Measured server = start("virtuoso-load.log", data, folder);
    String statements =
        """
        ld_dir('%s', '%s', 'urn:none');
        log_enable(2);
        rdf_loader_run();
        GRANT SPARQL_UPDATE TO "SPARQL";
        checkpoint;
        shutdown;
        """
            .formatted(folder, nquads.getFileName());
    Thread.ofPlatform()
        .daemon()
        .name("virtuoso-load")
        .start(() -> {
          if (!sql(statements)) {
            ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
          }
        });
    return server;
  }

  @Override
  public Measured serve(Path data) throws Exception {
    return start("virtuoso-serve.log", data, data);
  }

  private Measured start(String log, Path data, Path readable) throws IOException {
    Path folder = data.toAbsolutePath();
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
        DirsAllowed = %3$s
        NumberOfBuffers = 340000
        MaxDirtyBuffers = 250000
        [HTTPServer]
        ServerPort = 127.0.0.1:%4$d
        ServerThreads = 20
        [SPARQL]
        ResultSetMaxRows = 1000000
        """
            .formatted(folder, SQL_PORT, readable, PORT),
        StandardCharsets.UTF_8);
    return Measured.start(
        logs.resolve(log),
        List.of(SERVER.toString(), "+foreground", "+configfile", settings.toString()));
  }

  /// Runs statements, one a line, as soon as the server takes them; whether all went well.
  private boolean sql(String statements) {
    try {
      Path script = Files.writeString(logs.resolve("virtuoso.sql"), statements);
      Path log = logs.resolve("virtuoso-sql.log");
      for (int i = 0; i < TRIES; i++) {
        TimeUnit.SECONDS.sleep(1);
        int exit =
            new ProcessBuilder(
                    "isql-vt",
                    "127.0.0.1:" + SQL_PORT,
                    "dba",
                    "dba",
                    "ERRORS=STDOUT",
                    script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit == 0) {
          // it ends with 0 after an error in a statement, too
          return !Files.readString(log).contains("*** Error");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public String sparql() {
    return "http://127.0.0.1:" + PORT + "/sparql";
  }

  @Override
  public String searchTemplate() {
    return "";
  }

  @Override
  public void publish(int number) throws Exception {
    var insertion = new Insertion(number);
    Http.post(
        sparql(),
        "application/x-www-form-urlencoded",
        ("query=" + URLEncoder.encode(insertion.update(), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8));
    insertion.requireVisible(sparql());
  }
}
