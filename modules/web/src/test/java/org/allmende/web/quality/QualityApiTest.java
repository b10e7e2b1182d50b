package org.allmende.web.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.allmende.catalog.links.LinkProbe;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Portal;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QualityApiTest {

  private static final Portal PORTAL = Portal.written();

  private static final String FOREIGN =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      <https://elsewhere.example/@> a dcat:Dataset ; dcterms:title "Bäume" ;
        dcterms:description "Alle." ; dcterms:publisher "Stadt W" ; dcat:theme "Umwelt" ;
        dcat:distribution <https://elsewhere.example/@/f> .
      <https://elsewhere.example/@/f> a dcat:Distribution ;
        dcat:accessURL "https://elsewhere.example/f.csv" ; dcterms:format "csv" .
      """;

  @Test
  void assessesWhatIsPublishedTogether() throws Exception {
    DatasetId id = foreign("zusammen");
    var assessing = PORTAL.bean("assessing", Assessing.class);
    assertTrue(assessing.await(PORTAL.store().change(), Duration.ofSeconds(20)));
    JsonNode all = json(PORTAL.get("/api/v1/quality"));
    JsonNode own = json(PORTAL.get("/api/v1/quality/" + id.tenant()));
    assertTrue(own.path("datasets").asInt() >= 1);
    assertTrue(all.path("datasets").asInt() >= own.path("datasets").asInt());
    assertEquals(405, own.path("of").asInt());
    assertEquals(23, own.path("indicators").size());
    assertEquals("2026-11-23", own.path("days").get(0).path("date").asString());
    assertEquals("2026-11-24", own.path("days").get(1).path("date").asString());
    assertEquals(404, PORTAL.get("/api/v1/quality/nowhere").statusCode());
  }

  @Test
  void saysItInTheDataQualityVocabulary() {
    DatasetId id = foreign("dqv");
    for (String path :
        new String[] {
          "/api/v1/quality", "/api/v1/quality/weidenstedt", "/api/v1/datasets/" + id + "/quality"
        }) {
      HttpResponse<String> turtle = PORTAL.get(path, "Accept", "text/turtle");
      assertEquals(200, turtle.statusCode());
      Graph graph = GraphFactory.createDefaultGraph();
      RDFParser.fromString(turtle.body(), Lang.TURTLE).parse(graph);
      assertTrue(turtle.body().contains("https://piveau.eu/ns/voc#"), turtle::body);
      assertTrue(graph.size() > 60, path);
    }
  }

  @Test
  void mendsWhatIsSureWithOneCall() {
    DatasetId id = foreign("beheben");
    JsonNode proposals = json(PORTAL.get("/api/v1/datasets/" + id + "/repairs"));
    assertTrue(proposals.size() >= 4, proposals::toString);
    HttpResponse<String> answer = mend(id, "");
    assertEquals(200, answer.statusCode(), answer::body);
    JsonNode mended = json(answer);
    assertTrue(mended.path("applied").size() >= 4, answer::body);
    mended.path("applied").forEach(one -> assertTrue(one.path("sure").asBoolean()));
    assertFalse(mended.path("findings").toString().contains("theme-kind"));
    assertEquals(0, json(mend(id, "")).path("applied").size());
  }

  @Test
  void mendsOnAssumptionsOnlyWhenAsked() {
    DatasetId id = foreign("annahmen");
    mend(id, "");
    assertTrue(codes(json(PORTAL.get("/api/v1/datasets/" + id + "/repairs"))).contains("license"));
    JsonNode mended = json(mend(id, "{\"codes\":[\"license-missing\"]}"));
    assertEquals(1, mended.path("applied").size());
    assertFalse(codes(mended.path("left")).contains("license-missing"));
    assertEquals(400, mend(id, "{\"codes\":7}").statusCode());
  }

  @Test
  void isMendedByItsTenantOnly() {
    DatasetId id = foreign("fremd");
    var request =
        PORTAL.request(
            "/api/v1/datasets/" + id + "/repairs",
            "Authorization",
            "Bearer " + Portal.token("hohenlinde"));
    assertEquals(403, PORTAL.send(request.POST(BodyPublishers.noBody())).statusCode());
    var nobody = PORTAL.request("/api/v1/datasets/" + id + "/repairs");
    assertEquals(401, PORTAL.send(nobody.POST(BodyPublishers.noBody())).statusCode());
  }

  @Test
  void saysWhatOthersMakeOfADataset() {
    DatasetId id = foreign("wirkung");
    JsonNode views = json(PORTAL.get("/api/v1/datasets/" + id + "/downstream"));
    assertEquals(2, views.size());
    assertEquals("GovData", views.get(0).path("portal").asString());
    assertTrue(views.toString().contains("other-closed"));
  }

  @Test
  void tellsWhichLinksAreBroken() throws InterruptedException {
    DatasetId id = foreign("links", FOREIGN.replaceAll("\"(https:[^\"]*)\"", "<$1>"));
    String quality = "/api/v1/datasets/" + id + "/quality";
    JsonNode link = json(PORTAL.get(quality)).path("links").get(0);
    assertEquals("unchecked", link.path("state").asString());
    assertEquals("Noch nicht geprüft.", link.path("says").asString());
    String mark = PORTAL.get("/api/v1/datasets/" + id).headers().firstValue("ETag").orElseThrow();
    LinkProbe gone = _ -> new LinkProbe.Reply.Told(LinkStatus.Reason.GONE, 404, Duration.ZERO);
    PORTAL.askLinks(gone, "https://elsewhere.example/f.csv");
    link = json(PORTAL.get(quality, "Accept-Language", "en")).path("links").get(0);
    assertEquals("broken", link.path("state").asString());
    assertEquals("accessURL", link.path("field").asString());
    assertEquals(404, link.path("status").asInt());
    assertEquals("2026-11-24T10:00:00Z", link.path("asked").asString());
    assertTrue(link.path("says").asString().contains("nothing at the address"));
    HttpResponse<String> dataset =
        PORTAL.get("/api/v1/datasets/" + id, "If-None-Match", mark, "Accept-Language", "en");
    assertEquals(200, dataset.statusCode());
    JsonNode findings = json(dataset).path("findings");
    assertTrue(codes(findings).contains("link-broken"), findings::toString);
    JsonNode list = json(PORTAL.get("/api/v1/quality/weidenstedt/links?limit=100"));
    assertTrue(list.path("datasets").asInt() >= 1);
    assertTrue(list.toString().contains("\"weidenstedt/links\""), list::toString);
    assertEquals(0, json(PORTAL.get("/api/v1/quality/hohenlinde/links")).path("broken").size());
    assertEquals(404, PORTAL.get("/api/v1/quality/nowhere/links").statusCode());
    assertEquals(400, PORTAL.get("/api/v1/quality/weidenstedt/links?limit=101").statusCode());
  }

  private static String codes(JsonNode repairs) {
    return String.join(" ", repairs.findValuesAsString("code"));
  }

  private static HttpResponse<String> mend(DatasetId id, String body) {
    return PORTAL.send(
        PORTAL
            .request(
                "/api/v1/datasets/" + id + "/repairs",
                "Authorization",
                "Bearer " + Portal.token("weidenstedt"))
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.foreign().readTree(answer.body());
  }

  private static DatasetId foreign(String slug) {
    return foreign(slug, FOREIGN);
  }

  private static DatasetId foreign(String slug, String turtle) {
    var id = new DatasetId("weidenstedt", slug);
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle.replace("@", slug), Lang.TURTLE).parse(graph);
    PORTAL
        .store()
        .put(new Entry(id, "https://elsewhere.example/" + slug, State.PUBLISHED, graph, ""));
    return id;
  }
}
