package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Outcome;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.harvest.Network;
import org.allmende.harvest.RemoteCatalogues;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sources that answer what no source should, with the limits that hold outside tests: each of the
/// known cases ends soon, deletes nothing, and leaves other tenants alone.
final class HarvestResponsesTest {

  private static final int DATASETS = 60;
  private static final byte[] MUCH = new byte[1 << 16];

  @TempDir private Path folder = Path.of("");
  private @Nullable Place opened;
  private @Nullable HttpServer started;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Place place() {
    return Objects.requireNonNull(opened);
  }

  private HttpServer server() {
    return Objects.requireNonNull(started);
  }

  @BeforeEach
  void start() throws IOException {
    opened = new Place(folder.resolve("data"));
    for (String tenant : List.of("stadt", "kreis")) {
      place().installation.tenants().put(new Tenant(tenant, tenant, null, null, null, null));
    }
    started = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server().setExecutor(threads);
    server().start();
    server().createContext("/other", exchange -> send(exchange, turtle("x", 0, 1)));
    run(source("kreis", "other", "/other"));
  }

  @AfterEach
  void end() throws IOException {
    server().stop(0);
    threads.shutdownNow();
    place().close();
  }

  @TestFactory
  List<DynamicTest> everyKnownAnswerIsContained() throws IOException {
    return Files.readAllLines(Folders.shared("abuse/harvest-response.jsonl")).stream()
        .map(line -> Json.own().readTree(line))
        .map(one ->
            dynamicTest(
                one.path("id").asString() + " " + one.path("why").asString(),
                () -> {
                  String name = one.at("/request/server").asString();
                  contained(name, one);
                }))
        .toList();
  }

  /// Before, the source gave a catalogue as it should; another tenant has a dataset of its own.
  private void contained(String name, JsonNode one) throws IOException {
    var answer = new Answer(name);
    server().createContext("/" + name, answer);
    Source source = source("stadt", name, "/" + name);
    assertEquals(Outcome.DONE, run(source).outcome());
    List<DatasetId> before = published();
    long change = place().installation.directory().datasets().change();
    answer.hostile = true;
    long began = System.nanoTime();
    Harvest harvest = run(source);
    long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
    assertTrue(took < one.at("/expect/max_ms").asInt(), () -> took + " ms");
    assertEquals(0, harvest.count(Result.DELETED));
    assertTrue(published().containsAll(before), "something is gone");
    boolean adds = name.equals("same-identifier-twice");
    if (!adds) {
      assertEquals(change, place().installation.directory().datasets().change());
    }
    assertEquals(expected(name), codes(harvest), harvest::toString);
    if (adds) {
      long noted = place().installation.directory().datasets().change();
      assertEquals(DATASETS + 1, run(source).count(Result.UNCHANGED));
      assertEquals(noted, place().installation.directory().datasets().change());
    }
  }

  private static Set<String> expected(String name) {
    return switch (name) {
      case "endless-body", "gzip-bomb-10GB" -> Set.of("harvest-too-large", "harvest-incomplete");
      case "slow-1-byte-per-s", "accept-then-silence" ->
          Set.of("harvest-too-slow", "harvest-incomplete");
      case "lying-content-length" -> Set.of("harvest-incomplete");
      case "paged-catalog-cycle" -> Set.of("harvest-paging-circle");
      case "http-200-html-error-page" -> Set.of("harvest-no-rdf", "harvest-incomplete");
      case "empty-catalog" -> Set.of("harvest-incomplete");
      case "foreign-tenant-iri", "etag-always-same", "same-identifier-twice" -> Set.of();
      default -> throw new AssertionError("a case that is not known here: " + name);
    };
  }

