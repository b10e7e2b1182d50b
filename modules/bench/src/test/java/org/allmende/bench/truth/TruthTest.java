package org.allmende.bench.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.bench.truth.Truth.Manner;
import org.allmende.testkit.Figure;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Few readers for some seconds, against the packaged program; `modules/bench/run truth` lets 200
/// of them read for ten minutes.
final class TruthTest {

  @Test
  void nobodySeesHalfAVersionOrAnOldOne(@TempDir Path folder) throws Exception {
    Path jar = Folders.root().resolve("modules/app/target/allmende.jar");
    Assumptions.assumeTrue(Files.exists(jar), () -> "the program is not packaged: " + jar);
    var report = Truth.run(jar, folder, new Manner(10, 2, 2, 8));
    System.out.println(report);
    Figure.print("readers and writers", "10 and 2");
    assertTrue(report.complaints().isEmpty(), report::toString);
  }

  @Test
  void whoIsNeverAnsweredHasSeenNothingThatIsTrue() throws Exception {
    var here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server = HttpServer.create(here, 0);
    server.createContext("/", TruthTest::comeBack);
    server.start();
    try {
      var portal = new Portal("http://127.0.0.1:" + server.getAddress().getPort());
      var report = Truth.run(portal, () -> true, new Manner(2, 1, 1, 1), Truth.NOTHING);
      for (Way way : Way.values()) {
        assertTrue(
            report.complaints().stream().anyMatch(one -> one.startsWith(way + ": answered 0")),
            report::toString);
      }
    } finally {
      server.stop(0);
    }
  }

  /// Takes what is written, and gives nothing.
  private static void comeBack(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      int status =
          switch (exchange.getRequestMethod()) {
            case "GET" -> 503;
            case "POST" -> 201;
            default -> 200;
          };
      byte[] body = "{\"id\":\"zaehlstadt/eins\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
