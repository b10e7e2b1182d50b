package org.allmende.web.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
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
    assertTrue(links.contains("<" + Portal.BASE + PAGE + ".json>; rel=\"alternate\""), links);
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
    String links = String.join(", ", answer.headers().allValues("Link"));
    assertTrue(links.contains(PAGE + ".csv-metadata.json>; rel=\"describedby\""), links);
    var metadata = PORTAL.get(PAGE + ".csv-metadata.json");
    assertEquals("application/csvm+json", header(metadata, "Content-Type").orElse(""));
    assertEquals(
        "[{\"name\":\"art\",\"titles\":\"Art\",\"datatype\":\"string\",\"required\":true}]",
        Form.json(metadata).path("tableSchema").path("columns").toString());
    String mark = header(answer, "ETag").orElseThrow();
    assertEquals(304, PORTAL.get(PAGE + ".csv", "If-None-Match", mark).statusCode());
  }

  @Test
  void answersHeadForTheTableWithoutReadingIt() {
    var head =
        PORTAL.send(
            PORTAL.request(PAGE + ".csv").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    var whole = PORTAL.get(PAGE + ".csv");
    assertEquals(200, head.statusCode());
    for (String name : List.of("ETag", "Content-Type", "Content-Disposition", "Vary")) {
      assertEquals(header(whole, name), header(head, name), name);
    }
  }

  @Test
  void showsTheTableToWhomItShowsTheDataset() {
    new Form().file("entwurf-csv.csv", "Art\nBuche\n").post(PORTAL, "weidenstedt");
    String draft = "/datasets/weidenstedt/entwurf-csv.csv";
    assertEquals(404, PORTAL.get(draft).statusCode());
    assertEquals(404, authorised(draft, "hohenlinde").statusCode());
    var own = authorised(draft, "weidenstedt");
    assertEquals("Art\r\nBuche\r\n", own.body());
    String vary = header(own, "Vary").orElse("");
    assertTrue(vary.toLowerCase(Locale.ROOT).contains("authorization"), vary);
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/unbekannt.csv").statusCode());
  }

  private static HttpResponse<String> authorised(String path, String tenant) {
    return PORTAL.get(path, "Authorization", "Bearer " + Portal.token(tenant));
  }

  @Test
  void hasNoTableOfWhatIsWithdrawn() {
    var form = new Form().file("zurueck.csv", "Art\nErle\n").field("publish", "true");
    form.post(PORTAL, "weidenstedt");
    String path = "/datasets/weidenstedt/zurueck";
    assertEquals(200, PORTAL.get(path + ".csv").statusCode());
    PORTAL.send(
        PORTAL
            .request("/api/v1" + path, "Authorization", "Bearer " + Portal.token("weidenstedt"))
            .DELETE());
    assertEquals(410, PORTAL.get(path + ".csv").statusCode());
    assertEquals(410, PORTAL.get(path, "Accept", "text/csv").statusCode());
  }

  @Test
  void offersNoTableWhereThereIsNone() throws IOException {
    String bytes = "%PDF-1.7 Bericht";
    var upload =
        PORTAL
            .store()
            .receive(
                new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)),
                "bericht.pdf",
                List.of(),
                "text/csv",
                1 << 20);
    PORTAL
        .readings()
        .decide(upload, new Draft(upload, "PDF", "application/pdf", List.of()), List.of());
    new Form().file("bericht.pdf", bytes).field("publish", "true").post(PORTAL, "weidenstedt");
    String path = "/datasets/weidenstedt/bericht";
    var german = PORTAL.get(path + ".csv", "Accept-Language", "de");
    assertEquals(404, german.statusCode());
    assertTrue(german.body().contains("keine Tabelle"), german.body());
    var english = PORTAL.get(path + ".csv", "Accept-Language", "en");
    assertTrue(english.body().contains("no table"), english.body());
    var refused = PORTAL.get(path, "Accept", "text/csv");
    assertEquals(406, refused.statusCode());
    assertFalse(Form.json(refused).path("offered").toString().contains("csv"));
    assertFalse(PORTAL.get(path + ".ttl").body().contains(".csv"));
    assertFalse(PORTAL.get(path, "Accept", Browser.ACCEPT).body().contains("bericht.csv"));
  }

  /// A form of an address elsewhere is none of ours.
  @Test
  void offersNoTableThatLiesElsewhere() {
    String uri = "https://elsewhere.example/fremd";
    var graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            <URI> a dcat:Dataset ; dcat:distribution <URI#csv> .
            <URI#csv> a dcat:Distribution ; dcat:downloadURL <URI.csv> .
            """
                .replace("URI", uri),
            Lang.TURTLE)
        .parse(graph);
    PORTAL
        .store()
        .put(new Entry(new DatasetId("weidenstedt", "fremd"), uri, State.PUBLISHED, graph, ""));
    assertEquals(406, PORTAL.get("/datasets/weidenstedt/fremd", "Accept", "text/csv").statusCode());
    assertEquals(404, PORTAL.get("/datasets/weidenstedt/fremd.csv").statusCode());
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
