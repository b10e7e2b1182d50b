package org.allmende.web.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import org.allmende.web.Portal;
import org.allmende.web.http.Trouble;
import org.junit.jupiter.api.Test;

class PagesTest {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final Portal portal = Portal.shared();

  @Test
  void showsHowManyDatasetsThereAre() {
    var home = portal.get("/", "Accept", BROWSER, "Accept-Language", "de-DE,de;q=0.9,en;q=0.8");
    assertEquals(200, home.statusCode());
    assertTrue(home.body().contains("<html lang=\"de\">"));
    assertTrue(home.body().contains("26 Datensätze aus 2 Kommunen"), home.body());
  }

  @Test
  void speaksEnglishWhenTheBrowserDoes() {
    var home = portal.get("/", "Accept-Language", "fr,en;q=0.8");
    assertTrue(home.body().contains("<html lang=\"en\">"));
    assertTrue(home.body().contains("What does your town know?"));
    assertEquals("en", home.headers().firstValue("Content-Language").orElse(""));
  }

  @Test
  void carriesTheLanguageOnWhenTheAddressSaysIt() {
    var list = portal.get("/datasets?q=Haushalt&lang=en", "Accept-Language", "de");
    assertTrue(list.body().contains("25 datasets for “Haushalt”"));
    assertTrue(list.body().contains("href=\"/sparql?lang=en\""));
  }

  @Test
  void escapesWhatOthersHaveWritten() {
    var list = portal.get("/datasets?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assertEquals(200, list.statusCode());
    String own = "<script type=\"module\" src=\"/assets/[0-9a-f]+/search.js\"></script>";
    assertFalse(list.body().replaceAll(own, "").contains("<script"), "no script but our own");
    var trees = portal.get("/datasets?q=Baum");
    assertTrue(trees.body().contains("Alle Bäume &amp; &lt;Sträucher&gt; der Stadt"));
  }

  @Test
  void offersFacetValuesAsLinksThatSetOrRemoveThem() {
    var list = portal.get("/datasets?q=a&theme=ENVI&page=1");
    assertTrue(list.body().contains("<h1>1 Datensatz zu „a“</h1>"), list.body());
    assertTrue(
        list.body().contains("<a href=\"/datasets?q=a\" aria-current=\"true\"><span>Umwelt"),
        list.body());
    assertTrue(
        list.body().contains("theme=ENVI&amp;theme=http%3A%2F%2Fpublications.europa.eu"),
        list.body());
  }

  @Test
  void keepsWhatNarrowsASearchWhenItsWordsChange() {
    String list =
        portal
            .get("/datasets?q=a&theme=ENVI&sort=title&page=1&bbox=6,50,8,52&tenant=weidenstedt")
            .body();
    String form = list.substring(list.indexOf("role=\"search\""), list.indexOf("</form>"));
    for (String kept :
        List.of(
            "name=\"theme\" value=\"ENVI\"",
            "name=\"sort\" value=\"title\"",
            "name=\"bbox\" value=\"6,50,8,52\"")) {
      assertTrue(form.contains("<input type=\"hidden\" " + kept), form);
    }
    assertFalse(form.contains("<input type=\"hidden\" name=\"tenant\""), "it has a field");
    assertFalse(form.contains("name=\"page\""), form);
    String several = portal.get("/datasets?tenant=weidenstedt&tenant=hohenlinde").body();
    assertTrue(
        several.contains("<input type=\"hidden\" name=\"tenant\" value=\"hohenlinde\">"), several);
  }

  @Test
  void searchesAroundAPlaceThatIsTyped() {
    for (String typed : List.of("M%C3%BCnster", "48143")) {
      var answer = portal.get("/datasets?q=a&near=" + typed + "&radius=10");
      assertEquals(303, answer.statusCode(), answer.body());
      String there = answer.headers().firstValue("Location").orElse("");
      assertTrue(there.startsWith("/datasets?q=a&bbox=7.4"), there);
      assertFalse(there.contains("near"), there);
      String list = portal.get(there, "Accept-Language", "de").body();
      assertTrue(list.contains("bis 10 km um Münster"), list);
    }
    var unknown = portal.get("/datasets?near=Nirgendheim", "Accept-Language", "de");
    assertEquals(200, unknown.statusCode());
    assertTrue(unknown.body().contains("Einen Ort „Nirgendheim“ kennen wir nicht"), unknown.body());
    assertTrue(portal.get("/", "Accept-Language", "de").body().contains("href=\"/datasets#near\""));
  }

  @Test
  void offersToSignInWhereThatHelps() {
    var answer =
        portal.send(
            portal
                .request("/feedback", "Accept", BROWSER, "Accept-Language", "de")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=x")));
    assertEquals(403, answer.statusCode());
    assertTrue(
        answer.body().matches("(?s).*<main.*<a href=\"/feedback\">Anmelden</a>.*</main>.*"),
        answer.body());
  }

  @Test
  void saysWhoPublishesWhereOneTenantIsAskedFor() {
    String one = portal.get("/datasets?tenant=weidenstedt").body();
    assertTrue(one.contains("<strong>Stadt Weidenstedt</strong>"), one);
    assertTrue(one.contains("href=\"/catalogs/weidenstedt.ttl\""), one);
    assertFalse(portal.get("/datasets").body().contains("/catalogs/"));
  }

  @Test
  void saysWhatToDoWhenNothingIsFound() {
    var list = portal.get("/datasets?q=zzz");
    assertTrue(list.body().contains("Keine Datensätze zu „zzz“"));
    assertTrue(list.body().contains("Meinten Sie"));
  }

  @Test
  void answersUnchangedPagesWith304() {
    String mark = portal.get("/datasets?q=Baum").headers().firstValue("ETag").orElseThrow();
    var again = portal.get("/datasets?q=Baum", "If-None-Match", mark);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(mark, again.headers().firstValue("ETag").orElse(""));
  }

  @Test
  void setsNoCookieAndAsksNobodyElse() {
    for (String path : new String[] {"/", "/datasets", "/sparql", "/problems"}) {
      var page = portal.get(path, "Accept", BROWSER);
      assertTrue(page.headers().firstValue("Set-Cookie").isEmpty(), path);
      assertTrue(page.headers().firstValue("Server").isEmpty(), path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertFalse(page.body().matches("(?s).*<(link|img|script)[^>]+(href|src)=\"http.*"), path);
      assertFalse(page.body().contains(" style=\""), path);
    }
  }

  @Test
  void explainsEveryProblem() {
    for (String language : new String[] {"de", "en"}) {
      var page = portal.get("/problems?lang=" + language);
      for (Trouble kind : Trouble.values()) {
        assertTrue(page.body().contains("id=\"" + kind.code() + "\""), kind.code());
      }
    }
  }

  @Test
  void servesWhatPagesAreMadeOfForEver() {
    String home = portal.get("/").body();
    int start = home.indexOf("/assets/");
    String style = home.substring(start, home.indexOf("/kern", start)) + "/allmende.css";
    var sheet = portal.get(style);
    assertEquals(200, sheet.statusCode());
    assertTrue(sheet.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
    assertEquals(404, portal.get("/assets/x/../../application.properties").statusCode());
  }
}
