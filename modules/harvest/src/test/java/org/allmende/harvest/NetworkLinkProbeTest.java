package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.links.LinkProbe.Question;
import org.allmende.catalog.links.LinkProbe.Reply;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkLinkProbeTest {

  private static final Limits SHORT =
      new Limits(
          5,
          1 << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          64,
          1,
          Duration.ZERO);

  private final Stub stub = start();
  private final List<String> methods = Collections.synchronizedList(new ArrayList<>());
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final NetworkLinkProbe probe =
      new NetworkLinkProbe(new Network(stub.way(), SHORT), "https://daten.example.org", () -> now);

  private static Stub start() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private NetworkLinkProbeTest on(String path, int status, String... headers) {
    stub.on(path, exchange -> answer(exchange, status, headers));
    return this;
  }

  private void answer(HttpExchange exchange, int status, String... headers) throws IOException {
    methods.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, -1);
  }

  /// Asks until there is an answer.
  private Reply ask(String path) {
    return ask(Question.about(stub.uri(path)));
  }

  private Reply ask(Question first) {
    Question question = first;
    for (int step = 0; step < 20; step++) {
      Reply reply = probe.ask(question);
      if (!(reply instanceof Reply.Next next)) {
        return reply;
      }
      question = next.question();
    }
    throw new AssertionError("it never ends");
  }

  private static void assertTold(Reason reason, int status, Reply reply) {
    var told = assertInstanceOf(Reply.Told.class, reply);
    assertEquals(reason + " " + status, told.reason() + " " + told.status());
  }

  @Test
  void asksForTheHeadOnly() {
    on("/a.csv", 200);
    assertTold(Reason.ANSWERED, 200, ask("/a.csv"));
    assertEquals(List.of("HEAD /a.csv"), methods);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 500, 501})
  void asksForTheContentWhereTheHeadIsRefused(int refusal) {
    stub.on(
        "/a",
        exchange -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          answer(exchange, head ? refusal : 200);
        });
    assertTold(Reason.ANSWERED, 200, ask("/a"));
    assertEquals(List.of("HEAD /a", "GET /a"), methods);
  }

  @Test
  void doesNotReadWhatIsEndless() {
    stub.on(
        "/endless",
        exchange -> {
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(405, -1);
            return;
          }
          assertEquals("bytes=0-0", exchange.getRequestHeaders().getFirst("Range"));
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(new byte[1 << 16]);
            }
          }
        });
    assertTold(Reason.ANSWERED, 200, ask("/endless"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, ANSWERED, 200",
    "204, ANSWERED, 204",
    "206, ANSWERED, 200",
    "304, ANSWERED, 304",
    "401, REFUSED, 401",
    "403, REFUSED, 403",
    "404, GONE, 404",
    "410, GONE, 410",
    "416, ANSWERED, 200",
    "500, REFUSED, 500"
  })
  void tellsTheStatus(int status, Reason reason, int told) {
    on("/x", status);
    assertTold(reason, told, ask("/x"));
  }

  @Test
  void followsRedirectsOneRequestAtATime() {
    on("/old", 301, "Location", "/new").on("/new", 200);
    assertTold(Reason.ANSWERED, 200, ask("/old"));
    assertEquals(List.of("HEAD /old", "HEAD /new"), methods);
    on("/ping", 302, "Location", "/pong").on("/pong", 302, "Location", "/ping");
    assertTold(Reason.REDIRECTS, 302, ask("/ping"));
    on("/self", 302, "Location", "/self");
    assertTold(Reason.ANSWERED, 302, ask("/self"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1/a",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "http://10.0.0.1/",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://user:secret@example.org/",
        "https://example.org:22/",
        "urn:isbn:1"
      })
  void doesNotAskWhatItMayNot(String address) {
    assertTold(Reason.ADDRESS, 0, ask(Question.about(URI.create(address))));
    on("/inside", 302, "Location", address);
    assertTold(Reason.ADDRESS, 0, ask("/inside"));
  }

  @Test
  void honoursRobots() {
    stub.on("/robots.txt", "text/plain", "User-agent: allmende\nDisallow: /no\nCrawl-delay: 7\n");
    on("/no", 200).on("/yes", 200);
    assertTold(Reason.ROBOTS, 0, ask("/no?x"));
    Reply yes = ask("/yes");
    assertTold(Reason.ANSWERED, 200, yes);
    assertEquals(Duration.ofSeconds(7), yes.pause());
    assertEquals(List.of("HEAD /yes"), methods);
    assertEquals(1, stub.asked().stream().filter("/robots.txt"::equals).count());
    now = now.plus(Duration.ofHours(25));
    assertTold(Reason.ANSWERED, 200, ask("/yes"));
    assertEquals(2, stub.asked().stream().filter("/robots.txt"::equals).count());
  }

  @ParameterizedTest
  @CsvSource({"404, ANSWERED", "403, ANSWERED", "500, ROBOTS_MISSING", "503, ROBOTS_MISSING"})
  void knowsWhatItMeansThatThereAreNoRobots(int status, Reason reason) {
    on("/robots.txt", status).on("/a", 200);
    assertEquals(reason, assertInstanceOf(Reply.Told.class, ask("/a")).reason());
  }

  @Test
  void readsTheBeginningOfRobotsThatAreTooLong() {
    String rules = "\nUser-agent: *\nDisallow: /a\n";
    String within = "#".repeat(Robots.MOST_BYTES - rules.length());
    stub.on("/robots.txt", "text/plain", within + rules + rules.replace("/a", "/b"));
    on("/a", 200).on("/b", 200);
    assertTold(Reason.ROBOTS, 0, ask("/a"));
    assertTold(Reason.ANSWERED, 200, ask("/b"));
  }

  @Test
  void asksNothingWhereRobotsLeadInside() {
    on("/robots.txt", 301, "Location", "http://10.0.0.1/robots.txt").on("/a", 200);
    assertTold(Reason.ROBOTS_MISSING, 0, ask("/a"));
  }

  @Test
  void readsRobotsBehindARedirect() {
    on("/robots.txt", 301, "Location", "/elsewhere.txt").on("/a", 200);
    stub.on("/elsewhere.txt", "text/plain", "User-agent: *\nDisallow: /a");
    assertTold(Reason.ROBOTS, 0, ask("/a"));
  }

  @Test
  void tellsWhenAHostIsBusy() {
    on("/busy", 429, "Retry-After", "120").on("/down", 503);
    assertEquals(new Reply.Busy(429, Duration.ofMinutes(2)), ask("/busy"));
    assertEquals(new Reply.Busy(503, Duration.ZERO), ask("/down"));
    var date = java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusHours(2);
    on(
        "/until",
        503,
        "Retry-After",
        java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
    assertTrue(ask("/until").pause().toMinutes() >= 118);
  }

  @Test
  void tellsWhenAHostIsAway() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      var asking = probe(new WayOut(Set.of(host), InetAddress::getAllByName));
      assertEquals(
          new Reply.Away(Reason.SILENT),
          asking.ask(Question.about(URI.create("http://" + host + "/"))));
    }
    var nowhere =
        probe(
            new WayOut(
                Set.of(),
                host -> {
                  throw new UnknownHostException(host);
                }));
    assertEquals(
        new Reply.Away(Reason.UNKNOWN_HOST),
        nowhere.ask(Question.about(URI.create("https://weg.example.org/"))));
  }

  private NetworkLinkProbe probe(WayOut way) {
    return new NetworkLinkProbe(new Network(way, SHORT), "https://daten.example.org", () -> now);
  }

  @Test
  void saysWhoAsks() {
    var agents = Collections.synchronizedList(new ArrayList<String>());
    stub.on(
        "/who",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.sendResponseHeaders(200, -1);
        });
    ask("/who");
    assertEquals(List.of("Allmende (+https://daten.example.org)"), agents);
  }
}
