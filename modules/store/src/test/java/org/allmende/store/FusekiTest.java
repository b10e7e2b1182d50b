package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The truth in a Fuseki that runs beside us.
class FusekiTest extends Engines {

  @TempDir static Path data;
  private static Peer peer;

  @BeforeAll
  static void start() throws IOException {
    peer = Peer.fuseki(data);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  @Override
  DataDirectory.Options fresh() {
    return peer.fresh();
  }
}
