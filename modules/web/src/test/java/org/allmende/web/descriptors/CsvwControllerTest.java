package org.allmende.web.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.allmende.web.Form;
import org.allmende.web.Portal;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CsvwControllerTest {

  private static final Portal PORTAL = Portal.written();
  private static final String RDF = "/api/v1/datasets/weidenstedt/pflanzungen/tables/1/rdf";
  private static final String CSV = Portal.BASE + "/datasets/weidenstedt/pflanzungen.csv";

  @BeforeAll
  static void publish() {
    var answer =
        new Form()
            .file("pflanzungen.csv", "Art\nAhorn\nBirke\nLinde\n")
            .field("publish", "true")
            .post(PORTAL, "weidenstedt");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private static Graph graph(String body, Lang lang) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(body, lang).parse(graph);
    return graph;
  }

  @Test
  void givesValuesAsTurtle() {
    var answer = PORTAL.get(RDF);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        "text/turtle;charset=UTF-8", answer.headers().firstValue("Content-Type").orElse(""));
    Graph rows = graph(answer.body(), Lang.TURTLE);
    assertEquals(3, rows.size(), answer.body());
    Node kind = NodeFactory.createURI(CSV + "#art");
    assertTrue(
        rows.contains(Node.ANY, kind, NodeFactory.createLiteralString("Birke")), answer.body());
  }

  @Test
  void saysTheSameAsNTriples() {
    Graph turtle = graph(PORTAL.get(RDF + "?mode=standard").body(), Lang.TURTLE);
    String lines = PORTAL.get(RDF + "?mode=standard&format=nt").body();
    assertTrue(IsoMatcher.isomorphic(turtle, graph(lines, Lang.NTRIPLES)), lines);
    assertTrue(lines.contains("<" + CSV + "#row=2>"), lines);
    assertEquals(
        lines, PORTAL.get(RDF + "?mode=standard", "Accept", "application/n-triples").body());
  }

  @Test
  void givesTheMetadataThatTheRowsFollow() {
    var answer = PORTAL.get(RDF.replace("/rdf", "/metadata"));
    assertEquals("application/csvm+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(CSV, Form.json(answer).path("url").asString());
    assertEquals("art", Form.json(answer).at("/tableSchema/columns/0/name").asString());
    String mark = answer.headers().firstValue("ETag").orElseThrow();
    String same = RDF.replace("/rdf", "/metadata");
    assertEquals(304, PORTAL.get(same, "If-None-Match", mark).statusCode());
  }

  @Test
  void answersUnchangedTablesWith304() {
    String mark = PORTAL.get(RDF).headers().firstValue("ETag").orElseThrow();
    assertEquals(304, PORTAL.get(RDF, "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get(RDF + "?mode=standard", "If-None-Match", mark).statusCode());
    assertEquals(200, PORTAL.get(RDF + "?format=nt", "If-None-Match", mark).statusCode());
  }

  @Test
  void mayBeReadFromAnyPage() {
    var answer = PORTAL.get(RDF, "Origin", "https://example.com");
    assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(400, PORTAL.get(RDF + "?format=rdf").statusCode());
    assertEquals(400, PORTAL.get(RDF + "?mode=maximal").statusCode());
    assertEquals(406, PORTAL.get(RDF, "Accept", "application/rdf+xml").statusCode());
    assertEquals(404, PORTAL.get(RDF.replace("/1/", "/2/")).statusCode());
    assertEquals(404, PORTAL.get(RDF.replace("/1/", "/0/")).statusCode());
    assertFalse(PORTAL.get(RDF.replace("/1/", "/-1/")).body().isEmpty());
  }
}
