package org.allmende.dcat.rdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Addresses;
import org.allmende.model.Tenant;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RdfWriterTest {

  private static final Node MAIN = NodeFactory.createURI("https://example.org/b");

  private static final String TURTLE =
      """
      PREFIX dct: <http://purl.org/dc/terms/> PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX odd: <https://example.org/odd/1>
      <https://example.org/b> a dcat:Dataset ; dct:title "Bäume & <Büsche>"@de, "Trees\\n2"@en ;
        dct:issued "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ; odd:name 7 ;
        dcat:distribution <https://example.org/a#1> .
      <https://example.org/a#1> a dcat:Distribution ; dcat:byteSize 3.50 .
      """;

  @ParameterizedTest
  @EnumSource(RdfSyntax.class)
  void whatIsWrittenIsReadBackTheSame(RdfSyntax syntax) {
    Graph graph = graph();
    Graph back = GraphFactory.createDefaultGraph();
    Lang lang = RDFLanguages.contentTypeToLang(syntax.mediaType());
    RDFParser.source(new ByteArrayInputStream(bytes(graph, syntax))).lang(lang).parse(back);
    assertTrue(
        graph.isIsomorphicWith(back),
        () -> new String(bytes(graph, syntax), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(RdfSyntax.class)
  void theSameTriplesInAnotherOrderGiveTheSameBytes(RdfSyntax syntax) {
    var triples = new ArrayList<>(graph().find().toList());
    Collections.reverse(triples);
    Graph reversed = GraphFactory.createDefaultGraph();
    triples.forEach(reversed::add);
    assertArrayEquals(bytes(graph(), syntax), bytes(reversed, syntax));
  }

  @ParameterizedTest
  @EnumSource(RdfSyntax.class)
  void aCataloguePageHoldsItsDatasetsAndItsNeighbours(RdfSyntax syntax) {
    var addresses = new Addresses("https://example.org");
    var member =
        new CatalogPage.Member(
            MAIN.getURI(),
            "https://example.org/datasets/a/b#record",
            graph(),
            Instant.EPOCH,
            Instant.EPOCH);
    Graph catalog =
        CatalogPage.catalog(new Tenant("a", "Stadt A", null, null, null, null), addresses);
    byte[] bytes =
        CatalogPage.write(
            addresses.catalog("a"),
            catalog,
            List.of(member),
            new CatalogPage.Place(
                addresses.catalog("a") + "." + syntax.suffix() + "?page=", 2, 3, 201, 100),
            syntax);
    Graph page = GraphFactory.createDefaultGraph();
    RDFParser.source(new ByteArrayInputStream(bytes))
        .lang(RDFLanguages.contentTypeToLang(syntax.mediaType()))
        .parse(page);
    assertTrue(
        page.contains(NodeFactory.createURI(addresses.catalog("a")), Terms.HAS_DATASET, MAIN));
    assertEquals(
        List.of("https://example.org/catalogs/a." + syntax.suffix() + "?page=3"),
        page.find(Node.ANY, NodeFactory.createURI(Terms.HYDRA_NS + "next"), Node.ANY)
            .mapWith(t -> t.getObject().getURI())
            .toList());
  }

  private static Graph graph() {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(TURTLE, Lang.TURTLE).parse(graph);
    return graph;
  }

  private static byte[] bytes(Graph graph, RdfSyntax syntax) {
    var out = new ByteArrayOutputStream();
    RdfWriter.write(graph, MAIN, syntax, out);
    return out.toByteArray();
  }
}
