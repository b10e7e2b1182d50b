package org.allmende.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The truth in a Virtuoso that runs beside us.
@EnabledIfSystemProperty(named = "allmende.engines", matches = "true") // bench/run engines
class VirtuosoTest extends Engines {

  @TempDir static Path data;
  private static Peer peer;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Peer.hasVirtuoso(), "no Virtuoso here: apt-get install virtuoso-opensource-7-bin");
    peer = Peer.virtuoso(data);
  }

  @AfterAll
  static void stop() {
    if (peer != null) {
      peer.close();
    }
  }

  @Override
  DataDirectory.Options fresh() {
    return peer.fresh();
  }
}
