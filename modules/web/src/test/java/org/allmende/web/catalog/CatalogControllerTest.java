package org.allmende.web.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.allmende.catalog.browsing.Listing;
import org.allmende.catalog.store.Entry;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.web.Portal;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
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

  @Test
  void givesOnlyWhatHasChangedSince() {
    String day = Portal.NOW.toString().substring(0, 10);
    for (String name : new String[] {"modifiedSince", "modified_since"}) {
      var all = PORTAL.get("/catalogs/" + TENANT + ".nt?" + name + "=" + day);
      assertEquals(200, all.statusCode(), all.body());
      assertTrue(all.body().contains("#Dataset"));
      assertEquals("Tue, 24 Nov 2026 10:00:00 GMT", header(all, "Date"));
      String next =
          Portal.BASE + "/catalogs/" + TENANT + ".nt?modifiedSince=" + day + "T00:00:00Z&page=2";
      assertTrue(header(all, "Link").contains("<" + next + ">; rel=\"next\""), header(all, "Link"));
      assertTrue(all.body().contains(next));
      var none = PORTAL.get("/catalogs/" + TENANT + ".nt?" + name + "=2027-01-01T00:00:00");
      assertEquals(200, none.statusCode());
      assertTrue(none.body().contains("#Catalog>") && !none.body().contains("#Dataset>"));
    }
    for (String wrong :
        new String[] {"gestern", "2026-13", "1".repeat(99), "%2B999999999-01-01T00:00:00Z"}) {
      assertEquals(400, PORTAL.get("/catalog.nt?modifiedSince=" + wrong).statusCode(), wrong);
    }
  }

  @Test
  void givesWholeCatalogues() throws Exception {
    for (String path : new String[] {"/catalog", "/catalogs/" + TENANT}) {
      byte[] triples = bytes(path + ".nt.gz");
      assertArrayEquals(triples, bytes(path + ".nt.gz"));
      var whole = GraphFactory.createDefaultGraph();
      RDFParser.fromString(unzipped(triples), Lang.NTRIPLES).parse(whole);
      for (int i = 0; i <= Listing.SIZE; i++) {
        assertTrue(
            whole.contains(
                NodeFactory.createURI("https://example.org/many/" + i), Node.ANY, Node.ANY));
      }
      String quads = unzipped(bytes(path + ".nq.gz"));
      assertTrue(quads.contains("#Dataset> <https://example.org/many/7> .\n"), path);
    }
    assertEquals(404, PORTAL.get("/catalogs/nirgendwo.nt.gz").statusCode());
    var head =
        PORTAL.send(
            PORTAL
                .request("/catalog.nt.gz")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertEquals("application/gzip", header(head, "Content-Type"));
    String mark = header(head, "ETag");
    assertEquals(304, PORTAL.get("/catalog.nt.gz", "If-None-Match", mark).statusCode());
  }

  private static byte[] bytes(String path) throws Exception {
    try (var in = PORTAL.uri(path).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private static String unzipped(byte[] bytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
