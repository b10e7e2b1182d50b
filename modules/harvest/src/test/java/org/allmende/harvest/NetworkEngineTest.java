package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.allmende.catalog.harvest.SourceFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An engine of two machines, of which one may be away, stopping, or leading elsewhere.
final class NetworkEngineTest {

  private static final String JSON = "application/json";

  private final Stub first = start();
  private final Stub second = start();

  private static Stub start() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  private NetworkEngine engine(String user, String password) {
    return new NetworkEngine(List.of(first.uri(""), second.uri("")), user, password);
  }

  private NetworkEngine engine() {
    return engine("", "");
  }

  private static Stub.Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  /// Says what came.
  private static void echo(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Stub.send(
        exchange,
        JSON,
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers.getFirst("Content-Type"),
            headers.getFirst("Authorization"),
            body));
  }

  @Test
  void sendsMethodBodyAndWhoAsks() throws IOException {
    first.on("/", NetworkEngineTest::echo);
    String said =
        Base64.getEncoder().encodeToString("allmende:gehäim".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "PUT /a?b=c application/json Basic " + said + " {\"ä\": 1}",
        engine("allmende", "gehäim").ask("PUT", "/a?b=c", JSON, "{\"ä\": 1}").body());
    assertEquals("DELETE /a application/json null ", engine().ask("DELETE", "/a", JSON, "").body());
  }

  @Test
  void handsOnWhatTheEngineRefuses() throws IOException {
    first.on("/", status(409));
    assertEquals(409, engine().ask("PUT", "/a", JSON, "{}").status());
    assertEquals(List.of(), second.asked());
  }

  @Test
  void asksTheNextMachineWhereOneIsAwayAndStaysThere() throws IOException {
    second.on("/", JSON, "{}");
    var engine = engine();
    first.close();
    assertEquals(200, engine.ask("GET", "/a", JSON, "").status());
    assertEquals(200, engine.ask("GET", "/b", JSON, "").status());
    assertEquals(List.of("/a", "/b"), second.asked());
  }

  @Test
  void asksTheNextMachineWhereOneBreaksOffOrIsStopping() throws IOException {
    first.on(
        "/broken",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          throw new IOException("power cut");
        });
    first.on("/stopping", status(503));
    second.on("/", JSON, "{}");
    assertEquals("{}", engine().ask("GET", "/broken", JSON, "").body());
    assertEquals(200, engine().ask("GET", "/stopping", JSON, "").status());
  }

  @Test
  void failsWhereNoMachineAnswers() {
    var engine = engine();
    first.close();
    second.close();
    assertThrows(SourceFailed.class, () -> engine.ask("GET", "/", JSON, ""));
  }

  @Test
  void goesNowhereElse() throws IOException {
    first.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", second.uri("/").toString());
          exchange.sendResponseHeaders(302, -1);
        });
    assertEquals(302, engine().ask("GET", "/", JSON, "").status());
    var refused =
        assertThrows(
            SourceFailed.class,
            () ->
                engine()
                    .ask(
                        "GET",
                        second.uri("/").toString().replace("127.0.0.1", "10.0.0.1"),
                        JSON,
                        ""));
    assertEquals("harvest-address", refused.finding().code());
    assertTrue(second.asked().isEmpty());
  }

  @Test
  void takesUpperCaseNamesAndUsualPorts() {
    var engine = new NetworkEngine(List.of(URI.create("http://LOCALHOST:1")), "", "");
    var away = assertThrows(SourceFailed.class, () -> engine.ask("GET", "/", JSON, ""));
    assertEquals("harvest-unreachable", away.finding().code());
  }
}
