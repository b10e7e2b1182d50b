package org.allmende.web.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Portal;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class QualityControllerTest {

  private static final Portal PORTAL = Portal.written();

  private static final String FOREIGN =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      <https://other.example/@> a dcat:Dataset ; dcterms:title "Bäume im Stadtgebiet" ;
        dcterms:description "Alle Bäume." ; dcterms:publisher "Stadt W" ; dcat:theme "Umwelt" ;
        dcat:distribution <https://other.example/@/f> .
      <https://other.example/@/f> a dcat:Distribution ;
        dcat:accessURL "https://other.example/f.csv" ; dcterms:format "csv" .
      """;

  @Test
  void mendsWithOneButton() {
    DatasetId id = foreign("knopf");
    var browser = Browser.signedIn(PORTAL, Portal.token("weidenstedt"));
    String page = browser.open("/upload/" + id + "/quality").body();
    assertTrue(page.contains("GovData") && page.contains("other-closed"), page);
    var answer = browser.send("/upload/" + id + "/quality", Map.of("do", "sure"));
    assertEquals(303, answer.statusCode(), answer::body);
    String after = answer.headers().firstValue("Location").orElseThrow();
    assertFalse(after.endsWith("mended=0"), after);
    String mended = browser.open(after).body();
    assertTrue(mended.contains("Bäume im Stadtgebiet") && mended.contains("Stadt W"), mended);
    assertFalse(mended.contains("Das Thema ist ein Text"), mended);
  }

  @Test
  void refusesAFormThatIsOlderThanTheDataset() {
    DatasetId id = foreign("alt");
    var browser = Browser.signedIn(PORTAL, Portal.token("weidenstedt"));
    browser.open("/upload/" + id + "/quality");
    var answer =
        browser.send("/upload/" + id + "/quality", Map.of("do", "sure", "change", "1000000"));
    assertEquals(409, answer.statusCode());
  }

  @Test
  void isLinkedFromTheDatasetForWhoMayWriteIt() {
    DatasetId id = foreign("verlinkt");
    String link = "/upload/" + id + "/quality";
    var browser = Browser.signedIn(PORTAL, Portal.token("weidenstedt"));
    assertTrue(browser.open("/datasets/" + id).body().contains(link));
    assertFalse(PORTAL.get("/datasets/" + id, "Accept", "text/html").body().contains(link));
  }

  @Test
  void showsNothingToAnotherTenant() {
    DatasetId id = foreign("fremdes");
    var browser = Browser.signedIn(PORTAL, Portal.token("hohenlinde"));
    assertEquals(404, browser.open("/upload/" + id + "/quality").statusCode());
  }

  private static DatasetId foreign(String slug) {
    var id = new DatasetId("weidenstedt", slug);
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(FOREIGN.replace("@", slug), Lang.TURTLE).parse(graph);
    PORTAL.store().put(new Entry(id, "https://other.example/" + slug, State.PUBLISHED, graph, ""));
    return id;
  }
}
