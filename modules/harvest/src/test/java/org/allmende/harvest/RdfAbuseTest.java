package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Hostile RDF in a harvested catalogue: it is read or not, soon, nothing is fetched because of it,
/// and what could not be read whole is never taken for complete.
final class RdfAbuseTest {

  @TestFactory
  List<DynamicTest> everyKnownAttackIsContained() throws IOException {
    return Abuse.cases("rdf-import.jsonl", RdfAbuseTest::attack);
  }

  private static void attack(JsonNode one) throws IOException {
    var connections = new AtomicInteger();
    try (var canary = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        var stub = new Stub()) {
      var _ = Thread.ofVirtual().start(() -> count(canary, connections));
      String body =
          Abuse.text(one.at("/request/body"))
              .replace("{{canaryPort}}", Integer.toString(canary.getLocalPort()));
      stub.on("/c", one.at("/request/content_type").asString(), body);
      var heard = new Heard();
      long start = System.nanoTime();
      boolean failed = failed(stub, heard);
      assertTrue(
          Duration.ofNanos(System.nanoTime() - start).toMillis()
              < one.at("/expect/max_ms").asInt());
      assertEquals(0, connections.get());
      if (one.at("/expect/class").asString().equals("4xx")) {
        assertTrue(failed || !heard.isComplete() || heard.records.isEmpty());
      }
      heard
          .records
          .values()
          .forEach(
              record -> assertFalse(record.graph().toString().contains("root:"), record::toString));
    }
  }

  private static boolean failed(Stub stub, Heard heard) throws IOException {
    var source =
        new Source("a", "b", Source.Kind.DCAT, stub.uri("/c"), 0, null, java.util.Map.of());
    try {
      new RemoteCatalogues(new Network(stub.way(), Limits.USUAL))
          .read(source, new MemoryTape(), heard);
      return false;
    } catch (SourceFailed _) {
      return true;
    }
  }

  private static void count(ServerSocket canary, AtomicInteger connections) {
    while (true) {
      try (var _ = canary.accept()) {
        connections.incrementAndGet();
      } catch (IOException _) {
        return;
      }
    }
  }
}