  private static Set<String> codes(Harvest harvest) {
    return harvest.findings().stream()
        .map(Finding::code)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private List<DatasetId> published() {
    return place().installation.directory().datasets().ids(null, State.PUBLISHED);
  }

  private Harvesting harvesting() {
    String host = "127.0.0.1:" + server().getAddress().getPort();
    return new Harvesting(
        place().installation.directory().sources(),
        place().installation.directory().harvests(),
        new RemoteCatalogues(new Network(Set.of(host))),
        () -> new Upgrade(Vocabularies.shipped()),
        place().installation.directory().datasets(),
        place().installation.publishing().locks(),
        place().installation.tenants(),
        place().installation.clock());
  }

  private Source source(String tenant, String name, String path) throws IOException {
    var source =
        new Source(
            tenant,
            org.allmende.model.Slug.of(name),
            Source.Kind.DCAT,
            URI.create("http://127.0.0.1:" + server().getAddress().getPort() + path),
            0,
            null,
            Map.of());
    harvesting().put(source);
    return source;
  }

  private Harvest run(Source source) throws IOException {
    return harvesting().run(source, Harvesting.Manner.USUAL, _ -> {});
  }

  private static String turtle(String source, int from, int to) {
    var text =
        new StringBuilder(
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>\n");
    for (int n = from; n < to; n++) {
      text.append("<https://q.example.org/%s/%d> a dcat:Dataset ; ".formatted(source, n))
          .append("dct:identifier \"%s-%d\" ; ".formatted(source, n))
          .append("dct:publisher <https://q.example.org/p> ; ")
          .append("dct:title \"Satz %d\" .%n".formatted(n));
    }
    return text.toString();
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/turtle");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// A server that answers well at first.
  private static final class Answer implements com.sun.net.httpserver.HttpHandler {
    private final String name;
    private volatile boolean hostile;

    Answer(String name) {
      this.name = name;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      String well = turtle(name, 0, DATASETS);
      if (name.equals("etag-always-same")) {
        exchange.getResponseHeaders().set("ETag", "\"same\"");
      }
      if (!hostile) {
        send(exchange, well);
        return;
      }
      switch (name) {
        case "endless-body" -> pour(exchange, exchange.getResponseBody());
        case "gzip-bomb-10GB" -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          pour(exchange, null);
        }
        case "slow-1-byte-per-s" -> drip(exchange);
        case "accept-then-silence" -> rest(60);
        case "lying-content-length" -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write("# nothing ".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        }
        case "paged-catalog-cycle" ->
            send(
                exchange,
                well
                    + "<#v> <http://www.w3.org/ns/hydra/core#next> <"
                    + exchange.getRequestURI().getPath()
                    + "> .");
        case "http-200-html-error-page" ->
            send(exchange, "<!DOCTYPE html><html><body>Wartung</body></html>");
        case "empty-catalog" ->
            send(exchange, "<https://q.example.org/c> a <http://www.w3.org/ns/dcat#Catalog> .");
        case "foreign-tenant-iri" ->
            send(exchange, well + turtle("x", 0, 1).replace("Satz 0", "Gekapert"));
        case "etag-always-same" -> {
          exchange.sendResponseHeaders(304, -1);
          exchange.close();
        }
        case "same-identifier-twice" ->
            send(
                exchange,
                well + turtle("y", 0, 1).replace("\"y-0\"", "\"same-identifier-twice-0\""));
        default -> throw new IOException("a case that is not known here: " + name);
      }
    }

    private static void pour(HttpExchange exchange, @Nullable OutputStream plain)
        throws IOException {
      exchange.sendResponseHeaders(200, 0);
      try (exchange;
          OutputStream out =
              plain == null ? new GZIPOutputStream(exchange.getResponseBody()) : plain) {
        for (int i = 0; i < 160_000; i++) {
          out.write(MUCH);
        }
      }
    }

    private static void drip(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(200, 0);
      try (exchange) {
        for (int i = 0; i < 300; i++) {
          exchange.getResponseBody().write('#');
          exchange.getResponseBody().flush();
          rest(1);
        }
      }
    }

    private static void rest(int seconds) throws IOException {
      try {
        java.util.concurrent.TimeUnit.SECONDS.sleep(seconds);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
