package org.allmende.web.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SeveralNodesTest {

  private static final Portal PORTAL = Portal.shared();

  private static JsonNode search(String query) {
    return Form.json(PORTAL.get("/api/v1/search?" + query));
  }

  private static List<String> texts(JsonNode list, String field) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.path(field).asString("")));
    return texts;
  }

  private static String page(String query, String language) {
    return PORTAL.get("/datasets?" + query, "Accept-Language", language).body();
  }

  @Test
  void mergesTheHitsOfAllNodesAndSaysWhoDidNotAnswer() {
    JsonNode answer = search("q=Baum&nodes=all");
    assertEquals(121, answer.path("total").asInt());
    assertEquals(List.of("local", "Rostock"), texts(answer.path("hits"), "node"));
    assertEquals(
        List.of(
            Portal.BASE + "/datasets/weidenstedt/baeume",
            "https://daten.rostock.example/datasets/rostock/baeume"),
        texts(answer.path("hits"), "page"));
    assertEquals(List.of("local", "Rostock", "Potsdam"), texts(answer.path("nodes"), "name"));
    assertEquals(List.of("answered", "answered", "refused"), texts(answer.path("nodes"), "status"));
    assertEquals(120, answer.at("/nodes/1/total").asInt());
    assertFalse(answer.path("nodes").path(2).has("total"));
    assertTrue(answer.path("next").isNull());
  }

  @Test
  void addsCountsUpButNotThoseOfTenants() {
    JsonNode facets = search("q=Baum&nodes=Rostock").path("facets");
    assertEquals(30, facets.at("/theme/0/count").asInt());
    assertFalse(facets.has("tenant"));
  }

  @Test
  void asksOnlyTheNodesThatAreNamed() {
    assertEquals(
        List.of("local", "Rostock"),
        texts(search("q=Baum&nodes=Rostock,local").path("nodes"), "name"));
    assertEquals(List.of("local"), texts(search("q=Baum&nodes=local").path("nodes"), "name"));
  }

  @Test
  void saysNothingOfNodesWhereNobodyAsksForThem() {
    JsonNode answer = search("q=Baum");
    assertFalse(answer.has("nodes"));
    assertFalse(answer.has("statistics"));
    assertFalse(answer.at("/hits/0").has("node"));
    assertFalse(answer.at("/hits/0").has("shares"));
  }

  @Test
  void saysWhatCannotBeAskedOfSeveralNodes() {
    assertProblem("q=Baum&nodes=Hamburg", "nodes", "all, local, Rostock, Potsdam");
    assertProblem("q=Baum&nodes=all&cursor=weiter", "cursor", "page");
    assertProblem("q=Baum&nodes=all&explain=true", "explain", "jeden Knoten für sich");
    assertProblem("q=Baum&nodes=all&page=11", "page", "die ersten 100 Treffer");
    assertEquals(200, PORTAL.get("/api/v1/search?q=Baum&nodes=all&page=10").statusCode());
  }

  private static void assertProblem(String query, String parameter, String advice) {
    var german = PORTAL.get("/api/v1/search?" + query, "Accept-Language", "de");
    assertEquals(400, german.statusCode());
    JsonNode problem = Form.json(german);
    assertEquals(parameter, problem.path("parameter").asString());
    String detail = problem.path("detail").asString();
    assertTrue(detail.contains(advice), detail);
    var english = PORTAL.get("/api/v1/search?" + query, "Accept-Language", "en");
    assertFalse(Form.json(english).path("detail").asString().equals(detail), detail);
  }

  @Test
  void offersToSearchEverywhereByAPlainLink() {
    assertTrue(
        page("q=Baum&page=1", "de")
            .contains(
                "<a href=\"/datasets?q=Baum&amp;nodes=all\" rel=\"nofollow\">Überall suchen</a>"));
    assertTrue(page("q=Baum", "en").contains(">Search everywhere</a>"));
  }

  @Test
  void showsWhereEachHitIsAndWhoDidNotAnswer() {
    String german = page("q=Baum&nodes=all", "de");
    assertTrue(german.contains("Gefunden: hier 1, Rostock 120."), german);
    assertTrue(german.contains("Ohne Antwort: Potsdam (lehnt die Frage ab)."), german);
    assertTrue(german.contains("<span class=\"al-tag\">bei Rostock</span>"), german);
    assertTrue(german.contains("href=\"https://daten.rostock.example/datasets/rostock/baeume\""));
    assertTrue(german.contains("href=\"/datasets?q=Baum\" rel=\"nofollow\">Nur hier suchen</a>"));
    assertTrue(german.contains("/datasets.atom?q=Baum\""), german);
    String english = page("q=Baum&nodes=all", "en");
    assertTrue(english.contains("No answer: Potsdam (refuses the question)."), english);
    assertTrue(english.contains(">Search here only</a>"), english);
  }

  @Test
  void takesWhatOthersHaveWrittenForText() {
    String page = page("q=Baum&nodes=all", "de");
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; Bäume am Warnowufer"), page);
    assertTrue(page.contains("Alle &lt;b&gt;Bäume&lt;/b&gt;"), page);
  }

  @Test
  void pagesThroughTheFirstHundredHits() {
    String page = page("q=Baum&nodes=all", "de");
    assertTrue(page.contains("nodes=all&amp;page=10"), page);
    assertFalse(page.contains("nodes=all&amp;page=11"), page);
  }
}
