package org.allmende.dcat.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.allmende.dcat.checking.Downstream.Fate;
import org.allmende.dcat.checking.Downstream.Line;
import org.allmende.dcat.checking.Downstream.Portal;
import org.allmende.dcat.checking.Downstream.View;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Metadata;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class DownstreamTest {

  private static final Downstream DOWNSTREAM = new Downstream(Examples.VOCABULARIES);

  @Test
  void losesOnlyTranslationsOfOurOwnDescription() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var description = Examples.DESCRIBER.describe(request);
    List<View> views = DOWNSTREAM.of(description.graph(), description.uri());
    assertTrue(views.stream().allMatch(View::taken));
    View govData = views.getFirst();
    assertEquals("envi, tran", line(govData, "Theme").theirs());
    assertEquals("dl-de-by-2.0", line(govData, "Licence").theirs());
    assertEquals(Fate.CHANGED, line(govData, "Description").fate());
    assertEquals("CSV", line(govData, "Format").theirs());
    assertEquals(
        "http://publications.europa.eu/resource/authority/licence/DLDE_BY_2_0",
        line(views.getLast(), "Licence").theirs());
  }

  @Test
  void takesAFileWithoutLicenceForClosed() {
    View govData = view(Portal.GOVDATA, "");
    Line license = line(govData, "Licence");
    assertEquals(Fate.ASSUMED, license.fate());
    assertEquals("other-closed", license.theirs());
  }

  @Test
  void dropsWhatIsInNoList() {
    View europe =
        view(
            Portal.EUROPE,
            """
            <https://example.org/d> dcterms:language "de" ; dcat:theme <https://example.org/t> ;
              dcterms:issued "gestern" ; <https://example.org/own> "x" .
            """);
    for (String field : List.of("Language", "Theme", "Issued", "https://example.org/own")) {
      assertEquals(Fate.LOST, line(europe, field).fate(), field);
    }
  }

  @Test
  void saysWhenADatasetIsNotTaken() {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.add(Terms.iri("https://example.org/d"), Terms.A, Terms.DATASET);
    for (View view : DOWNSTREAM.of(graph, "https://example.org/d")) {
      assertFalse(view.taken());
      assertFalse(view.verdict().de().isBlank());
    }
  }

  private static View view(Portal portal, String more) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            <https://example.org/d> a dcat:Dataset ; dcterms:title "T" ;
              dcat:distribution <https://example.org/f> .
            <https://example.org/f> a dcat:Distribution ; dcat:accessURL <https://example.org/f> .
            """
                + more,
            Lang.TURTLE)
        .parse(graph);
    return DOWNSTREAM.of(graph, "https://example.org/d").stream()
        .filter(view -> view.portal() == portal)
        .findFirst()
        .orElseThrow();
  }

  private static Line line(View view, String field) {
    return view.lines().stream()
        .filter(line -> line.field().en().equals(field))
        .findFirst()
        .orElseThrow(() -> new AssertionError(field + " is not in " + view));
  }
}
