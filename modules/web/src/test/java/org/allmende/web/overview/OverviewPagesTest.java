package org.allmende.web.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.model.Tenant;
import org.allmende.web.Browser;
import org.allmende.web.Portal;
import org.allmende.web.page.Themes;
import org.allmende.web.page.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewPagesTest {

  private final Portal portal = Portal.shared();

  private String page(String path) {
    var answer = portal.get(path, "Accept", Browser.ACCEPT);
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  @Test
  void aTenantHasAPageWithItsNewestDataAndNumbers() {
    String page = page("/tenants/hohenlinde");
    assertTrue(page.contains("<span>Gemeinde Hohenlinde</span>"), page);
    assertTrue(page.contains("25 Datensätze, frei für alle."), page);
    assertTrue(page.contains("href=\"/datasets/hohenlinde/haushalt-1\""), page);
    assertTrue(page.contains("<a class=\"al-small\" href=\"/datasets?tenant=hohenlinde\""), page);
    assertTrue(page.contains("<option value=\"hohenlinde\" selected"), page);
    assertTrue(page.contains("href=\"/catalogs/hohenlinde.ttl\""), page);
    assertTrue(page.contains("href=\"/catalogs/hohenlinde/sparql\""), page);
    assertTrue(page.contains("href=\"/datasets.atom?tenant=hohenlinde\""), page);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /catalog.ttl, text/turtle",
    "/, /catalog.rdf, application/rdf+xml",
    "/, /catalog.jsonld, application/ld+json",
    "/, /catalog.nt, application/n-triples",
    "/, /datasets.atom, application/atom+xml",
    "/, /datasets.jsonfeed, application/feed+json",
    "/tenants/hohenlinde, /catalogs/hohenlinde.rdf, application/rdf+xml"
  })
  void aPageSaysWhereTheSameIsForPrograms(String path, String twin, String type) {
    String link = "<link rel=\"alternate\" type=\"%s\" href=\"%s\">".formatted(type, twin);
    assertTrue(page(path).contains(link), link);
    var answer = portal.get(twin);
    assertEquals(200, answer.statusCode());
    String given = answer.headers().firstValue("Content-Type").orElse("");
    assertTrue(given.startsWith(type), given);
  }

  @Test
  void aTenantWithAKeySaysItsAreaAndOneWithoutDoesNot() {
    assertTrue(page("/tenants/weidenstedt").contains("<dt>Gebiet</dt><dd>Köln"));
    assertFalse(page("/tenants/hohenlinde").contains("<dt>Gebiet</dt>"));
  }

  @Test
  void whoIsNotHereIsToldWhereAllAre() {
    var answer = portal.get("/tenants/atlantis", "Accept", Browser.ACCEPT);
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("Unter diesem Namen veröffentlicht hier niemand."));
    assertTrue(answer.body().contains("href=\"/tenants\""));
    assertEquals(404, portal.get("/tenants/%22%3E%3Cscript%3E").statusCode());
    assertEquals(404, portal.get("/themes/envi").statusCode());
    assertTrue(portal.get("/themes/nothing").body().contains("ENVI"));
  }

  @Test
  void everyThemeHasAPageInBothLanguages() {
    for (String code : Themes.codes()) {
      for (Words words : new Words[] {Words.GERMAN, Words.ENGLISH}) {
        String page = page("/themes/" + code + "?lang=" + words.language());
        assertTrue(page.contains("<span>" + words.t("theme." + code) + "</span>"), page);
        assertTrue(page.contains(words.t("theme." + code + ".say")), page);
        assertTrue(page.contains(Themes.uri(code)), page);
      }
    }
  }

  @Test
  void aThemeNarrowsTheSearchToItself() {
    String page = page("/themes/ENVI");
    assertTrue(page.contains("<input type=\"hidden\" name=\"theme\" value=\"ENVI\">"), page);
    assertTrue(page.contains("href=\"/datasets/weidenstedt/baeume\""), page);
    assertTrue(page.contains("href=\"/datasets?theme=ENVI&amp;tenant=weidenstedt\""), page);
    String none = page("/themes/HEAL");
    assertTrue(none.contains("Zu diesem Thema hat hier noch niemand etwas"), none);
  }

  @Test
  void theListOfTenantsGoesOnInPagesAndIsSearched() {
    Portal many = Portal.written();
    var store = many.bean("accountStore", AccountStore.class);
    for (int i = 0; i < 1_000; i++) {
      store.put(new Tenant("ort-" + i, "Ort " + i, null, null, null, null));
    }
    String all = String.format(Locale.GERMAN, "%,d Kommunen", store.tenants().size());
    var first = many.get("/tenants", "Accept", Browser.ACCEPT);
    assertTrue(all.startsWith("1.0") && first.body().contains(all), first.body());
    assertTrue(first.body().contains("href=\"/tenants?page=17\""), first.body());
    assertEquals(200, many.get("/tenants?page=17").statusCode());
    assertEquals(400, many.get("/tenants?page=18").statusCode());
    assertEquals(400, many.get("/tenants?page=0").statusCode());
    assertTrue(many.get("/tenants?find=ORT+999").body().contains("href=\"/tenants/ort-999\""));
    String nobody = many.get("/tenants?find=%3Cb%3E").body();
    assertTrue(nobody.contains("Keine Kommune heißt so: „&lt;b&gt;“"), nobody);
    String lonely = many.get("/tenants/ort-7").body();
    assertTrue(lonely.contains("Ort 7 hat hier noch nichts veröffentlicht."), lonely);
    assertTrue(many.get("/").body().contains("Alle " + all));
  }
}
