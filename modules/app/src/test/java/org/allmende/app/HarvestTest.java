package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Outcome;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.publishing.Quotas;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.harvest.Network;
import org.allmende.harvest.RemoteCatalogues;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Catalogues of others from their server into the store and out of it again.
final class HarvestTest {

  private static final int MANY = 10_000;
  private static final String HEAD =
      "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>"
          + " PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n";

  private static final Harvesting.Manner DRY = new Harvesting.Manner(true, false);
  private static final Harvesting.Manner CONFIRMED = new Harvesting.Manner(false, true);

  @TempDir private Path folder = Path.of("");

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private HttpServer server = server();
  private @Nullable Place opened;

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Place place() {
    return Objects.requireNonNull(opened);
  }

  @BeforeEach
  void start() throws IOException {
    opened = new Place(folder.resolve("data"));
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] bytes = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/turtle");
          exchange.sendResponseHeaders(
              page == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    for (String tenant : List.of("stadt", "kreis")) {
      place().installation.tenants().put(new Tenant(tenant, tenant, null, null, null, null));
    }
  }

  @AfterEach
  void end() throws IOException {
    server.stop(0);
    place().close();
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private Harvesting harvesting() {
    return harvesting(Quotas.NONE);
  }

  private Harvesting harvesting(Quotas quotas) {
    return new Harvesting(
        place().installation.directory().sources(),
        place().installation.directory().harvests(),
        new RemoteCatalogues(new Network(Set.of(host()))),
        () -> new Upgrade(Vocabularies.shipped()),
        place().installation.directory().datasets(),
        place().installation.publishing().locks(),
        place().installation.tenants(),
        quotas,
        place().installation.clock());
  }

  private Source source(String tenant, String name, int priority) throws IOException {
    var source =
        new Source(
            tenant,
            name,
            Source.Kind.DCAT,
            URI.create("http://" + host() + "/" + name),
            priority,
            Duration.ofDays(1),
            Map.of());
    harvesting().put(source);
    return source;
  }

  private Harvest run(Source source) throws IOException {
    return harvesting().run(source, Harvesting.Manner.USUAL, _ -> {});
  }

  private static String dataset(int number, String title) {
    return dataset("https://q.example.org/" + number, "Nr-" + number, title);
  }

  private static String dataset(String uri, String identifier, String title) {
    return "<"
        + uri
        + "> a dcat:Dataset ; dct:identifier \""
        + identifier
        + "\" ; dct:title \""
        + title
        + "\" ; dct:publisher [ foaf:name \"Stadt Quelle\" ] ; dcat:distribution [ dcat:accessURL"
        + " <https://q.example.org/d> ; dct:license [ dct:title \"frei\" ] ] .\n";
  }

  private static String catalogue(int from, int to) {
    var text = new StringBuilder(HEAD);
    IntStream.range(from, to).forEach(n -> text.append(dataset(n, "Datensatz " + n)));
    return text.toString();
  }

  private List<DatasetId> published(String tenant) {
    return place().installation.directory().datasets().ids(tenant, State.PUBLISHED);
  }

  private Entry entry(DatasetId id) {
    return place().installation.directory().datasets().find(id).orElseThrow().entry();
  }

  private long change() {
    return place().installation.directory().datasets().change();
  }

  private long bytes() throws IOException {
    try (var files = Files.walk(folder.resolve("data/store"))) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  @Test
  void takesInWhatIsNewAndWritesNothingTheSecondTime() throws IOException {
    pages.put("/q", catalogue(0, MANY));
    Source source = source("stadt", "q", 0);
    Harvest first = run(source);
    assertEquals(MANY, first.count(Result.ADDED));
    assertEquals(Outcome.DONE, first.outcome());
    assertEquals(MANY, published("stadt").size());
    long change = change();
    long bytes = bytes();
    Harvest second = run(source);
    assertEquals(MANY, second.count(Result.UNCHANGED));
    assertEquals(change, change());
    assertEquals(bytes, bytes());
    pages.put("/q", catalogue(0, MANY).replace("\"Datensatz 7\"", "\"Datensatz sieben\""));
    Harvest third = run(source);
    assertEquals(1, third.count(Result.CHANGED));
    assertEquals(MANY - 1, third.count(Result.UNCHANGED));
    assertEquals(change + 1, change());
    assertEquals("https://q.example.org/7", entry(new DatasetId("stadt", "datensatz-7")).uri());
  }

  @Test
  void withdrawsWhatIsGoneAndTakesItInAgain() throws IOException {
    pages.put("/q", catalogue(0, 100));
    Source source = source("stadt", "q", 0);
    run(source);
    pages.put("/q", catalogue(5, 100));
    Harvest harvest = run(source);
    assertEquals(5, harvest.count(Result.DELETED));
    assertEquals(95, published("stadt").size());
    var gone = new DatasetId("stadt", "datensatz-3");
    assertEquals(State.WITHDRAWN, entry(gone).state());
    assertEquals(0, run(source).count(Result.DELETED));
    pages.put("/q", catalogue(0, 100));
    assertEquals(5, run(source).count(Result.ADDED));
    assertEquals(State.PUBLISHED, entry(gone).state());
  }

  @Test
  void asksBeforeMuchGoesAndPlaysTheTapeOnceConfirmed() throws IOException {
    pages.put("/q", catalogue(0, 100));
    Source source = source("stadt", "q", 0);
    run(source);
    pages.put("/q", catalogue(20, 100));
    Harvest asking = run(source);
    assertEquals(Outcome.ASKS, asking.outcome());
    assertEquals(20, asking.count(Result.KEPT));
    assertEquals(100, published("stadt").size());
    pages.clear();
    var lines = new ArrayList<Harvest.Line>();
    assertTrue(harvesting().log(source, asking.number(), lines::add));
    assertEquals(100, lines.size());
    Harvest played = harvesting().replay(source, asking.number(), CONFIRMED, _ -> {}).orElseThrow();
    assertEquals(20, played.count(Result.DELETED));
    assertEquals(asking.number(), played.replayOf());
    assertEquals(80, published("stadt").size());
  }

  @Test
  void deletesNothingBecauseOfAnEmptyABrokenOrAMissingAnswer() throws IOException {
    pages.put("/q", catalogue(0, 60));
    Source source = source("stadt", "q", 0);
    run(source);
    long change = change();
    for (String answer :
        List.of(
            HEAD + "<https://q.example.org/c> a dcat:Catalog .",
            catalogue(0, 58) + "<https://q.example.org/58> a dcat:Dataset ; dct:title \"abgeb",
            "<!DOCTYPE html><html>Wartung</html>",
            catalogue(0, 58)
                + "<https://q.example.org/c> <http://www.w3.org/ns/hydra/core#totalItems> 60 .")) {
      pages.put("/q", answer);
      Harvest harvest = harvesting().run(source, CONFIRMED, _ -> {});
      assertEquals(0, harvest.count(Result.DELETED), answer);
      assertEquals(change, change(), answer);
    }
    pages.clear();
    assertEquals(Outcome.FAILED, run(source).outcome());
    assertEquals(60, published("stadt").size());
  }

  @Test
  void takesNoMoreDatasetsThanTheTenantMayKeep() throws IOException {
    pages.put("/q", catalogue(0, 10));
    Source source = source("stadt", "q", 0);
    var quotas =
        new Quotas(
            new Quotas.Bounds(6, 0),
            place().installation.directory().datasets(),
            place().installation.clock());
    var lines = new ArrayList<Harvest.Line>();
    Harvest harvest = harvesting(quotas).run(source, Harvesting.Manner.USUAL, lines::add);
    assertEquals(6, harvest.count(Result.ADDED));
    assertEquals(4, harvest.count(Result.REFUSED));
    assertEquals(6, published("stadt").size());
    assertTrue(
        lines.stream()
            .filter(line -> line.result() == Result.REFUSED)
            .allMatch(line ->
                line.findings().stream().anyMatch(one -> one.code().equals("quota-datasets"))));
    assertEquals(4, run(source).count(Result.ADDED), "with more room");
  }

  @Test
  void saysThatASourceNamesNothing() throws IOException {
    pages.put("/leer", HEAD + "<https://q.example.org/c> a dcat:Catalog .");
    Harvest harvest = run(source("stadt", "leer", 0));
    assertEquals(List.of("harvest-empty"), harvest.findings().stream().map(f -> f.code()).toList());
  }

  @Test
  void leavesOtherTenantsDatasetsAlone() throws IOException {
    pages.put("/q", catalogue(0, 3));
    pages.put("/fremd", HEAD + dataset("https://q.example.org/1", "anders", "Gekapert"));
    run(source("stadt", "q", 0));
    Harvest harvest = run(source("kreis", "fremd", 99));
    assertEquals(1, harvest.count(Result.REFUSED));
    assertEquals(0, published("kreis").size());
    assertTrue(
        entry(new DatasetId("stadt", "datensatz-1")).graph().stream()
            .noneMatch(t -> t.toString().contains("Gekapert")));
  }

  @Test
  void showsADatasetOfTwoSourcesOnceByPriority() throws IOException {
    pages.put("/klein", HEAD + dataset("https://klein.example.org/x", "Nr-1", "Klein"));
    pages.put("/gross", catalogue(0, 3));
    Source small = source("stadt", "klein", 1);
    Source large = source("stadt", "gross", 5);
    run(small);
    Harvest over = run(large);
    assertEquals(1, over.count(Result.CHANGED));
    assertEquals(2, over.count(Result.ADDED));
    assertEquals(3, published("stadt").size());
    var shared = new DatasetId("stadt", "klein");
    assertEquals("https://klein.example.org/x", entry(shared).uri());
    assertTrue(entry(shared).graph().toString().contains("Datensatz 1"));
    long change = change();
    assertEquals(0, run(small).count(Result.CHANGED));
    long noted = change();
    assertEquals(0, run(large).count(Result.CHANGED));
    assertEquals(1, run(small).count(Result.DUPLICATE));
    assertEquals(noted, change());
    assertTrue(noted <= change + 1);
    pages.put("/gross", HEAD + dataset(0, "Datensatz 0") + dataset(2, "Datensatz 2"));
    harvesting().run(large, CONFIRMED, _ -> {});
    assertEquals(State.PUBLISHED, entry(shared).state());
    assertEquals(1, run(small).count(Result.CHANGED));
    assertTrue(entry(shared).graph().toString().contains("Klein"));
  }

  @Test
  void staysCalmAboutOneIdentifierForTwoDatasets() throws IOException {
    pages.put(
        "/q",
        HEAD
            + dataset("https://q.example.org/a", "gleich", "A")
            + dataset("https://q.example.org/b", "gleich", "B"));
    Source source = source("stadt", "q", 0);
    var lines = new ArrayList<Harvest.Line>();
    harvesting().run(source, Harvesting.Manner.USUAL, lines::add);
    assertEquals(2, published("stadt").size());
    assertTrue(lines.toString().contains("harvest-identifier-twice"));
    long change = change();
    assertEquals(2, run(source).count(Result.UNCHANGED));
    assertEquals(change, change());
  }

  @Test
  void bringsNothingBackThatWasWithdrawnHere() throws IOException {
    pages.put("/q", catalogue(0, 2));
    Source source = source("stadt", "q", 0);
    run(source);
    var id = new DatasetId("stadt", "datensatz-1");
    place().installation.publishing().withdraw(id, "falsch");
    pages.put("/q", catalogue(0, 2).replace("\"Datensatz 1\"", "\"Datensatz eins\""));
    assertEquals(1, run(source).count(Result.REFUSED));
    assertEquals(State.WITHDRAWN, entry(id).state());
  }

  @Test
  void saysInADryRunWhatWouldHappenAndDoesNothing() throws IOException {
    pages.put("/q", catalogue(0, 3));
    Source source = source("stadt", "q", 0);
    assertEquals(3, harvesting().run(source, DRY, _ -> {}).count(Result.ADDED));
    assertEquals(0, published("stadt").size());
    assertEquals(List.of(), harvesting().runs(source));
    run(source);
    pages.put("/q", catalogue(0, 3).replace("\"Datensatz 1\"", "\"Anders\""));
    var lines = new ArrayList<Harvest.Line>();
    long change = change();
    harvesting().run(source, DRY, lines::add);
    assertEquals(change, change());
    var difference =
        lines.stream()
            .filter(line -> line.result() == Result.CHANGED)
            .findFirst()
            .orElseThrow()
            .difference();
    assertEquals(
        List.of(
            "+ <https://q.example.org/1> <http://purl.org/dc/terms/title> \"Anders\"",
            "- <https://q.example.org/1> <http://purl.org/dc/terms/title> \"Datensatz 1\""),
        difference);
  }

  @Test
  void isDueAfterItsIntervalAndSoonerAfterAFailureThatMayPass() throws IOException {
    Source source = source("stadt", "q", 0);
    pages.put("/q", catalogue(0, 1));
    assertTrue(harvesting().due(source).orElseThrow().isBefore(Place.NOW));
    run(source);
    assertEquals(Place.NOW.plus(Duration.ofDays(1)), harvesting().due(source).orElseThrow());
    assertEquals(List.of(source), harvesting().sources());
    assertTrue(harvesting().remove(source));
    assertEquals(List.of(), harvesting().sources());
  }
}
