package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Request;
import org.allmende.sparql.columns.Columns;
import org.allmende.sparql.columns.GraphsInMemory;
import org.allmende.testkit.Folders;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The collected attacks on SPARQL endpoints. The limits are a fifth of the real ones, so that the
/// whole is over in minutes.
final class AbuseTest {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration TOTAL = Duration.ofSeconds(4);
  private static final int TRIPLES = 60_000;

  @TempDir static Path folder;

  private static GuardedSparqlEndpoint endpoint;

  @BeforeAll
  static void fill() {
    var random = new Random(7);
    var turtle = new StringBuilder("PREFIX dct: <http://purl.org/dc/terms/>\n");
    for (int i = 0; i < TRIPLES / 6; i++) {
      turtle
          .append(
              "<http://e/d/" + i + "> dct:title \"Bäume und Straßen der Stadt " + i + ", Stand ")
          .append(
              random.nextInt(1000) + "\"@de ; dct:isPartOf <http://e/d/" + random.nextInt(i + 1))
          .append("> , <http://e/d/" + random.nextInt(i + 1) + "> ; dct:extent " + random.nextInt())
          .append(" ; dct:subject <http://e/t/" + random.nextInt(14) + "> ; a dct:Dataset .\n");
    }
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle.toString(), Lang.TURTLE).parse(graph);
    var store = new GraphsInMemory("attacked");
    store.set("http://e/all", graph);
    endpoint =
        new GuardedSparqlEndpoint(
            Columns.open(folder, store), Limits.of("http://localhost/sparql").within(FIRST, TOTAL));
  }

  @AfterAll
  static void leavesNoThreadAtWork() throws InterruptedException {
    for (int i = 0; i < 40 && endpoint.running() > 0; i++) {
      Thread.onSpinWait();
      Thread.currentThread().join(50);
    }
    assertEquals(0, endpoint.running(), "queries still run");
    endpoint.close();
  }

  @TestFactory
  Stream<DynamicTest> endsEveryAttackInTime() throws IOException {
    return cases("sparql-query.jsonl")
        .map(c -> DynamicTest.dynamicTest(c.id + " " + c.why, () -> meets(c)));
  }

  @TestFactory
  Stream<DynamicTest> refusesEveryUpdate() throws IOException {
    return cases("sparql-update.jsonl")
        .map(c ->
            DynamicTest.dynamicTest(
                c.id + " " + c.why,
                () -> {
                  Answer answer = endpoint.answer(Request.of(c.text, "*/*"));
                  assertTrue(answer instanceof Answer.Refused, "answered");
                }));
  }

  /// The right side of a MINUS is kept by ARQ, not by numbers.
  @Test
  void countsWhatIsKept() {
    String query = "SELECT * {?s ?p ?o MINUS {?s ?q ?x . ?y ?r ?o}}";
    var refused = new Asking(endpoint).refused(query);
    assertEquals(Budget.tooMuch().en(), refused.message().en());
  }

  @Test
  void endsEightAttacksAtATime() throws Exception {
    List<Case> all = new ArrayList<>(cases("sparql-query.jsonl").toList());
    java.util.Collections.shuffle(all, new Random(11));
    try (var people = Executors.newFixedThreadPool(8)) {
      var asked = new ArrayList<Future<?>>();
      for (Case c : all) {
        Case aimed = c.aimedAt(9);
        asked.add(people.submit(() -> ask(aimed, Duration.ofSeconds(2))));
      }
      for (Future<?> each : asked) {
        var _ = each.get();
      }
    }
    assertEquals(
        "n\r\n14\r\n",
        new Asking(endpoint)
            .text(
                "SELECT (COUNT(DISTINCT ?o) AS ?n) {?s <http://purl.org/dc/terms/subject> ?o}",
                "text/csv"));
  }

  private static void meets(Case attack) throws IOException {
    try (var canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      canary.setSoTimeout(1);
      Case aimed = attack.aimedAt(canary.getLocalPort());
      String outcome = ask(aimed, Duration.ZERO);
      if (aimed.expect.equals("4xx")) {
        assertTrue(outcome.startsWith("refused"), outcome);
      }
      boolean called = true;
      try (var _ = canary.accept()) {
        called = true;
      } catch (java.net.SocketTimeoutException e) {
        called = false;
      }
      assertEquals(false, called, "the canary was called");
    }
  }

  private static String ask(Case attack, Duration waiting) {
    long start = System.nanoTime();
    Answer answer = endpoint.answer(Request.of(attack.text, "*/*"));
    String outcome;
    if (answer instanceof Answer.Ready ready) {
      outcome = "answered";
      try (var body = ready.body()) {
        body.writeTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        outcome = "cut: " + e.getMessage();
      }
    } else {
      var refused = (Answer.Refused) answer;
      outcome = "refused " + refused.reason() + " " + refused.message().en();
    }
    Duration limit = outcome.startsWith("refused") ? FIRST : TOTAL;
    Duration most = limit.plusSeconds(1).plus(waiting);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(most) <= 0, attack.id + " took " + took + ": " + outcome);
    return outcome;
  }

  private static Stream<Case> cases(String file) throws IOException {
    Path path = Folders.shared("abuse/" + file);
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(path)) {
      cases.add(Case.of(JSON.parse(line)));
    }
    Assumptions.assumeFalse(cases.isEmpty());
    return cases.stream();
  }

  private record Case(String id, String why, String text, String expect) {
    static Case of(JsonObject json) {
      JsonObject request = json.getObj("request");
      JsonValue text = request.hasKey("query") ? request.get("query") : request.get("update");
      return new Case(
          json.getString("id"),
          json.getString("why"),
          expand(text),
          json.getObj("expect").getString("class"));
    }

    private static String expand(JsonValue value) {
      if (value.isString()) {
        return value.getAsString().value();
      }
      JsonObject object = value.getAsObject();
      if (object.hasKey("rep")) {
        var rep = object.get("rep").getAsArray();
        return expand(rep.get(0)).repeat(rep.get(1).getAsNumber().value().intValue());
      }
      var parts = new StringBuilder();
      object.get("parts").getAsArray().forEach(part -> parts.append(expand(part)));
      return parts.toString();
    }

    Case aimedAt(int port) {
      return new Case(
          id,
          why,
          text.replace("{{canaryPort}}", "" + port).replace("{{privateGraph}}", "http://e/private"),
          expect);
    }
  }
}
