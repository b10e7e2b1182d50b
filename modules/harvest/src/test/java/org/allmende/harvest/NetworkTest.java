package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.harvest.SourceFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Servers that send too much, too little, too slowly, or again and again the same.
final class NetworkTest {

  private static final Limits SMALL =
      new Limits(
          5,
          4 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(3),
          1_000,
          2,
          Duration.ofMillis(10));

  private Stub stub = start();

  private static Stub start() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void warm() throws IOException {
    stub.on("/ok", "text/turtle", "ok");
    fetch("/ok");
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private byte[] fetch(String path) throws IOException {
    return new TapeFetcher(new Network(stub.way(), SMALL), new MemoryTape())
        .get(stub.uri(path), "*/*")
        .bytes(1 << 20);
  }

  private String failure(String path) {
    return assertTimeout(
        Duration.ofSeconds(60),
        () -> assertThrows(SourceFailed.class, () -> fetch(path)).finding().code());
  }

  @Test
  void cutsOffWhoSendsWithoutEnd() {
    stub.on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[1 << 16];
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(much);
            }
          }
        });
    assertEquals("harvest-too-large", failure("/endless"));
  }

  @Test
  void cutsOffABombOfGzip() {
    stub.on(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[1 << 16];
          try (var out = new GZIPOutputStream(exchange.getResponseBody())) {
            for (int i = 0; i < 10_000; i++) {
              out.write(much);
            }
          }
        });
    assertEquals("harvest-too-large", failure("/bomb"));
  }

  @Test
  void cutsOffWhoDripsOrFallsSilent() {
    stub.on(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 100; i++) {
              out.write('x');
              out.flush();
              Thread.sleep(500);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    assertEquals("harvest-too-slow", failure("/drip"));
  }

  @Test
  void waitsNotLongForWhoNeverAnswers() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      var network = new Network(new WayOut(Set.of(host), InetAddress::getAllByName), SMALL);
      var fetcher = new TapeFetcher(network, new MemoryTape());
      var failed =
          assertThrows(
              SourceFailed.class,
              () -> fetcher.get(java.net.URI.create("http://" + host + "/"), "*/*"));
      assertTrue(failed.isTemporary());
      assertEquals("harvest-too-slow", failed.finding().code());
    }
  }

  @Test
  void takesNoMoreThanWasAnnounced() throws IOException {
    try (var lying = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      var _ = Thread.ofVirtual().start(() -> lie(lying));
      String host = "127.0.0.1:" + lying.getLocalPort();
      var network = new Network(new WayOut(Set.of(host), InetAddress::getAllByName), SMALL);
      byte[] answer =
          new TapeFetcher(network, new MemoryTape())
              .get(java.net.URI.create("http://" + host + "/"), "*/*")
              .bytes(100);
      assertEquals(10, answer.length);
    }
  }

  private static void lie(ServerSocket server) {
    try (Socket socket = server.accept()) {
      var in = socket.getInputStream();
      in.skipNBytes(1);
      OutputStream out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] much = new byte[1 << 16];
      for (int i = 0; i < 16_000; i++) {
        out.write(much);
      }
    } catch (IOException _) {
      // The client has had enough.
    }
  }

  @Test
  void noticesAnAnswerThatBreaksOff() {
    stub.on(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
        });
    assertEquals("harvest-broken-off", failure("/half"));
  }

  @Test
  void triesAgainWhatFailsForTheMoment() throws IOException {
    var times = new AtomicInteger();
    stub.on(
        "/busy",
        exchange -> {
          if (times.getAndIncrement() == 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
          } else {
            Stub.send(exchange, "text/plain", "jetzt");
          }
        });
    assertEquals("jetzt", new String(fetch("/busy"), StandardCharsets.UTF_8));
    stub.on("/not-there", exchange -> exchange.sendResponseHeaders(404, -1));
    var failed = assertThrows(SourceFailed.class, () -> fetch("/not-there"));
    assertEquals("harvest-status", failed.finding().code());
    assertEquals(1, stub.asked().stream().filter("/not-there"::equals).count());
  }

  @Test
  void asksOnlyForWhatHasChanged() throws IOException {
    stub.on(
        "/tagged",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            Stub.send(exchange, "text/plain", "immer gleich");
          }
        });
    var network = new Network(stub.way(), SMALL);
    var tape = new MemoryTape();
    new TapeFetcher(network, tape).get(stub.uri("/tagged"), "*/*");
    var next = tape.next();
    byte[] again = new TapeFetcher(network, next).get(stub.uri("/tagged"), "*/*").bytes(100);
    assertEquals("immer gleich", new String(again, StandardCharsets.UTF_8));
    byte[] third = new TapeFetcher(network, next.next()).get(stub.uri("/tagged"), "*/*").bytes(100);
    assertEquals("immer gleich", new String(third, StandardCharsets.UTF_8));
    assertEquals(3, stub.asked().stream().filter("/tagged"::equals).count());
  }

  @Test
  void playsATapeWithoutTheNetwork() throws IOException {
    stub.on("/once", "text/plain", "einmal");
    var tape = new MemoryTape();
    var network = new Network(stub.way(), SMALL);
    new TapeFetcher(network, tape).get(stub.uri("/once"), "*/*");
    int before = stub.asked().size();
    var player = new TapeFetcher(network, tape.again());
    byte[] played = player.get(stub.uri("/once"), "*/*").bytes(100);
    assertEquals("einmal", new String(played, StandardCharsets.UTF_8));
    assertEquals(
        "harvest-not-on-tape",
        assertThrows(SourceFailed.class, () -> player.get(stub.uri("/ok"), "*/*"))
            .finding()
            .code());
    assertEquals(before, stub.asked().size());
  }
}
