package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.said.Json;
import org.allmende.harvest.NetworkLeader;
import org.allmende.model.Sha256;
import org.allmende.store.DataDirectory;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two whole programs, one following the other.
final class FollowingTest {

  private static final String TOKEN = "a token that only nodes have";
  private static final String SETTING = "allmende.replication-token";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private int portOne;
  private int portTwo;

  /// A node on the network.
  private final class Served implements AutoCloseable {
    final String base;
    final Installation installation;
    final Server server;

    Served(Path data, int port, String follow) throws IOException {
      base = "http://localhost:" + port;
      if (!follow.isEmpty()) {
        joining(data, base, follow, TOKEN).prepare();
      }
      installation = Installation.open(data, base);
      server = Place.serve(installation, port);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
      var request = HttpRequest.newBuilder(URI.create(base + path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String token, String body) throws Exception {
      return client.send(
          HttpRequest.newBuilder(URI.create(base + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }

    JsonNode status() throws Exception {
      return Json.own()
          .readTree(get("/api/v1/replication", "Authorization", "Bearer " + TOKEN).body());
    }

    long found(String text) throws Exception {
      return Json.own().readTree(get("/api/v1/search?q=" + text).body()).path("total").asLong();
    }

    boolean answers(String uri) throws Exception {
      String query = "ASK { <" + uri + "> a <http://www.w3.org/ns/dcat#Dataset> }";
      String path = "/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
      return get(path, "Accept", "text/csv").body().contains("true");
    }

    String health() throws Exception {
      return Json.own().readTree(get("/actuator/health").body()).path("status").asString();
    }

    void take(String file) throws IOException {
      Path path = Folders.samples().resolve("tenants/weidenstedt").resolve(file);
      installation.importing().run(List.of(path), null, _ -> {});
      installation.follow();
    }

    long transaction() {
      return installation.directory().replication().position().number();
    }

    @Override
    public void close() throws IOException {
      server.close();
      installation.close();
    }
  }

  private static Joining joining(Path data, String base, String leader, String token) {
    var network = new NetworkLeader(URI.create(leader), token);
    return new Joining(data, base, network, Duration.ofMillis(1));
  }

  @BeforeEach
  void setUp() throws IOException {
    System.setProperty(SETTING, TOKEN);
    portOne = Place.freePort();
    portTwo = Place.freePort();
  }

  @AfterEach
  void clear() {
    System.clearProperty(SETTING);
  }

  private Served leader() throws IOException {
    return new Served(Place.furnished(folder.resolve("one")), portOne, "");
  }

  private Served follower() throws IOException {
    return new Served(folder.resolve("two"), portTwo, "http://localhost:" + portOne);
  }

  private static void eventually(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.call()) {
      assertTrue(System.nanoTime() < end, what);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void whatIsPublishedOnTheLeaderIsFoundAskedAndDownloadedOnTheFollower() throws Exception {
    try (var leader = leader()) {
      leader.take("baumkataster.csv");
      try (var follower = follower()) {
        assertEquals(1, follower.found("baum"));
        leader.take("spielplaetze.csv");
        eventually("it follows", () -> follower.transaction() == leader.transaction());
        eventually("it is found", () -> follower.found("spielplatz") == leader.found("spielplatz"));
        String uri = leader.base + "/datasets/import/spielplaetze";
        assertEquals(leader.answers(uri), follower.answers(uri));
        Path file = Folders.samples().resolve("tenants/weidenstedt/spielplaetze.csv");
        byte[] bytes = Files.readAllBytes(file);
        Path copied =
            follower.installation.directory().files().find(Sha256.of(bytes)).orElseThrow().path();
        assertArrayEquals(bytes, Files.readAllBytes(copied));
        String secret = leader.installation.accounts().create("neu", null);
        eventually("tokens follow", () -> follower.transaction() == leader.transaction());
        assertTrue(follower.installation.accounts().authenticate(secret).isPresent());
        assertEquals("FOLLOWING", follower.health());
        assertEquals("UP", leader.health());
        String metrics = follower.get("/actuator/prometheus").body();
        assertTrue(metrics.contains("allmende_replication_lag_seconds"), metrics);
        assertTrue(metrics.contains("allmende_replication_behind 0.0"), metrics);
        assertFalse(metrics.contains(TOKEN));
      }
    }
  }

  @Test
  void theFollowerWritesNothingUntilItTakesOverAndTheLeaderNothingAfterwards() throws Exception {
    try (var leader = leader()) {
      leader.take("baumkataster.csv");
      String secret = leader.installation.accounts().create("chef", null);
      try (var follower = follower()) {
        String town = "{\"slug\":\"neu\",\"name\":\"Neu\"}";
        var refused = follower.post("/api/v1/tenants", secret, town);
        assertEquals(503, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains(leader.base), refused.body());
        leader.take("spielplaetze.csv");
        var promoted = follower.post("/api/v1/replication/promotion", secret, "");
        assertEquals(200, promoted.statusCode(), promoted.body());
        assertTrue(Json.own().readTree(promoted.body()).path("complete").asBoolean());
        assertEquals(201, follower.post("/api/v1/tenants", secret, town).statusCode());
        var late = leader.post("/api/v1/tenants", secret, town);
        assertEquals(503, late.statusCode(), late.body());
        assertTrue(late.body().contains(follower.base), late.body());
        assertEquals("SUPERSEDED", leader.health());
        assertEquals("UP", follower.health());
        assertEquals(leader.found(""), follower.found(""));
      }
    }
    try (var next = follower()) {
      assertTrue(next.installation.directory().replication().role().writes());
      try (var old = leader()) {
        assertEquals("SUPERSEDED", old.health());
      }
      try (var old = new Served(folder.resolve("one"), portOne, next.base)) {
        eventually("the former leader follows", () -> old.transaction() == next.transaction());
        assertEquals("FOLLOWING", old.health());
      }
    }
  }

  @Test
  void goesOnAnsweringWhileItsLeaderIsGoneAndCatchesUpAfterwards() throws Exception {
    try (var leader = leader()) {
      leader.take("baumkataster.csv");
    }
    Served follower;
    try (var _ = leader()) {
      follower = follower();
    }
    try (follower) {
      eventually(
          "it says what is the matter",
          () -> follower.status().path("trouble").asString("").length() > 0);
      assertEquals(1, follower.found("baum"));
      try (var leader = leader()) {
        leader.take("spielplaetze.csv");
        eventually("it catches up", () -> follower.transaction() == leader.transaction());
        eventually("it is well", () -> follower.status().path("trouble").isNull());
      }
    }
  }

  @Test
  void takesOverWhenItsLeaderIsGoneAndTellsItWhenItIsBack() throws Exception {
    Served follower;
    try (var leader = leader()) {
      leader.take("baumkataster.csv");
      follower = follower();
    }
    try (follower) {
      assertEquals(
          0, Allmende.run("promote", "--quiet", "--data", folder.resolve("two").toString()));
      follower.take("spielplaetze.csv");
      try (var old = leader()) {
        eventually("the old leader hears of it", () -> old.health().equals("SUPERSEDED"));
      }
    }
  }

  @Test
  void takesOverWithoutItsServer() throws Exception {
    try (var leader = leader()) {
      leader.take("baumkataster.csv");
      follower().close();
    }
    String two = folder.resolve("two").toString();
    assertEquals(4, Allmende.run("tenant", "add", "neu", "--data", two, "--quiet"));
    assertEquals(0, Allmende.run("promote", "--data", two, "--quiet"));
    assertEquals(1, Allmende.run("promote", "--data", two, "--quiet"));
    assertEquals(0, Allmende.run("tenant", "add", "neu", "--data", two, "--quiet"));
  }

  @Test
  void givesNothingToWhoHasNotTheToken() throws Exception {
    try (var leader = leader()) {
      Path two = folder.resolve("two");
      var wrong = joining(two, "http://localhost:1", leader.base, "another token of some length");
      var refused = assertThrows(Exit.class, wrong::prepare);
      assertEquals(Exit.TEMPORARY, refused.code());
      assertTrue(String.valueOf(refused.getMessage()).contains(SETTING), refused::toString);
      assertFalse(DataDirectory.isOne(two));
    }
  }

  @Test
  void aCatalogueOfItsOwnIsNeverReplacedByACopy() throws Exception {
    Path two = folder.resolve("two");
    try (var own = new Served(Place.furnished(two), portTwo, "")) {
      own.take("baumkataster.csv");
    }
    try (var leader = leader()) {
      // Furnished directories are copies of one, and both have gone on.
      leader.take("spielplaetze.csv");
      leader.take("baumkataster.csv");
      var joining = joining(two, "http://localhost:1", leader.base, TOKEN);
      var refused = assertThrows(Exit.class, joining::prepare);
      assertEquals(Exit.FINDINGS, refused.code());
      assertTrue(DataDirectory.role(two).writes());
    }
  }
}
