package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import org.allmende.testkit.peers.ForeignProgram;
import org.allmende.testkit.peers.SparqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The truth in a Fuseki that runs beside us.
class FusekiTest extends Engines {

  @TempDir static Path data;
  private static SparqlServer server;

  @BeforeAll
  static void start() throws IOException {
    server = SparqlServer.fuseki(data, ForeignProgram.here());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  DataDirectory.Options fresh() {
    return SharedStores.fresh(server);
  }
}
