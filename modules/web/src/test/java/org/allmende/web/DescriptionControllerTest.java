package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DescriptionControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String PAGE = "/datasets/weidenstedt/beschrieben";
  private static final Map<String, Lang> SYNTAXES =
      Map.of("ttl", Lang.TURTLE, "rdf", Lang.RDFXML, "jsonld", Lang.JSONLD, "nt", Lang.NTRIPLES);

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("beschrieben.csv", "Art\nEiche\n")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void saysTheSameInEverySyntax() {
    Graph expected = graph(PORTAL.get(PAGE + ".nt"), Lang.NTRIPLES);
    assertTrue(expected.size() > 10);
    SYNTAXES.forEach((suffix, lang) -> {
      var answer = PORTAL.get(PAGE + "." + suffix);
      assertEquals(200, answer.statusCode(), suffix);
      assertTrue(expected.isIsomorphicWith(graph(answer, lang)), suffix);
      var negotiated = PORTAL.get(PAGE, "Accept", lang.getHeaderString());
      assertEquals(200, negotiated.statusCode(), suffix);
      assertEquals(answer.body(), negotiated.body(), suffix);
      assertEquals(
          Portal.BASE + PAGE + "." + suffix, header(negotiated, "Content-Location").orElse(""));
      String vary = String.join(", ", negotiated.headers().allValues("Vary"));
      assertTrue((vary + ",").toLowerCase(Locale.ROOT).contains("accept,"), vary);
    });
  }

  private static Graph graph(HttpResponse<String> answer, Lang lang) {
    return RDFParser.fromString(answer.body(), lang).base("urn:none").toGraph();
  }

  private static Optional<String> header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name);
  }

  @Test
  void namesItsOtherForms() {
    String links = header(PORTAL.get(PAGE + ".json"), "Link").orElse("");
    assertTrue(links.contains("<" + Portal.BASE + PAGE + ".jsonld>; rel=\"alternate\""), links);
  }

  @Test
  void answersJsonAsTheApiDoes() {
    String api = PORTAL.get("/api/v1" + PAGE).body();
    assertEquals(api, PORTAL.get(PAGE + ".json").body());
    assertEquals(api, PORTAL.get(PAGE, "Accept", "application/json").body());
  }

  @Test
  void answersUnchangedDescriptionsWith304() {
    String mark = header(PORTAL.get(PAGE + ".ttl"), "ETag").orElseThrow();
    assertEquals(304, PORTAL.get(PAGE + ".ttl", "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get(PAGE + ".nt", "If-None-Match", mark).statusCode());
  }

  @Test
  void givesTheTableCleanedWhereItIsAskedForAsCsv() {
    var answer = PORTAL.get(PAGE + ".csv");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("Art\r\nEiche\r\n", answer.body());
    assertEquals(
        "text/csv;header=present;charset=UTF-8", header(answer, "Content-Type").orElse(""));
    assertEquals(
        "attachment; filename=\"beschrieben.csv\"",
        header(answer, "Content-Disposition").orElse(""));
    assertEquals(answer.body(), PORTAL.get(PAGE, "Accept", "text/csv").body());
    String mark = header(answer, "ETag").orElseThrow();
    assertEquals(304, PORTAL.get(PAGE + ".csv", "If-None-Match", mark).statusCode());
  }

  @Test
  void saysWhatIsOfferedWhenNothingFits() {
    var answer = PORTAL.get(PAGE, "Accept", "image/png");
    assertEquals(406, answer.statusCode());
    assertTrue(Form.json(answer).path("offered").toString().contains("text/turtle"));
    assertEquals(404, PORTAL.get(PAGE + ".docx").statusCode());
    assertEquals(400, PORTAL.get("/datasets/hohenlinde/..%2f..%2fx").statusCode());
  }
}
