package org.allmende.web.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Browser;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FeedControllerTest {

  private static final Portal PORTAL = Portal.shared();

  @Test
  void givesASearchAsAtom() {
    var answer = PORTAL.get("/datasets.atom?q=Haushalt&size=10", "Accept-Language", "de");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "application/atom+xml;charset=UTF-8",
        answer.headers().firstValue("Content-Type").orElse(""));
    String atom = answer.body();
    assertEquals(10, atom.split("<entry>", -1).length - 1);
    assertTrue(atom.contains("Datensätze zu „Haushalt“"), atom);
    assertTrue(atom.contains("rel=\"next\""));
    assertTrue(
        atom.contains(Portal.BASE + "/datasets.atom?q=Haushalt&amp;size=10&amp;page=2"), atom);
    var last = PORTAL.get("/datasets.atom?q=Haushalt&size=10&page=3").body();
    assertFalse(last.contains("rel=\"next\""));
    assertTrue(last.contains("rel=\"previous\""));
    String mark = answer.headers().firstValue("ETag").orElseThrow();
    assertEquals(
        304,
        PORTAL
            .get(
                "/datasets.atom?q=Haushalt&size=10", "If-None-Match", mark, "Accept-Language", "de")
            .statusCode());
  }

  @Test
  void escapesWhatOthersHaveWritten() {
    String atom = PORTAL.get("/datasets.atom?q=Baum").body();
    assertTrue(atom.contains("Alle Bäume &amp; &lt;Sträucher> der Stadt"), atom);
    String hostile = PORTAL.get("/datasets.atom?q=%3C/title%3E%22%26").body();
    assertFalse(hostile.contains("</title>\""), hostile);
  }

  @Test
  void givesASearchAsJsonFeed() {
    var answer = PORTAL.get("/datasets.jsonfeed?q=Haushalt");
    assertEquals("application/feed+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode feed = Form.json(answer);
    assertEquals("https://jsonfeed.org/version/1.1", feed.path("version").asString());
    assertEquals(25, feed.path("items").size());
    assertFalse(feed.has("next_url"));
    assertEquals(
        Portal.BASE + "/datasets/hohenlinde/haushalt-1", feed.at("/items/0/url").asString());
    assertEquals(400, PORTAL.get("/datasets.jsonfeed?size=5000").statusCode());
  }

  @Test
  void datesEntriesWithTheirChangeAndNotWithWhatDescriptionsSay() {
    JsonNode feed = Form.json(PORTAL.get("/datasets.jsonfeed?q=Baum"));
    assertEquals(Portal.NOW.toString(), feed.at("/items/0/date_modified").asString());
    String atom = PORTAL.get("/datasets.atom?q=Baum").body();
    assertEquals(3, atom.split("<updated>" + Portal.NOW + "</updated>", -1).length, atom);
  }

  @Test
  void tellsWhatWasWithdrawnWhereItTellsEverything() {
    Portal portal = Portal.written();
    String uri = "https://example.org/feed/weg";
    var graph =
        RDFParser.fromString(
                "<" + uri + "> <http://purl.org/dc/terms/title> \"Weg\" .", Lang.TURTLE)
            .toGraph();
    var id = new DatasetId("weidenstedt", "feed-weg");
    portal.store().put(new Entry(id, uri, State.WITHDRAWN, graph, ""));
    String told = "<at:deleted-entry ref=\"" + uri + "\" when=\"" + Portal.NOW + "\"";
    String atom = portal.get("/datasets.atom").body();
    assertTrue(atom.contains(told), atom);
    assertTrue(portal.get("/datasets.atom?tenant=weidenstedt").body().contains(told));
    assertFalse(portal.get("/datasets.atom?tenant=hohenlinde").body().contains(told));
    assertFalse(portal.get("/datasets.atom?q=Haushalt").body().contains(told));
    JsonNode feed = Form.json(portal.get("/datasets.jsonfeed"));
    assertTrue(feed.at("/_allmende/withdrawn").toString().contains(uri), feed::toString);
  }

  @Test
  void isLinkedFromTheSearch() {
    String page = PORTAL.get("/datasets?q=Baum&page=1", "Accept", Browser.ACCEPT).body();
    assertTrue(page.contains("type=\"application/atom+xml\" href=\"/datasets.atom?q=Baum\""), page);
  }

  @Test
  void listsPagesForSearchEngines() {
    assertTrue(
        PORTAL.get("/robots.txt").body().contains("Sitemap: " + Portal.BASE + "/sitemap.xml"));
    var answer = PORTAL.get("/sitemap.xml");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("<loc>" + Portal.BASE + "/datasets</loc>"), answer.body());
    assertEquals(404, PORTAL.get("/sitemap-2.xml").statusCode());
    assertEquals(404, PORTAL.get("/sitemap-0.xml").statusCode());
    assertEquals(404, PORTAL.get("/sitemap-99999999999.xml").statusCode());
  }
}
