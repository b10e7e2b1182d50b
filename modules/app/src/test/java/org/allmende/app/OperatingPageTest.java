package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Holds what operators are told to look at to what a running server says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatingPageTest {

  private static final Pattern METRIC =
      Pattern.compile("\\b((?:allmende|http_server|jvm|process)_[a-z_]+)\\b");
  private static final Pattern ALERT = Pattern.compile("(?m)^\\| `(Allmende[A-Za-z]+)`");
  private static final Pattern RULE = Pattern.compile("alert: (Allmende[A-Za-z]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private Installation installation;
  private Server server;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    int port = Place.freePort();
    installation = Installation.open(Place.furnished(data), "http://localhost:" + port);
    server = Place.serve(installation, port);
  }

  @AfterAll
  void end() throws IOException {
    server.close();
    installation.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.base() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String text(String path) throws IOException {
    return Files.readString(Folders.root().resolve(path));
  }

  @Test
  void everyMetricThatIsNamedIsThere() throws Exception {
    get("/api/v1/search?q=x");
    System.gc();
    String given = get("/actuator/prometheus").body();
    for (int i = 0; i < 100 && !given.contains("jvm_gc_pause"); i++) {
      TimeUnit.MILLISECONDS.sleep(100); // a pause is counted a moment later
      given = get("/actuator/prometheus").body();
    }
    String told = given;
    for (String source :
        new String[] {
          "modules/handbook/src/main/handbook/operating.md",
          "deploy/alerts.yml",
          "deploy/grafana.json"
        }) {
      var named = new TreeSet<String>();
      METRIC.matcher(text(source)).results().forEach(match -> named.add(match.group(1)));
      assertTrue(named.size() > 5, source);
      for (String metric : named) {
        assertTrue(
            told.contains("\n" + metric + " ") || told.contains("\n" + metric + "{"),
            () -> source + " names " + metric + ", which is not in\n" + told);
      }
    }
  }

  @Test
  void aRequestCountsWhileItIsAnswered() throws Exception {
    String given = get("/actuator/prometheus").body();
    var count =
        Pattern.compile("\nhttp_server_requests_active_seconds_count.* ([0-9.]+)\n").matcher(given);
    assertTrue(count.find() && Double.parseDouble(count.group(1)) >= 1, given);
  }

  @Test
  void everyMetricOfOursIsNamed() throws Exception {
    String page = text("modules/handbook/src/main/handbook/operating.md");
    METRIC
        .matcher(get("/actuator/prometheus").body())
        .results()
        .map(match -> match.group(1))
        .filter(metric -> metric.startsWith("allmende_"))
        .distinct()
        .forEach(metric -> {
          boolean isCounter = page.contains("`" + metric + "_total`"); // as its type is said
          assertTrue(isCounter || page.contains("`" + metric + "`"), metric);
        });
  }

  @Test
  void everyAlertHasItsRuleAndEachRuleIsExplained() throws IOException {
    var told = new TreeSet<String>();
    ALERT
        .matcher(text("modules/handbook/src/main/handbook/operating.md"))
        .results()
        .forEach(match -> told.add(match.group(1)));
    var ruled = new TreeSet<String>();
    RULE.matcher(text("deploy/alerts.yml")).results().forEach(match -> ruled.add(match.group(1)));
    assertEquals(ruled, told);
    assertFalse(told.isEmpty());
  }

  @Test
  void nothingIsBehindOnceBothHaveFollowed() throws Exception {
    installation.follow();
    String given = get("/actuator/prometheus").body();
    for (String projection : new String[] {"search", "sparql"}) {
      assertTrue(
          given.contains("allmende_projection_lag{projection=\"" + projection + "\"} 0.0"), given);
    }
  }

  @Test
  void whatIsTurnedAwayIsCounted() throws Exception {
    double before = notFound();
    assertEquals(404, get("/nirgends").statusCode());
    assertEquals(before + 1, notFound());
  }

  private double notFound() throws Exception {
    String given = get("/actuator/prometheus").body();
    var count = Pattern.compile("kind=\"not-found\"} ([0-9.]+)").matcher(given);
    assertTrue(count.find(), given);
    return Double.parseDouble(count.group(1));
  }

  @Test
  void theMetricsAreNotForWhoeverComesThroughAProxy() throws Exception {
    var answer = get("/actuator/prometheus", "X-Forwarded-For", "203.0.113.7");
    assertEquals(401, answer.statusCode(), answer.body());
    assertFalse(answer.body().contains("jvm_"), answer.body());
    String token = installation.accounts().create("metrics", null);
    answer =
        get(
            "/actuator/prometheus",
            "X-Forwarded-For",
            "203.0.113.7",
            "Authorization",
            "Bearer " + token);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void theNumberOfARequestStandsInTheProblemAndOnThePage() throws Exception {
    var problem = Json.own().readTree(get("/nirgends").body());
    assertTrue(problem.path("reference").asString().matches("[0-9a-f]{4}-[0-9a-f]{4}"));
    String page = get("/nirgends", "Accept", "text/html").body();
    assertTrue(Pattern.compile("404 · [0-9a-f]{4}-[0-9a-f]{4}").matcher(page).find(), page);
  }
}
