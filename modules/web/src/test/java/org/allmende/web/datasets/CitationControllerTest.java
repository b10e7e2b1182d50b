package org.allmende.web.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Portal;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class CitationControllerTest {

  private static final String SAID =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      <URI> a dcat:Dataset ; dct:title "Bäume & Büsche {50 %_#}\\nam \\\\ Rand"@de, "Trees"@en ;
        dct:publisher [ foaf:name "Amt für Grün\\r\\nER  - " ] ;
        dct:modified "2026-02-03T04:05:06Z"^^xsd:dateTime ;
        dcat:distribution [ dcat:accessURL <https://example.org/a.csv> ;
          dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> ] .
      """;

  private final Portal portal = Portal.written();

  private String put(String slug, String turtle) {
    var id = new DatasetId("weidenstedt", slug);
    String uri = Portal.BASE + "/datasets/" + id;
    var graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle.replace("<URI>", "<" + uri + ">"), Lang.TURTLE).parse(graph);
    portal.store().put(new Entry(id, uri, State.PUBLISHED, graph, ""));
    return "/datasets/" + id;
  }

  private HttpResponse<String> get(String path) {
    var answer = portal.get(path, "Accept-Language", "de");
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(
        answer.headers().firstValue("Content-Disposition").orElse("").contains("attachment"));
    return answer;
  }

  @Test
  void namesWhoWhenWhatAndWhereOnThePage() {
    String path = put("zitat", SAID);
    String page = portal.get(path, "Accept", Browser.ACCEPT, "Accept-Language", "de").body();
    assertTrue(
        page.contains("(2026): Bäume &amp; Büsche {50 %_#} am \\ Rand. Allmende. " + Portal.BASE),
        page);
    for (String form : new String[] {"bib", "ris", "json"}) {
      assertTrue(page.contains("href=\"" + path + "/citation." + form + "\""), form);
    }
    assertTrue(page.contains("rel=\"license\"&gt;"), "the credit with links");
  }

  @Test
  void escapesWhatMeansSomethingToTex() {
    String bib = get(put("tex", SAID) + "/citation.bib").body();
    assertTrue(bib.startsWith("@misc{weidenstedt-tex,\n"), bib);
    assertTrue(
        bib.contains("title = {{Bäume \\& Büsche \\{50 \\%\\_\\#\\} am \\textbackslash{} Rand}}"),
        bib);
    assertTrue(bib.contains("year = {2026}"), bib);
    assertTrue(bib.contains("month = {02}"), bib);
  }

  @Test
  void keepsEachTagOfRisOnItsLine() {
    var answer = get(put("ris", SAID) + "/citation.ris");
    assertTrue(answer.body().startsWith("TY  - DATA\r\n"));
    assertEquals(1, answer.body().lines().filter(line -> line.startsWith("ER  - ")).count());
    assertTrue(answer.body().contains("DA  - 2026/02/03\r\n"));
    assertTrue(answer.body().endsWith("ER  - \r\n"));
  }

  @Test
  void writesCslJson() {
    String path = put("csl", SAID);
    var item = Json.foreign().readTree(get(path + "/citation.json").body()).get(0);
    assertEquals("dataset", item.path("type").asString());
    assertEquals("[[2026,2,3]]", item.at("/issued/date-parts").toString());
    assertEquals(Portal.BASE + path, item.path("URL").asString());
    var english = portal.get(path + "/citation.json?lang=en");
    assertEquals("Trees", Json.foreign().readTree(english.body()).at("/0/title").asString());
  }

  @Test
  void saysNothingThatNobodySaid() {
    String path = put("stumm", "<URI> a <http://www.w3.org/ns/dcat#Dataset> .");
    var item = Json.foreign().readTree(get(path + "/citation.json").body()).get(0);
    assertEquals("Stadt Weidenstedt", item.at("/author/0/literal").asString());
    assertFalse(item.has("issued"));
    assertFalse(item.has("note"));
    assertFalse(get(path + "/citation.ris").body().contains("PY  -"));
  }

  @Test
  void answersWhatIsNotThere() {
    String path = put("formen", SAID);
    assertEquals(404, portal.get(path + "/citation.doc").statusCode());
    assertEquals(404, portal.get("/datasets/weidenstedt/nirgends/citation.bib").statusCode());
    String mark = get(path + "/citation.bib").headers().firstValue("ETag").orElseThrow();
    var again = portal.get(path + "/citation.bib", "If-None-Match", mark, "Accept-Language", "de");
    assertEquals(304, again.statusCode());
  }

  @Test
  void onlyTableChartAndMapMayBeShownInAFrame() {
    String path = put("rahmen", SAID);
    for (String part : new String[] {"/table", "/chart", "/map"}) {
      var answer = portal.get(path + part);
      assertEquals(404, answer.statusCode(), "there is nothing to draw");
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("frame-ancestors *"), policy);
      assertFalse(policy.contains("script-src"), policy);
    }
    for (String other : new String[] {path, path + "/feedback", "/", "/upload"}) {
      var answer = portal.get(other, "Accept", Browser.ACCEPT);
      assertTrue(
          answer
              .headers()
              .firstValue("Content-Security-Policy")
              .orElse("")
              .contains("frame-ancestors 'none'"),
          other);
    }
  }
}
