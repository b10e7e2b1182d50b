package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.following.Later;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Unfit;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A leader that answers what no leader should.
final class NetworkLeaderTest {

  private static final String API = "/api/v1/replication";
  private static final byte[] BYTES = "die ganze Datei".getBytes(StandardCharsets.UTF_8);
  private static final Sha256 NAME = Sha256.of(BYTES);
  private static final Position STANDS = new Position(3, 7);

  @TempDir Path folder;
  private Stub stub;
  private NetworkLeader leader;

  @BeforeEach
  void serve() throws IOException {
    stub = new Stub();
    leader = new NetworkLeader(stub.uri("/"), "a token that only nodes have");
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// Announces more than it sends.
  private static void cut(HttpExchange exchange, int status, byte[] bytes, int announced)
      throws IOException {
    exchange.sendResponseHeaders(status, announced);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
    exchange.getHttpContext().getServer().removeContext(exchange.getHttpContext());
  }

  /// Sends until nobody listens any more.
  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] some = "9".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    while (true) {
      exchange.getResponseBody().write(some);
    }
  }

  private Stub changes(String store, long epoch, long number, String body) {
    return stub.on(
        API + "/changes",
        exchange -> {
          exchange.getResponseHeaders().set("Allmende-Store", store);
          exchange.getResponseHeaders().set("Allmende-Epoch", Long.toString(epoch));
          exchange.getResponseHeaders().set("Allmende-Transaction", Long.toString(number));
          send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  private Path ask() throws IOException {
    Path spool = folder.resolve("spool");
    leader.changes("laden", STANDS, Duration.ZERO, spool);
    return spool;
  }

  private Unfit.Why unfit() {
    return assertThrows(Unfit.class, this::ask).why();
  }

  @Test
  void takesTransactionsAsTheyCome() throws IOException {
    changes("laden", 3, 9, "was kommt");
    assertEquals("was kommt", Files.readString(ask()));
  }

  @Test
  void takesNothingOfAnOlderTermOrAnOlderStateOrAnotherStore() {
    changes("laden", 2, 9, "");
    assertEquals(Unfit.Why.SUPERSEDED, unfit());
    end(stub, () -> changes("laden", 3, 6, ""));
    assertEquals(Unfit.Why.AHEAD, unfit());
    end(stub, () -> changes("anderer", 3, 9, ""));
    assertEquals(Unfit.Why.OTHER_STORE, unfit());
    assertFalse(Files.exists(folder.resolve("spool")));
  }

  private void end(Stub before, Runnable next) {
    before.off(API + "/changes");
    next.run();
  }

  @Test
  void saysThatTheConnectionBrokeOffAndKeepsWhatCame() throws IOException {
    stub.on(
        API + "/files/" + NAME.hex(),
        exchange -> cut(exchange, 200, new byte[] {BYTES[0], BYTES[1]}, BYTES.length));
    Path part = folder.resolve("part");
    assertThrows(IOException.class, () -> leader.file(NAME, BYTES.length, part));
    assertEquals(2, Files.size(part));
    stub.on(
        API + "/files/" + NAME.hex(),
        exchange -> {
          assertEquals("bytes=2-", exchange.getRequestHeaders().getFirst("Range"));
          send(exchange, 206, java.util.Arrays.copyOfRange(BYTES, 2, BYTES.length));
        });
    leader.file(NAME, BYTES.length, part);
    assertArrayEquals(BYTES, Files.readAllBytes(part));
  }

  @Test
  void takesNoMoreOfAFileThanWasAnnounced() throws IOException {
    stub.on(API + "/files/" + NAME.hex(), NetworkLeaderTest::endless);
    Path part = folder.resolve("part");
    assertThrows(IOException.class, () -> leader.file(NAME, BYTES.length, part));
    assertTrue(Files.size(part) <= BYTES.length, () -> "too much");
  }

  @Test
  void takesNoEndlessAnswerInAsText() {
    stub.on(API, NetworkLeaderTest::endless);
    assertThrows(IOException.class, leader::status);
    assertThrows(IOException.class, () -> leader.files(List.of(NAME)));
  }

  @Test
  void takesNoLengthThatIsNoneAndNoFileThatWasNotAskedFor() throws IOException {
    stub.on(API + "/files", "text/plain", "");
    for (String odd :
        List.of(NAME + " -5", NAME + " viel", NAME + "", "x 1", "0".repeat(64) + " 1")) {
      stub.off(API + "/files");
      stub.on(API + "/files", "text/plain", odd);
      assertThrows(IOException.class, () -> leader.files(List.of(NAME)), odd);
    }
    stub.off(API + "/files");
    stub.on(API + "/files", "text/plain", NAME + " 15\n");
    assertEquals(Map.of(NAME, 15L), leader.files(List.of(NAME)));
  }

  @Test
  void saysWhatIsTheMatterWhateverIsAnswered() {
    stub.on(API, "text/plain", "");
    for (String odd :
        List.of("", "{", "[1]", "null", "{\"epoch\":-1}", "{\"transaction\":\"x\"}")) {
      stub.off(API);
      stub.on(API, "application/json", odd);
      assertThrows(IOException.class, leader::status, odd);
    }
    stub.off(API);
    stub.on(API, exchange -> send(exchange, 500, new byte[0]));
    assertTrue(assertThrows(IOException.class, leader::status).toString().contains("500"));
  }

  @Test
  void waitsAsLongAsItIsToldToButNotForever() {
    stub.on(API, exchange -> later(exchange, "7"));
    assertEquals(Duration.ofSeconds(7), assertThrows(Later.class, leader::status).pause());
    stub.off(API);
    stub.on(API, exchange -> later(exchange, "999999"));
    assertEquals(Duration.ofMinutes(1), assertThrows(Later.class, leader::status).pause());
  }

  private static void later(HttpExchange exchange, String seconds) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", seconds);
    send(exchange, 429, new byte[0]);
  }

  @Test
  void goesNowhereElse() throws IOException {
    try (var elsewhere = new Stub()) {
      elsewhere.on("/", "application/json", "{}");
      stub.on(
          API,
          exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.uri("/").toString());
            send(exchange, 307, new byte[0]);
          });
      assertThrows(IOException.class, leader::status);
      assertThrows(IOException.class, () -> leader.tell("laden", 4, "http://b.example.org"));
      assertEquals(List.of(), elsewhere.asked());
    }
  }

  @Test
  void neverJoinsTwoCopies() throws IOException {
    Path part = folder.resolve("copy.zip");
    stub.on(
        API + "/base",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"a\"");
          cut(exchange, 200, new byte[] {1, 1, 1}, 5);
        });
    assertThrows(IOException.class, () -> leader.base(part));
    stub.on(
        API + "/base",
        exchange -> {
          assertEquals("\"a\"", exchange.getRequestHeaders().getFirst("If-Range"));
          exchange.getResponseHeaders().set("ETag", "\"b\"");
          send(exchange, 200, new byte[] {2, 2});
        });
    leader.base(part);
    assertArrayEquals(new byte[] {2, 2}, Files.readAllBytes(part));
  }
}
