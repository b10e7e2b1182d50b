package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.dcat.quality.Score;
import org.allmende.dcat.terms.Terms;
import org.allmende.harvest.NetworkLinkProbe;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.store.DataDirectory;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links from the store to somebody's server, into the points and over a restart.
final class LinksTest {

  private static final DatasetId ID = new DatasetId("stadt", "baeume");
  private static final String URI = "https://anderswo.example.org/baeume";

  @TempDir private Path folder = Path.of("");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(later.get());
  private final HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve() {
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestMethod() + " " + path);
          exchange.sendResponseHeaders(path.equals("/da.csv") ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
  }

  private Entry entry() {
    Graph graph = GraphFactory.createDefaultGraph();
    var dataset = NodeFactory.createURI(URI);
    var file = NodeFactory.createURI(URI + "/datei");
    graph.add(dataset, Terms.A, Terms.DATASET);
    graph.add(dataset, Terms.TITLE, NodeFactory.createLiteralLang("Bäume", "de"));
    graph.add(dataset, Terms.HAS_DISTRIBUTION, file);
    graph.add(file, Terms.A, Terms.DISTRIBUTION);
    graph.add(file, Terms.ACCESS_URL, NodeFactory.createURI("http://" + host() + "/da.csv"));
    graph.add(file, Terms.DOWNLOAD_URL, NodeFactory.createURI("http://" + host() + "/weg.csv"));
    graph.add(dataset, Terms.LANDING_PAGE, NodeFactory.createURI("http://10.1.2.3/innen"));
    return new Entry(ID, URI, State.PUBLISHED, graph, "");
  }

  private Installation open() throws IOException {
    return Installation.open(
        Place.furnished(folder.resolve("data")), Place.BASE, DataDirectory.Options.DEFAULT, clock);
  }

  @Test
  void countsWhatAnswersAndTellsWhatIsBroken() throws Exception {
    serve();
    try (var installation = open()) {
      installation.tenants().put(new Tenant("stadt", "Stadt", null, null, null, null));
      installation.directory().datasets().put(entry());
      try (var assessing = installation.assessing()) {
        check(installation, assessing);
        assertTrue(
            assessing.await(installation.directory().datasets().change(), Duration.ofSeconds(20)));
        assertEquals(1, reached(assessing, "access-url"));
        assertEquals(0, reached(assessing, "download-url-answers"));
      }
    }
    assertEquals(
        Set.of("GET /robots.txt", "HEAD /da.csv", "HEAD /weg.csv", "GET /weg.csv"),
        Set.copyOf(asked));
    asked.clear();
    try (var installation = open()) {
      tells(installation);
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void asksOnlyWhereTheOperatorWantsIt() throws IOException {
    assertFalse(asksLinks("off"));
    assertTrue(asksLinks("on"));
    assertThrows(Exit.class, () -> asksLinks("perhaps"));
  }

  /// Whether a server with this setting has somebody who walks the links.
  private boolean asksLinks(String setting) throws IOException {
    int port = Place.freePort();
    System.setProperty("allmende.link-checks", setting);
    try (var installation = open();
        var _ = Place.serve(installation, port)) {
      return Thread.getAllStackTraces().keySet().stream()
          .anyMatch(thread -> thread.getName().equals("links-walk"));
    } finally {
      System.clearProperty("allmende.link-checks");
    }
  }

  private static int reached(Assessing assessing, String code) {
    return assessing.of("stadt").parts().stream()
        .filter(part -> part.indicator().code().equals(code))
        .findFirst()
        .orElseThrow()
        .reached();
  }

  private void check(Installation installation, Assessing assessing) throws InterruptedException {
    var probe = new NetworkLinkProbe(Set.of(host()), Place.BASE, clock);
    try (var checking = installation.linkChecking(probe, assessing::again)) {
      later.set(Duration.ofMinutes(1));
      checking.start();
      for (int i = 0; i < 600 && !areKnown(installation); i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    assertTrue(areKnown(installation));
  }

  private boolean areKnown(Installation installation) {
    return installation.links().in(entry()).stream().allMatch(one -> one.status().isPresent());
  }

  private static void tells(Installation installation) throws IOException {
    var shown = installation.browsing().find(ID).orElseThrow();
    var findings =
        installation.browsing().findings(shown).stream()
            .filter(finding -> finding.code().equals("link-broken"))
            .toList();
    assertEquals(1, findings.size());
    assertEquals("downloadURL", findings.getFirst().place().column());
    var states =
        installation.browsing().links(shown).stream()
            .map(one -> one.status().orElseThrow().state())
            .toList();
    assertEquals(
        List.of(LinkStatus.State.ANSWERS, LinkStatus.State.BROKEN, LinkStatus.State.NOT_ASKED),
        states);
    assertEquals(1, installation.links().broken("stadt", "", 10).size());
    assertTrue(
        installation.browsing().quality(shown).indicators().stream()
            .anyMatch(one ->
                one.code().equals("download-url-answers") && one.state() == Score.State.MISSED));
  }
}
