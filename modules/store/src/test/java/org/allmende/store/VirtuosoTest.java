package org.allmende.store;

import java.nio.file.Path;
import java.util.Objects;
import org.allmende.testkit.peers.SparqlServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The truth in a Virtuoso that runs beside us.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
class VirtuosoTest extends Engines {

  @TempDir static Path data;
  private static @Nullable SparqlServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SparqlServer.virtuoso(data);
  }

  @AfterAll
  static void stop() {
    SparqlServer running = server;
    if (running != null) {
      running.close();
    }
  }

  @Override
  DataDirectory.Options fresh() {
    return SharedStores.fresh(Objects.requireNonNull(server));
  }
}
