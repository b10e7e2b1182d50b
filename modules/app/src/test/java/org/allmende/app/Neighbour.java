package org.allmende.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;

/// The catalogue of a neighbour, served on this machine: a source that a town has taken in once,
/// and which then has much less, so that the second run asks. One of its datasets is the town's own
/// and is refused. Installations opened while it is there may go to it.
final class Neighbour implements AutoCloseable {

  static final String NAME = "kreis-musterland";

  private static final String ALLOWED = "allmende.harvest-allow";
  private static final int ALL = 24;
  private static final int LEFT = 12;

  private final HttpServer server;
  private volatile String catalogue = "";

  private Neighbour(HttpServer server) {
    this.server = server;
  }

  static Neighbour start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    var neighbour = new Neighbour(server);
    server.createContext(
        "/catalog.ttl",
        exchange -> {
          byte[] bytes = neighbour.catalogue.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/turtle");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    System.setProperty(ALLOWED, neighbour.host());
    return neighbour;
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Has a town take in the catalogue, and once more when half of it is gone.
  ///
  /// @param own a dataset of the town
  void takenInBy(Harvesting harvesting, String tenant, String own) throws IOException {
    var source =
        new Source(
            tenant,
            NAME,
            Source.Kind.DCAT,
            URI.create("http://" + host() + "/catalog.ttl"),
            0,
            Duration.ofDays(365),
            Map.of());
    harvesting.put(source);
    catalogue = catalogue(own, ALL, "Radweg");
    harvesting.run(source, Harvesting.Manner.USUAL, _ -> {});
    catalogue = catalogue(own, LEFT, "Radschnellweg");
    harvesting.run(source, Harvesting.Manner.USUAL, _ -> {});
    catalogue = catalogue(own, ALL - 1, "Fernradweg");
  }

  private static String catalogue(String own, int datasets, String first) {
    var text =
        new StringBuilder(
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>"
                + " PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n");
    text.append(dataset(own, "eigen", "Baumkataster"));
    IntStream.range(0, datasets)
        .forEach(n ->
            text.append(
                dataset(
                    "https://daten.kreis-musterland.example/" + n,
                    "km-" + n,
                    (n == 0 ? first : "Radweg") + " " + n)));
    return text.toString();
  }

  private static String dataset(String uri, String identifier, String title) {
    return "<"
        + uri
        + "> a dcat:Dataset ; dct:identifier \""
        + identifier
        + "\" ; dct:title \""
        + title
        + "\"@de ; dct:publisher [ foaf:name \"Kreis Musterland\" ] ; dcat:distribution ["
        + " dcat:accessURL <https://daten.kreis-musterland.example/d.csv> ] .\n";
  }

  @Override
  public void close() {
    server.stop(0);
    System.clearProperty(ALLOWED);
  }
}
