package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.nodes.NodeFailed;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.allmende.model.Dataset.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Other installations that answer well, or slowly, wrongly and with ill will.
final class NetworkNodesTest {

  private static final String JSON = "application/json";
  private static final String SEARCH = "/api/v1/search";
  private static final String PAGE = "https://daten.rostock.example/datasets/rostock/baeume";

  private final Stub stub = start();
  private final Node node = Node.list("Rostock=http://" + stub.host()).getFirst();
  private final NetworkNodes nodes = new NetworkNodes(new Network(stub.way(), Limits.PROMPT));

  private static Stub start() {
    try {
      return new Stub();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private Answer ask(String body) throws NodeFailed {
    stub.on(SEARCH, JSON, body);
    return nodes.ask(node, Request.of("Bäume"));
  }

  private static String list(String... hits) {
    return "{\"total\": " + hits.length + ", \"hits\": [" + String.join(",", hits) + "]}";
  }

  private static String hit(String page, String title) {
    return """
    {"id": "rostock/baeume", "uri": "%s", "page": "%s", "title": "%s", "score": 3}
    """
        .formatted(PAGE, page, title);
  }

  @Test
  void asksThePublicSearchForTheSame() throws NodeFailed {
    stub.on(SEARCH, JSON, list());
    nodes.ask(
        node,
        new Request(
                "Bäume & Büsche",
                Map.of("format", List.of("CSV", "XLSX"), "theme", List.of("ENVI")),
                new Range("2024", null),
                new Range(null, "2025-01"),
                new Box(6.9, 50.9, 7.2, 51.1),
                Sort.RELEVANCE,
                1,
                30)
            .counting(Set.of("theme", "format"))
            .measured(true));
    String asked = stub.asked().getFirst();
    assertTrue(asked.startsWith(SEARCH + "?"), asked);
    assertEquals(
        Set.of(
            "q=B%C3%A4ume+%26+B%C3%BCsche",
            "theme=ENVI",
            "format=CSV",
            "format=XLSX",
            "modifiedFrom=2024",
            "coverageTo=2025-01",
            "bbox=6.9%2C50.9%2C7.2%2C51.1",
            "facets=format",
            "facets=theme",
            "sort=relevance",
            "size=30",
            "statistics=true"),
        new HashSet<>(List.of(asked.substring(SEARCH.length() + 1).split("&", -1))));
  }

  @Test
  void readsHitsCountsAndStatistics() throws NodeFailed {
    Answer answer =
        ask(
            """
            {"total": 12, "neu": {"a": []}, "hits": [{
              "id": "rostock/baeume", "uri": "%1$s", "page": "%1$s", "title": "Bäume",
              "description": "Alle <b>Bäume</b>", "publisher": "Stadt", "formats": ["CSV"],
              "themes": ["http://publications.europa.eu/resource/authority/data-theme/ENVI"],
              "licenses": ["http://dcat-ap.de/def/licenses/dl-by-de/2.0"],
              "modified": "2026-01-31", "score": 7.5, "unbekannt": 1,
              "highlights": {"title": ["<mark>Bäume</mark> &amp; &lt;Sträucher&gt;"]},
              "shares": {"baume": 7.0}}],
             "facets": {"theme": [{"value": "ENVI", "label": "Umwelt", "count": 12}], "neu": [1]},
             "statistics": {"datasets": 400, "words": {"baume": 12}}}
            """
                .formatted(PAGE));
    assertEquals(12, answer.total());
    Found found = answer.hits().getFirst();
    assertEquals("Rostock", found.node());
    assertEquals(PAGE, found.page());
    assertEquals("Alle <b>Bäume</b>", found.hit().description());
    assertEquals("2026-01-31", found.hit().modified());
    assertEquals(7.5f, found.hit().score());
    assertEquals(Map.of("baume", 7.0), found.hit().shares());
    assertEquals(
        List.of("\uE000Bäume\uE001 & <Sträucher>"),
        found.hit().highlights().getOrDefault("title", List.of()));
    assertEquals(Map.of("theme", List.of(new FacetValue("ENVI", "Umwelt", 12))), answer.facets());
    var statistics = answer.statistics();
    assertNotNull(statistics);
    assertEquals(400, statistics.datasets());
    assertEquals(Map.of("baume", 12L), statistics.words());
  }

  @Test
  void takesNoMoreThanWasAskedFor() throws NodeFailed {
    String[] many =
        IntStream.range(0, 500).mapToObj(i -> hit(PAGE, "Baum " + i)).toArray(String[]::new);
    assertEquals(Request.of("").size(), ask(list(many)).hits().size());
  }

  @Test
  void leavesOutLinksThatLeadNowhereGood() throws NodeFailed {
    Answer answer =
        ask(
            list(
                hit("javascript:alert(1)", "Skript"),
                hit("data:text/html,x", "Daten"),
                hit("https://bank.example@boese.example/", "Zugang"),
                hit("/datasets/rostock/baeume", "ohne Rechner"),
                hit("https://daten.rostock.example/a b", "keine Adresse"),
                hit(PAGE, "gut")));
    assertEquals(List.of("gut"), answer.hits().stream().map(h -> h.hit().title()).toList());
  }

  @Test
  void takesNonsenseForNothing() throws NodeFailed {
    Answer answer =
        ask(
            """
            {"total": -5, "facets": {"theme": [{"value": "ENVI", "count": -3}, 7, null]},
             "statistics": {"datasets": 10, "words": {"baum": 99, "b": "viel"}},
             "hits": [7, null, [], {}, {"id": "../x", "uri": "%1$s", "page": "%1$s", "title": "t"},
               {"id": "a/b", "uri": "%1$s", "page": "%1$s", "title": "\\u202Etitel\\u0000",
                "score": 1e300, "modified": "gestern", "formats": [{"a": 1}, "CSV"],
                "licenses": ["javascript:alert(1)"], "highlights": {"title": "<script>"},
                "shares": {"baum": 1e300, "b": -1, "andere": 5}}]}
            """
                .formatted(PAGE));
    assertEquals(1, answer.total());
    var hit = answer.hits().getFirst().hit();
    assertEquals("titel", hit.title());
    assertEquals(10_000, hit.score());
    assertNull(hit.modified());
    assertEquals(List.of("CSV"), hit.formats());
    assertEquals(List.of(), hit.licenses());
    assertEquals(Map.of(), hit.highlights());
    assertEquals(Map.of("baum", 10_000.0, "b", 0.0), hit.shares());
    var statistics = answer.statistics();
    assertNotNull(statistics);
    assertEquals(Map.of("baum", 10L, "b", 0L), statistics.words());
    assertEquals(Map.of("theme", List.of(new FacetValue("ENVI", "ENVI", 0))), answer.facets());
  }

  @Test
  void cutsLongTexts() throws NodeFailed {
    Answer answer = ask(list(hit(PAGE, "x".repeat(5_000))));
    assertEquals(500, answer.hits().getFirst().hit().title().length());
  }

  @Test
  void callsAnythingElseAFailure() {
    for (String body :
        List.of("", "<html>", "[]", "{\"total\": 1}", "{\"hits\": []}", "[".repeat(100_000))) {
      try (Stub other = start()) {
        other.on(SEARCH, JSON, body);
        var asking = new NetworkNodes(new Network(other.way(), Limits.PROMPT));
        Node there = Node.list("R=http://" + other.host()).getFirst();
        assertThrows(NodeFailed.class, () -> asking.ask(there, Request.of("")), body);
      }
    }
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (Stub inner = new Stub()) {
      inner.on("/", JSON, list(hit(PAGE, "geheim")));
      stub.on(
          SEARCH,
          exchange -> {
            exchange.getResponseHeaders().set("Location", inner.uri(SEARCH).toString());
            exchange.sendResponseHeaders(302, -1);
          });
      assertThrows(NodeFailed.class, () -> nodes.ask(node, Request.of("")));
      assertEquals(List.of(), inner.asked());
    }
  }

  @Test
  void asksNobodyInTheInnerNetworkWhoIsNotAllowed() {
    stub.on(SEARCH, JSON, list());
    var outside = new NetworkNodes(Set.of());
    assertThrows(NodeFailed.class, () -> outside.ask(node, Request.of("")));
    assertEquals(List.of(), stub.asked());
  }

  @Test
  void cutsOffWhoSendsWithoutEnd() {
    stub.on(
        SEARCH,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = "[1,2,3],".repeat(1000).getBytes(StandardCharsets.UTF_8);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(much);
            }
          }
        });
    assertThrows(NodeFailed.class, () -> nodes.ask(node, Request.of("")));
  }

  @Test
  void letsGoOfWhoIsSilentWhenItIsInterrupted() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    stub.on(
        SEARCH,
        exchange -> {
          asked.countDown();
          await(over);
          Stub.send(exchange, JSON, list());
        });
    var failed = new CountDownLatch(1);
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                nodes.ask(node, Request.of(""));
              } catch (NodeFailed _) {
                failed.countDown();
              }
            });
    asked.await();
    asking.interrupt();
    failed.await();
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tellsARefusalFromAFailure() {
    stub.on(SEARCH, exchange -> exchange.sendResponseHeaders(429, -1));
    var no = assertThrows(NodeFailed.class, () -> nodes.ask(node, Request.of("")));
    assertEquals("Rostock answers with 429", no.getMessage());
  }
}
