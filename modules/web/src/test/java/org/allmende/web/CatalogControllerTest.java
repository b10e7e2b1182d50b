package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.allmende.catalog.Entry;
import org.allmende.catalog.Listing;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String TENANT = "hohenlinde";

  /// One more than fits on a page.
  @BeforeAll
  static void publish() {
    for (int i = 0; i <= Listing.SIZE; i++) {
      String uri = "https://example.org/many/" + i;
      var graph =
          RDFParser.fromString("<" + uri + "> a <http://www.w3.org/ns/dcat#Dataset> .", Lang.TURTLE)
              .toGraph();
      PORTAL
          .store()
          .put(new Entry(new DatasetId(TENANT, "viele-" + i), uri, State.PUBLISHED, graph, ""));
    }
  }

  @Test
  void givesEveryPageInEverySyntax() {
    for (String catalog : new String[] {"/catalog", "/catalogs/" + TENANT}) {
      for (String suffix : new String[] {"ttl", "rdf", "xml", "jsonld", "nt"}) {
        for (int page = 1; page <= 2; page++) {
          var answer = PORTAL.get(catalog + "." + suffix + "?page=" + page);
          assertEquals(200, answer.statusCode(), catalog + "." + suffix);
          assertTrue(answer.body().contains("PartialCollectionView"), catalog + "." + suffix);
        }
      }
    }
  }

  @Test
  void linksItsPages() {
    var first = PORTAL.get("/catalogs/" + TENANT);
    assertTrue(header(first, "Content-Type").startsWith("text/turtle"));
    String address = "<" + Portal.BASE + "/catalogs/" + TENANT + ".ttl?page=";
    assertEquals(
        address
            + "1>; rel=\"first\", "
            + address
            + "2>; rel=\"next\", "
            + address
            + "2>; rel=\"last\"",
        header(first, "Link"));
    assertTrue(header(PORTAL.get("/catalog.nt?page=2"), "Link").contains("rel=\"prev\""));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void knowsNoPagesThatAreNotThere() {
    for (String page : new String[] {"0", "-1", "99", "x", "1e3", "99999999999", "%00", "01"}) {
      assertEquals(404, PORTAL.get("/catalog.ttl?page=" + page).statusCode(), page);
    }
    assertEquals(404, PORTAL.get("/catalogs/nirgendwo.ttl").statusCode());
    assertEquals(404, PORTAL.get("/catalogs/nirgendwo", "Accept", "text/html").statusCode());
    assertEquals(404, PORTAL.get("/catalog.docx").statusCode());
  }

  @Test
  void leadsPeopleToTheList() {
    String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    var all = PORTAL.get("/catalog", "Accept", browser);
    assertEquals(303, all.statusCode());
    assertEquals("/datasets", header(all, "Location"));
    var one = PORTAL.get("/catalogs/" + TENANT, "Accept", browser);
    assertEquals("/datasets?tenant=" + TENANT, header(one, "Location"));
  }

  @Test
  void givesTheSameBytesWhileNothingChanges() {
    var first = PORTAL.get("/catalog.rdf?page=2");
    assertEquals(first.body(), PORTAL.get("/catalog.rdf?page=2").body());
    String mark = header(first, "ETag");
    assertEquals(304, PORTAL.get("/catalog.rdf?page=2", "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get("/catalog.rdf?page=1", "If-None-Match", mark).statusCode());
  }
}
