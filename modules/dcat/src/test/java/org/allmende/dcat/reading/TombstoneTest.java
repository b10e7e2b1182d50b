package org.allmende.dcat.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class TombstoneTest {

  private static final String URI = "https://example.org/datasets/a/b";

  @Test
  void aBareOneSaysOnlyThatItIsGone() {
    Graph tombstone = Tombstone.bare(URI, Instant.parse("2026-01-02T03:04:05Z"));
    assertEquals(3, tombstone.size(), tombstone::toString);
    assertEquals("", Tombstone.reason(tombstone, URI));
  }

  @Test
  void keepsTheNameAndForgetsTheFiles() {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
            PREFIX foaf: <http://xmlns.com/foaf/0.1/>
            <%1$s> a dcat:Dataset ; dct:title "Bäume"@de ; dct:publisher <%1$s#p> ;
              dcat:contactPoint <%1$s#c> ; dcat:distribution <%1$s#d> .
            <%1$s#p> foaf:name "Stadt" .
            """
                .formatted(URI),
            Lang.TURTLE)
        .parse(graph);
    Graph tombstone = Tombstone.of(graph, URI, Instant.parse("2026-01-02T03:04:05Z"), "veraltet");
    Node dataset = NodeFactory.createURI(URI);
    assertTrue(tombstone.contains(dataset, Terms.TITLE, Node.ANY));
    assertTrue(tombstone.contains(Node.ANY, Terms.NAME, Node.ANY));
    assertEquals(0, tombstone.find(dataset, Terms.HAS_DISTRIBUTION, Node.ANY).toList().size());
    assertEquals(0, tombstone.find(dataset, Terms.CONTACT_POINT, Node.ANY).toList().size());
    assertEquals("veraltet", Tombstone.reason(tombstone, URI));
    assertEquals("", Tombstone.reason(graph, URI));
  }
}
