package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two towns, each with an installation of its own, and one that nobody has started.
final class NodesTest {

  private final HttpClient client = HttpClient.newHttpClient();

  private static Installation town(Path data, int port, String tenant) throws IOException {
    var installation = Installation.open(Place.furnished(data), "http://localhost:" + port);
    Path file = Folders.samples().resolve("tenants").resolve(tenant).resolve("spielplaetze.csv");
    installation.importing().run(List.of(file), null, _ -> {});
    installation.follow();
    return installation;
  }

  private String get(String address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address)).header("Accept-Language", "de");
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void findsWhatAnotherTownHasAndSaysWhoDoesNotAnswer(@TempDir Path folder) throws Exception {
    int there = Place.freePort();
    int here = Place.freePort();
    int nobody = Place.freePort();
    System.setProperty(
        "allmende.nodes",
        "Hohenlinde=http://127.0.0.1:%d,Nirgends=http://127.0.0.1:%d".formatted(there, nobody));
    System.setProperty(
        "allmende.harvest-allow", "127.0.0.1:%d,127.0.0.1:%d".formatted(there, nobody));
    try (var hohenlinde = town(folder.resolve("there"), there, "hohenlinde");
        var _ = Place.serve(hohenlinde, there);
        var weidenstedt = town(folder.resolve("here"), here, "weidenstedt");
        var server = Place.serve(weidenstedt, here)) {
      get("http://127.0.0.1:" + there + "/api/v1/search?q=Spielplatz&statistics=true");
      get(server.base() + "/api/v1/search?q=Spielplatz&nodes=all"); // the first may be slow
      JsonNode answer =
          Json.own().readTree(get(server.base() + "/api/v1/search?q=Spielplatz&nodes=all"));
      assertEquals(2, answer.path("total").asInt(), answer::toString);
      var found = new ArrayList<String>();
      answer.path("hits").forEach(hit -> found.add(hit.path("node").asString()));
      assertTrue(found.containsAll(List.of("local", "Hohenlinde")), answer::toString);
      assertEquals("answered", answer.at("/nodes/1/status").asString());
      assertEquals("failed", answer.at("/nodes/2/status").asString());
      String page = get(server.base() + "/datasets?q=Spielplatz&nodes=all");
      assertTrue(page.contains("bei Hohenlinde"), page);
      assertTrue(page.contains("Ohne Antwort: Nirgends (nicht erreichbar)."), page);
      assertTrue(page.contains("href=\"http://localhost:" + there + "/datasets/"), page);
    } finally {
      System.clearProperty("allmende.nodes");
      System.clearProperty("allmende.harvest-allow");
    }
  }
}
