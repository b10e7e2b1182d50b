package org.allmende.dcat.mending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class MendingTest {

  private static final Checker CHECKER = new Checker(Examples.VOCABULARIES);
  private static final Mending MENDING = new Mending(CHECKER, Examples.VOCABULARIES);
  private static final String URI = "https://example.org/d";

  private static final String POOR =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dcatde: <http://dcat-ap.de/def/dcatde/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX schema: <http://schema.org/>
      PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      <https://example.org/d> a dcat:Dataset ; dcterms:title "Straßenbäume 2021"@de ;
        dcterms:description "Alle Bäume."@de ; dcterms:publisher "Stadt W" ;
        dcat:contactPoint "baum@w.example" ; dcat:theme "Umwelt" ; dcterms:language "de" ;
        dcterms:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> ;
        dcterms:issued "31.12.2021" ; dcterms:temporal <https://example.org/t> ;
        dcatde:originator <https://example.org/o> ;
        dcat:distribution <https://example.org/f> .
      <https://example.org/o> a <http://xmlns.com/foaf/0.1/Organization> ;
        <http://xmlns.com/foaf/0.1/name> "Grünflächenamt" .
      <https://example.org/t> a dcterms:PeriodOfTime ; schema:startDate "2021-01-01"^^xsd:date .
      <https://example.org/f> a dcat:Distribution ; dcat:downloadURL "https://example.org/f.csv" ;
        dcterms:format "csv" ; dcat:mediaType "text/csv; charset=utf-8" ; dcat:byteSize "1204" .
      """;

  @Test
  void mendsWhatIsOnlyWrittenInTheWrongWay() {
    Graph graph = turtle(POOR);
    var mended = mend(graph);
    var report = CHECKER.check(mended.graph(), URI, Profile.DCAT_AP_DE);
    assertTrue(report.conforms(), report::toString);
    assertTrue(mended.applied().stream().allMatch(Repair::sure));
    assertEquals(
        "http://publications.europa.eu/resource/authority/data-theme/ENVI",
        object(mended.graph(), URI, Terms.THEME).getURI());
    Node file = Terms.iri("https://example.org/f");
    assertEquals(
        Terms.iri("https://example.org/f.csv"),
        object(mended.graph(), file.getURI(), Terms.ACCESS_URL));
    assertEquals(
        Terms.iri("http://dcat-ap.de/def/licenses/dl-zero-de/2.0"),
        object(mended.graph(), file.getURI(), Terms.LICENSE));
    assertEquals(
        "1204", object(mended.graph(), file.getURI(), Terms.BYTE_SIZE).getLiteralLexicalForm());
    assertEquals("2021-12-31", object(mended.graph(), URI, Terms.ISSUED).getLiteralLexicalForm());
  }

  @Test
  void leavesTheGivenGraphAlone() {
    Graph graph = turtle(POOR);
    mend(graph);
    assertTrue(graph.isIsomorphicWith(turtle(POOR)));
  }

  @Test
  void keepsEveryTextOfThePublisher() {
    Graph mended = mend(turtle(POOR)).graph();
    String all = mended.find().toList().stream().map(String::valueOf).collect(Collectors.joining());
    for (String text : List.of("Straßenbäume 2021", "Alle Bäume.", "Stadt W", "baum@w.example")) {
      assertTrue(all.contains(text), text);
    }
  }

  @Test
  void proposesWhatTheTenantIsKnownForButNotAsSure() {
    Graph graph =
        turtle(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            <https://example.org/d> a dcat:Dataset ; dcat:distribution <https://example.org/f> .
            <https://example.org/f> a dcat:Distribution ; dcat:accessURL <https://example.org/f.csv> .
            """);
    var proposals =
        MENDING.proposals(graph, URI, Profile.DCAT_AP_DE, Examples.weidenstedt()).stream()
            .collect(Collectors.toMap(Repair::code, Repair::sure));
    assertEquals(false, proposals.get("license-missing"));
    assertEquals(false, proposals.get("publisher-missing"));
    assertEquals(false, proposals.get("contact-missing"));
    assertEquals(true, proposals.get("format-missing"));
    assertFalse(proposals.containsKey("title-missing"));
  }

  @Test
  void inventsNoLicence() {
    Graph graph =
        turtle(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            <https://example.org/d> a dcat:Dataset ; dcat:distribution <https://example.org/f> .
            <https://example.org/f> a dcat:Distribution ; dcat:accessURL <https://example.org/f.csv> .
            """);
    assertTrue(
        MENDING.proposals(graph, URI, Profile.DCAT_AP_DE, Examples.withoutLicense()).stream()
            .noneMatch(repair -> repair.code().equals("license-missing")));
  }

  @Test
  void hasNothingToMendInOurOwnDescription() {
    var request =
        Examples.request(
            Examples.trees(), Examples.weidenstedt(), org.allmende.model.Metadata.NOTHING);
    var description = Examples.DESCRIBER.describe(request);
    var applied = mend(description.graph(), description.uri()).applied();
    assertEquals(List.of(), applied);
  }

  @Test
  void leavesFewerFindingsOnEveryOfficialExample() throws IOException {
    try (var files = Files.walk(Folders.shared("standards/examples/govdata-testcases"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".ttl")).sorted().toList()) {
        Graph graph = GraphFactory.createDefaultGraph();
        try {
          RDFParser.source(file)
              .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
              .parse(graph);
        } catch (RiotException e) {
          continue;
        }
        long before = blocking(graph);
        Graph mended = mend(graph).graph();
        assertTrue(blocking(mended) <= before, () -> file + " got worse");
      }
    }
  }

  private static long blocking(Graph graph) {
    return CHECKER.check(graph, URI, Profile.DCAT_AP_DE).findings().stream()
        .filter(Finding::blocks)
        .count();
  }

  private static Mending.Mended mend(Graph graph) {
    return mend(graph, URI);
  }

  private static Mending.Mended mend(Graph graph, String uri) {
    return MENDING.mend(graph, uri, Profile.DCAT_AP_DE, Examples.weidenstedt(), Repair::sure);
  }

  private static Node object(Graph graph, String subject, Node property) {
    return graph.find(Terms.iri(subject), property, Node.ANY).next().getObject();
  }

  private static Graph turtle(String text) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text, Lang.TURTLE).parse(graph);
    return graph;
  }
}
