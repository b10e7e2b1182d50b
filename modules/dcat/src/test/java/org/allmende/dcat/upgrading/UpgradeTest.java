package org.allmende.dcat.upgrading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.allmende.dcat.describing.DatasetGraph;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.vocabulary.Scheme;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class UpgradeTest {

  private static final Upgrade UPGRADE = new Upgrade(Examples.VOCABULARIES);
  private static final String URI = "https://e.org/d";
  private static final String PREFIXES =
      """
      PREFIX adms: <http://www.w3.org/ns/adms#>
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dcatap: <http://data.europa.eu/r5r/>
      PREFIX dcatde: <http://dcat-ap.de/def/dcatde/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX eu: <http://publications.europa.eu/resource/authority/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX geodcatap: <http://data.europa.eu/930/>
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX schema: <http://schema.org/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX spdx: <http://spdx.org/rdf/terms#>
      PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  @Test
  void renamesWhatWasCalledOtherwise() {
    becomes(
        """
        <d> owl:versionInfo "2.0" ; dcatde:originator <o> ; dcatde:maintainer <m> ;
          <http://data.europa.eu/r5r#availability> eu:planned-availability\\/STABLE ;
          <http://dcat-ap.de/def/dcatde/1_0/legalbasisText> "Umweltinformationsgesetz" .
        <o> a foaf:Agent ; foaf:name "O" . <m> a foaf:Agent ; foaf:name "M" .
        """,
        """
        <d> dcat:version "2.0" ; geodcatap:originator <o> ; geodcatap:custodian <m> ;
          dcatap:availability eu:planned-availability\\/STABLE .
        """,
        "upgrade-renamed",
        "upgrade-thing");
  }

  @Test
  void keepsAsARemarkWhatHasNoSuccessor() {
    becomes(
        "<d> dcat:granularity \"Straße\"@de ; dcatde:qualityProcessURI <https://e.org/q> .",
        "<d> rdfs:comment \"dcat:granularity: Straße\"@de ; rdfs:seeAlso <https://e.org/q> .",
        "upgrade-removed");
  }

  @Test
  void findsTheConceptsThatTextsMean() {
    becomes(
        """
        <d> dcterms:language "de" ; dcterms:accrualPeriodicity "jährlich" ;
          dcterms:accessRights "public" ; dcat:distribution <f> .
        <f> dcterms:format "csv" ; dcat:mediaType "text/csv; charset=utf-8" ;
          dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2_0> ;
          adms:status <http://purl.org/adms/status/Completed> ;
          dcatde:plannedAvailability <http://dcat-ap.de/def/plannedAvailability/available> .
        """,
        """
        <d> dcterms:language eu:language\\/DEU ; dcterms:accrualPeriodicity eu:frequency\\/ANNUAL ;
          dcterms:accessRights eu:access-right\\/PUBLIC .
        eu:language\\/DEU a dcterms:LinguisticSystem .
        <f> a dcat:Distribution ; dcterms:format eu:file-type\\/CSV ;
          dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
          dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> ;
          adms:status eu:distribution-status\\/COMPLETED ;
          dcatap:availability eu:planned-availability\\/AVAILABLE .
        """,
        "upgrade-concept");
  }

  @Test
  void knowsOwnThemesByTheirNamesAndKeepsThem() {
    becomes(
        """
        <d> dcat:theme <t1>, <t2>, <t3> .
        <t1> skos:prefLabel "Umwelt und Klima"@de .
        <t2> skos:exactMatch eu:data-theme\\/TRAN .
        <t3> skos:prefLabel "Zauberei"@de .
        """,
        """
        <d> dcat:theme eu:data-theme\\/ENVI, eu:data-theme\\/TRAN ; dcterms:subject <t1>, <t2>, <t3> ;
          dcat:keyword "Zauberei" .
        """,
        "upgrade-concept",
        "upgrade-unfit");
  }

  @Test
  void makesAddressesOfTexts() {
    becomes(
        """
        <d> dcat:landingPage "https://e.org/a b"^^xsd:anyURL ; dcterms:identifier <https://e.org/d> ;
          dcat:contactPoint <k> ; dcatde:contributorID "http://dcat-ap.de/def/contributors/stadtKoeln" .
        <k> a vcard:Organization ; vcard:hasEmail "daten@e.org" ; vcard:hasTelephone "0221 / 12-34" .
        """,
        """
        <d> dcat:landingPage <https://e.org/a%20b> ; dcterms:identifier "https://e.org/d" .
        <k> a vcard:Kind ; vcard:hasEmail <mailto:daten@e.org> ; vcard:hasTelephone <tel:02211234> .
        """,
        "upgrade-address",
        "upgrade-text",
        "upgrade-class");
  }

  @Test
  void givesTextsAThingToStandFor() {
    Graph graph =
        upgraded(
                """
                <d> dcterms:publisher "Stadt Köln" ; adms:identifier "4635D337" ;
                  dcterms:temporal "2016-01-01/2016-12-31" ; dcterms:spatial "Köln" ;
                  dcterms:conformsTo "DIN 1" .
                """)
            .graph();
    assertTrue(graph.contains(null, Terms.NAME, literal("Stadt Köln")));
    assertTrue(graph.contains(null, Terms.NOTATION, literal("4635D337")));
    assertTrue(graph.contains(null, Terms.START_DATE, DatasetGraph.date("2016-01-01")));
    assertTrue(
        graph.contains(
            Terms.iri(URI),
            Terms.SPATIAL,
            Terms.iri(Terms.GERMAN_PLACES + "municipalityKey/05315000")));
    assertTrue(graph.contains(null, Terms.LABEL, literal("DIN 1")));
    assertTrue(graph.stream().noneMatch(t -> t.getObject().isBlank()));
  }

  @Test
  void mendsDatesAndNumbers() {
    becomes(
        """
        <d> dcterms:issued "31.12.2019" ; dcterms:modified "2020-01-02 10:20:30"^^xsd:date ;
          dcterms:temporal <p> ; dcat:distribution <f> .
        <p> schema:startDate "2016"^^xsd:date ; schema:endDate "2016-02-30" .
        <f> dcat:byteSize "685246.0"^^xsd:decimal ; dcterms:modified "gestern" .
        """,
        """
        <d> dcterms:issued "2019-12-31"^^xsd:date ;
          dcterms:modified "2020-01-02T10:20:30"^^xsd:dateTime .
        <p> a dcterms:PeriodOfTime ; dcat:startDate "2016"^^xsd:gYear ;
          rdfs:comment "dcat:endDate: 2016-02-30" .
        <f> dcat:byteSize "685246"^^xsd:nonNegativeInteger ; rdfs:comment "dcterms:modified: gestern" .
        """,
        "upgrade-date",
        "upgrade-value",
        "upgrade-unfit");
  }

  @Test
  void saysWhereTheProfileLooksWhatIsSaidElsewhere() {
    becomes(
        """
        <d> dcterms:license "cc-by/4.0" ; dcat:distribution <f> ;
          dcatde:politicalGeocodingURI <http://dcat-ap.de/def/politicalGeocoding/stateKey/02> .
        <f> dcat:downloadURL <https://e.org/f.csv> .
        """,
        """
        <d> dcterms:spatial <http://dcat-ap.de/def/politicalGeocoding/stateKey/02> .
        <f> dcterms:license <http://dcat-ap.de/def/licenses/cc-by/4.0> ;
          dcat:accessURL <https://e.org/f.csv> .
        """,
        "upgrade-copied");
  }

  @Test
  void reportsWhatItCannotMap() {
    var upgraded = upgraded("<d> dcat:distribution <f> . <f> dcterms:format \"Kartenviewer\" .");
    assertTrue(upgraded.graph().contains(null, Terms.FORMAT, literal("Kartenviewer")));
    assertTrue(
        upgraded.findings().stream()
            .anyMatch(f ->
                f.code().equals("upgrade-unknown")
                    && "dcterms:format".equals(f.place().column())
                    && "Kartenviewer".equals(f.place().value())));
  }

  @Test
  void everyAliasNamesAConcept() {
    var meanings = new Meanings(Examples.VOCABULARIES);
    for (String[] cells : Lines.of("aliases.tsv")) {
      Scheme list = Scheme.valueOf(cells[0]);
      assertTrue(
          meanings.concept(list, GraphFactory.createDefaultGraph(), literal(cells[1])).isPresent(),
          () -> String.join(" ", cells));
    }
  }

  @Test
  void leavesWhatIsRightAsItIs() {
    var request =
        Examples.request(
            Examples.trees(), Examples.weidenstedt(), org.allmende.model.Metadata.NOTHING);
    var description = Examples.DESCRIBER.describe(request);
    var upgraded = UPGRADE.upgrade(description.graph(), description.uri());
    assertEquals(List.of(), upgraded.findings());
    assertTrue(upgraded.graph().isIsomorphicWith(description.graph()));
  }

  private static org.apache.jena.graph.Node literal(String text) {
    return org.apache.jena.graph.NodeFactory.createLiteralString(text);
  }

  private static Upgrade.Upgraded upgraded(String turtle) {
    Graph graph = graph("<d> a dcat:Dataset . " + turtle);
    return UPGRADE.upgrade(graph, URI);
  }

  private static void becomes(String before, String after, String... codes) {
    var upgraded = upgraded(before);
    var missing = new TreeSet<String>();
    graph(after)
        .find()
        .forEachRemaining(t -> {
          if (!upgraded.graph().contains(t)) {
            missing.add(t.toString());
          }
        });
    assertTrue(missing.isEmpty(), () -> missing + "\nin " + upgraded.graph());
    List<String> reported = upgraded.findings().stream().map(Finding::code).toList();
    for (String code : codes) {
      assertTrue(reported.contains(code), () -> code + " is not in " + reported);
    }
    assertFalse(upgraded.findings().stream().anyMatch(f -> f.message().de().isBlank()));
  }

  private static Graph graph(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).base("https://e.org/").parse(graph);
    return graph;
  }
}
