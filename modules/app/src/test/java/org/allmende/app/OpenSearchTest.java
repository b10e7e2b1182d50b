package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.allmende.testkit.engines.OpenSearchCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/// The search index on a cluster, by settings alone.
final class OpenSearchTest {

  private final HttpClient client = HttpClient.newHttpClient();

  private static void set(Map<String, String> settings) {
    settings.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    List.of("allmende.index", "allmende.opensearch", "allmende.opensearch-prefix")
        .forEach(System::clearProperty);
  }

  private HttpResponse<String> get(Server server, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.base() + path)).header("Accept-Language", "de");
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(Server server, String path) throws Exception {
    return Json.own().readTree(get(server, path).body());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Installation installation(Path folder, int port) throws IOException {
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      FileSystemUtils.deleteRecursively(Place.furnished(data).resolve("index"));
    }
    return Installation.open(data, "http://localhost:" + port);
  }

  private static void publish(Installation installation) throws IOException {
    Path file = Folders.samples().resolve("tenants/weidenstedt/spielplaetze.csv");
    installation.importing().run(List.of(file), null, _ -> {});
  }

  @Test
  void searchesOnTheClusterAndKeepsNoIndexHere(@TempDir Path folder) throws Exception {
    int port = freePort();
    String addresses =
        OpenSearchCluster.shared().addresses().stream()
            .map(URI::toString)
            .collect(Collectors.joining(", "));
    set(
        Map.of(
            "allmende.index", "opensearch",
            "allmende.opensearch", addresses,
            "allmende.opensearch-prefix", "stadt"));
    try (var installation = installation(folder, port);
        var server = Server.start(installation, new Server.Options(port, "127.0.0.1"))) {
      publish(installation);
      installation.follow();
      JsonNode found = json(server, "/api/v1/search?q=Spielplatz&explain=true");
      assertEquals(1, found.path("total").asInt(), found::toString);
      assertEquals(
          1, found.path("facets").path("tenant").path(0).path("count").asInt(), found::toString);
      assertFalse(found.path("hits").path(0).path("reasons").isEmpty(), found::toString);
      assertEquals(
          0, json(server, "/api/v1/search?q=Spielplatz&tenant=nirgends").path("total").asInt());
      JsonNode completions = json(server, "/api/v1/suggest?q=spielpl");
      assertTrue(completions.toString().contains("Spielpl"), completions::toString);
      assertTrue(get(server, "/datasets?q=Kinderspielplatz").body().contains("Spielpl"));
      assertFalse(Files.exists(installation.directory().index()));
    }
  }
}
