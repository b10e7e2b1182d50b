package org.allmende.dcat.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckerTest {

  private static final Checker CHECKER = new Checker(Examples.VOCABULARIES);
  private static final String URI = "https://example.org/d";

  @Test
  void findsNothingMandatoryWrongInOurOwnDescription() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var description = Examples.DESCRIBER.describe(request);
    var report = CHECKER.check(description.graph(), description.uri(), Profile.DCAT_AP_DE);
    assertEquals(
        List.of(), report.findings().stream().filter(f -> f.severity() != Severity.INFO).toList());
    assertTrue(report.conforms());
  }

  @Test
  void saysOnceWhatIsWrongWithAValue() {
    var report =
        check(
            """
            <https://example.org/d> a dcat:Dataset ; dcat:theme "Umwelt" ; dcat:contactPoint "Amt" .
            """,
            Profile.DCAT_AP);
    assertEquals(
        List.of("contact-kind", "theme-kind"),
        codes(report).stream().filter(code -> code.matches("(theme|contact).*")).toList());
  }

  @Test
  void blocksADescriptionWithoutLicence() {
    var request = Examples.request(Examples.trees(), Examples.withoutLicense(), Metadata.NOTHING);
    var description = Examples.DESCRIBER.describe(request);
    var report = CHECKER.check(description.graph(), description.uri(), Profile.DCAT_AP_DE);
    Finding finding = report.findings().getFirst();
    assertEquals("license-missing", finding.code());
    assertEquals("license", finding.place().column());
    assertTrue(finding.blocks());
    assertTrue(finding.advice().de().contains("Lizenz"), finding::toString);
    assertFalse(report.asWarnings().findings().stream().anyMatch(Finding::blocks));
  }

  @Test
  void namesTheValueThatIsWrong() {
    var report =
        check(
            """
            <https://example.org/d> a dcat:Dataset ; dcterms:title "T" ; dcterms:description "D" ;
              dcat:theme <https://example.org/theme/baum> ;
              dcterms:issued "gestern" ; dcterms:language "de" .
            """,
            Profile.DCAT_AP_DE);
    assertFinding(report, "themes-unknown", "themes", "https://example.org/theme/baum");
    assertFinding(report, "issued-date", "issued", "gestern");
    assertFinding(report, "language-kind", "language", "de");
    assertFinding(report, "publisher-missing", "publisher", null);
  }

  @Test
  void takesAnOrganisationForAnAgent() {
    var report =
        check(
            """
            <https://example.org/d> a dcat:Dataset ; dcterms:publisher <https://example.org/p> .
            <https://example.org/p> a foaf:Organization ; foaf:name "P" .
            """,
            Profile.DCAT_AP_DE);
    assertFalse(codes(report).contains("publisher-class"), report::toString);
  }

  @Test
  void looksAtTheDescriptionAndNeverAtAVocabularyTerm() {
    var report =
        check(
            """
            <https://example.org/d> a dcat:Dataset ; dcterms:title "T" ; dcterms:description "D" ;
              dcterms:spatial <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05315000> .
            """,
            Profile.DCAT_AP);
    assertTrue(
        report.findings().stream()
            .map(finding -> String.valueOf(finding.place().value()))
            .noneMatch(value -> value.contains("authority")),
        report::toString);
  }

  @Test
  void asksHighValueDatasetsForTheirCategory() {
    var report = check("<https://example.org/d> a dcat:Dataset .", Profile.HVD);
    assertTrue(
        codes(report).containsAll(List.of("hvd-category-missing", "hvd-legislation-missing")));
  }

  @Test
  void saysWhenThereIsNoDataset() {
    var report = check("<https://example.org/d> dcterms:title \"T\" .", Profile.DCAT_AP);
    assertEquals(List.of("not-a-dataset"), codes(report));
  }

  @Test
  void wantsTheNameThatALicenceAsksFor() {
    String distribution =
        """
        <https://example.org/d> a dcat:Dataset ; dcat:distribution <https://example.org/f> .
        <https://example.org/f> a dcat:Distribution ; dcat:accessURL <https://example.org/f> ;
          dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0>
        """;
    assertTrue(
        codes(check(distribution + ".", Profile.DCAT_AP_DE)).contains("attribution-missing"));
    String named = distribution + "; dcatde:licenseAttributionByText \"Stadt W\" .";
    assertFalse(codes(check(named, Profile.DCAT_AP_DE)).contains("attribution-missing"));
  }

  @Test
  void ordersTheWorstFirst() {
    var severities =
        check("<https://example.org/d> a dcat:Dataset .", Profile.DCAT_AP_DE).findings().stream()
            .map(Finding::severity)
            .toList();
    assertEquals(severities.stream().sorted((a, b) -> b.compareTo(a)).toList(), severities);
    assertEquals(Severity.BLOCKING, severities.getFirst());
  }

  @Test
  void doesNotChangeTheGraph() {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.add(NodeFactory.createURI(URI), Terms.A, Terms.DATASET);
    CHECKER.check(graph, URI, Profile.DCAT_AP_DE);
    assertEquals(1, graph.size());
  }

  private static void assertFinding(
      Report report, String code, String field, @Nullable String value) {
    assertTrue(
        report.findings().stream()
            .anyMatch(f ->
                f.code().equals(code)
                    && field.equals(f.place().column())
                    && Objects.equals(value, f.place().value())),
        () -> code + " is not in " + report);
  }

  private static List<String> codes(Report report) {
    return report.findings().stream().map(Finding::code).toList();
  }

  private static Report check(String turtle, Profile profile) {
    Graph graph = GraphFactory.createDefaultGraph();
    String prefixes =
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dcatde: <http://dcat-ap.de/def/dcatde/>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        """;
    RDFParser.fromString(prefixes + turtle, Lang.TURTLE).parse(graph);
    return CHECKER.check(graph, URI, profile);
  }
}
