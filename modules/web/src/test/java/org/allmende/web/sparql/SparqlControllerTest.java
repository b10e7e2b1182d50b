package org.allmende.web.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.said.Json;
import org.allmende.web.CannedSparql;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;

class SparqlControllerTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Portal portal = Portal.shared();

  @Test
  void answersAQueryInTheAddress() {
    var answer = portal.get("/sparql?query=SELECT", "Accept", "application/sparql-results+json");
    assertEquals(200, answer.statusCode());
    assertEquals("application/sparql-results+json", type(answer));
    assertEquals(CannedSparql.ROWS, answer.body());
  }

  @Test
  void answersAQueryInAFormAndInABody() {
    assertEquals(CannedSparql.ROWS, post(FORM, "query=SELECT+1").body());
    assertEquals(CannedSparql.ROWS, post("application/sparql-query", "SELECT 1").body());
  }

  @Test
  void takesTheFormatFromTheAddress() {
    assertTrue(type(portal.get("/sparql?query=SELECT&format=csv")).startsWith("text/csv"));
    assertEquals(400, portal.get("/sparql?query=SELECT&format=docx").statusCode());
  }

  @Test
  void showsPeopleATable() {
    var page = portal.get("/sparql?query=SELECT", "Accept", "text/html,*/*;q=0.8");
    assertTrue(page.body().contains("Stadt &lt;Weidenstedt&gt;</td>"), page.body());
    assertTrue(page.body().contains("<td class=\"al-num\">612</td>"), page.body());
    assertFalse(page.body().contains("href=\"javascript:"));
  }

  @Test
  void asksTheSameGraphsWhereTheAnswerIsAPage() {
    String path = "/sparql?query=SELECT&default-graph-uri=urn:page&named-graph-uri=urn:more";
    String page = portal.get(path, "Accept", "text/html,*/*;q=0.8").body();
    assertTrue(
        CannedSparql.asked.stream()
            .anyMatch(asked ->
                asked.defaultGraphs().contains("urn:page")
                    && asked.namedGraphs().contains("urn:more")));
    assertTrue(page.contains("name=\"default-graph-uri\" value=\"urn:page\""), page);
    assertTrue(page.contains("default-graph-uri=urn%3Apage"), "so do the links");
  }

  @Test
  void saysWhereAQueryIsBroken() {
    var page = portal.get("/sparql?query=BROKEN", "Accept", "text/html");
    assertEquals(400, page.statusCode());
    assertTrue(page.body().contains("Zeile 3, Stelle 14:"));
    String reference = "Kennung für Rückfragen: <span class=\"al-mono\">400 · ";
    assertTrue(page.body().contains(reference), page.body());
    var document = Json.own().readTree(portal.get("/sparql?query=BROKEN").body());
    assertEquals(3, document.path("line").asInt());
    assertEquals(14, document.path("column").asInt());
  }

  @Test
  void asksToComeBackWhenAllSlotsAreTaken() {
    var answer = portal.get("/sparql?query=SLOW");
    assertEquals(503, answer.statusCode());
    assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void describesItselfToProgramsAndShowsAFormToPeople() {
    assertTrue(type(portal.get("/sparql", "Accept", "text/turtle")).startsWith("text/turtle"));
    assertTrue(type(portal.get("/sparql")).startsWith("text/html"));
  }

  @Test
  void allowsScriptsOfItsOwnAndHasTheEditorOnThisPageOnly() {
    String here = policy("/sparql");
    assertTrue(here.contains("script-src 'self'; connect-src 'self'"), here);
    assertFalse(here.contains("unsafe") || here.contains("nonce"), here);
    assertFalse(portal.get("/datasets", "Accept", "text/html").body().contains("sparql.js"));
    String page = portal.get("/sparql", "Accept", "text/html").body();
    var script =
        Pattern.compile("<script type=\"module\" src=\"([^\"]+sparql\\.js)\"></script>")
            .matcher(page);
    assertTrue(script.find(), page);
    var bundle = portal.get(script.group(1));
    assertEquals("text/javascript;charset=UTF-8", type(bundle));
    assertTrue(bundle.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
  }

  private String policy(String path) {
    return portal
        .get(path, "Accept", "text/html")
        .headers()
        .firstValue("Content-Security-Policy")
        .orElse("");
  }

  @Test
  void answersForOneTenant() {
    String path = "/catalogs/weidenstedt/sparql";
    assertEquals(CannedSparql.ROWS, portal.get(path + "?query=SELECT").body());
    String page = portal.get(path, "Accept", "text/html").body();
    assertTrue(page.contains("action=\"" + path + "\""), page);
    assertTrue(page.contains("Stadt Weidenstedt"), page);
    assertEquals(404, portal.get("/catalogs/nirgendwo/sparql?query=SELECT").statusCode());
    var asked = CannedSparql.asked.stream().map(SparqlEndpoint.Request::catalog).toList();
    assertTrue(asked.contains("https://daten.example.org/catalogs/weidenstedt"), asked.toString());
  }

  @Test
  void leadsCrawlersToTheDescription() {
    var answer = portal.get("/.well-known/void");
    assertEquals(303, answer.statusCode());
    assertEquals("/sparql", answer.headers().firstValue("Location").orElse(""));
  }

  @Test
  void answersUnchangedResultsWith304() {
    String mark = portal.get("/sparql?query=SELECT").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, portal.get("/sparql?query=SELECT", "If-None-Match", mark).statusCode());
  }

  @Test
  void takesNoUpdates() {
    assertEquals(403, post("application/sparql-update", "CLEAR ALL").statusCode());
    assertEquals(400, post(FORM, "update=CLEAR+ALL").statusCode());
    assertEquals(400, portal.get("/sparql?update=CLEAR+ALL").statusCode());
  }

  @Test
  void refusesQueriesThatAreTooLong() {
    assertEquals(400, post(FORM, "query=" + "S".repeat(70_000)).statusCode());
    assertEquals(400, post("application/sparql-query", "S".repeat(70_000)).statusCode());
  }

  @Test
  void offersExamplesInBothLanguages() {
    assertTrue(ExampleQueries.all().size() >= 25);
    for (ExampleQueries.Example example : ExampleQueries.all()) {
      assertNotEquals(example.title().de(), example.title().en(), example.name());
      assertNotEquals(example.say().de(), example.say().en(), example.name());
      assertFalse(example.query().startsWith("#"), example.name());
    }
  }

  @Test
  void answersAnExampleByItsName() {
    portal.get("/sparql?example=themes&format=csv");
    String asked = ExampleQueries.find("themes").orElseThrow().query();
    assertTrue(CannedSparql.asked.stream().anyMatch(request -> request.query().equals(asked)));
    String page = portal.get("/sparql?example=themes", "Accept", "text/html").body();
    assertTrue(page.contains("/sparql?example=themes&amp;format=csv"), page);
    assertTrue(page.contains("aria-current=\"page\">Datensätze je Thema"), page);
    assertEquals(400, portal.get("/sparql?example=nirgends").statusCode());
  }

  private HttpResponse<String> post(String type, String body) {
    return portal.send(
        portal
            .request("/sparql", "Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
