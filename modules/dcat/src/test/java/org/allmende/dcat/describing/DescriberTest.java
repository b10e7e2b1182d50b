package org.allmende.dcat.describing;

import static org.allmende.dcat.describing.Examples.DESCRIBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.reading.Datasets;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Claim;
import org.allmende.model.ColumnType;
import org.allmende.model.Description;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Learnt;
import org.allmende.model.Metadata;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;

class DescriberTest {

  @Test
  void describesABareTableCompletely() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    Golden.assertGraph(golden("baeume.ttl"), DESCRIBER.describe(request).graph());
  }

  @Test
  void writesNoBlankNodesAndTheSameGraphEachTime() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var graph = DESCRIBER.describe(request).graph();
    assertFalse(
        graph
            .find()
            .filterKeep(t -> t.getSubject().isBlank() || t.getObject().isBlank())
            .hasNext());
    Golden.assertSameGraph("second run", graph, DESCRIBER.describe(request).graph());
  }

  @Test
  void neverOverwritesWhatTheClerkSaid() {
    var said = Examples.said(Map.of("de", "Unsere Bäume"), "cc-zero", List.of("TRAN"));
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), said);
    var description = DESCRIBER.describe(request);
    assertEquals(Map.of("de", "Unsere Bäume"), description.metadata().title());
    assertEquals(List.of("TRAN"), description.metadata().themes());
    assertEquals("http://dcat-ap.de/def/licenses/cc-zero", description.metadata().license());
    assertTrue(
        description.claims().stream()
            .filter(claim -> List.of("title", "themes", "license").contains(claim.field()))
            .allMatch(claim -> claim.source() == Claim.Source.SAID));
  }

  @Test
  void reportsCodesThatNobodyKnowsAndGoesOn() {
    var said = Examples.said(Map.of(), "meine-lizenz", List.of("BAUM"));
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), said);
    var description = DESCRIBER.describe(request);
    assertEquals(
        List.of("BAUM", "meine-lizenz"),
        description.findings().stream()
            .map(Finding::place)
            .map(Finding.Place::value)
            .sorted()
            .toList());
    assertEquals(List.of("ENVI"), description.metadata().themes().subList(0, 1));
  }

  @Test
  void inventsNoLicence() {
    var request = Examples.request(Examples.trees(), Examples.withoutLicense(), Metadata.NOTHING);
    var description = DESCRIBER.describe(request);
    assertNull(description.metadata().license());
    assertFalse(description.graph().contains(Node.ANY, Terms.LICENSE, Node.ANY));
  }

  @Test
  void assumesTheTenantsAreaAndSaysSo() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var claim =
        DESCRIBER.describe(request).claims().stream()
            .filter(c -> c.field().equals("spatial"))
            .findFirst()
            .orElseThrow();
    assertEquals(Claim.Source.GUESSED, claim.source());
  }

  @Test
  void proposesTitleThemePlaceAndTimeWithNothingTyped() {
    var draft =
        Examples.csv("bochum_vehicle_inventory.csv", List.of("bochum"))
            .column("Datum", ColumnType.DATE, "date", "2013-01-31", "2024-07-31")
            .column("Personenkraftwagen", ColumnType.INTEGER, "count", "1", "9")
            .draft();
    Metadata proposal = DESCRIBER.propose(draft);
    assertEquals("Fahrzeugbestand in Bochum 2013 bis 2024", proposal.title().get("de"));
    assertEquals("TRAN", proposal.themes().getFirst());
    assertEquals(List.of("05911000"), proposal.spatial());
    assertEquals(new Metadata.Period("2013-01-31", "2024-07-31"), proposal.temporal());
  }

  @Test
  void keepsTheHyphensThatStandForTheRestOfAWord() {
    var draft =
        Examples.csv("Bevoelkerungs- und Arbeitsmarktdaten_export.csv", List.of())
            .column("Stadtteil", ColumnType.STRING, "district-name", "1", "9")
            .draft();
    assertTrue(
        String.valueOf(DESCRIBER.propose(draft).title().get("de"))
            .startsWith("Bevölkerungs- und Arbeitsmarktdaten"),
        () -> DESCRIBER.propose(draft).title().toString());
  }

  @Test
  void suggestsAHighValueCategoryAndNeverWritesItUnasked() {
    var draft = Examples.csv("einwohner_2023.csv", List.of()).draft();
    assertEquals("http://data.europa.eu/bna/c_e1da4e07", DESCRIBER.propose(draft).hvd());
    var request = Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING);
    var description = DESCRIBER.describe(request);
    assertNull(description.metadata().hvd());
    assertFalse(description.graph().contains(Node.ANY, Terms.HVD_CATEGORY, Node.ANY));
  }

  @Test
  void takesTheLineAboveTheTableForItsTitle() {
    var draft =
        Examples.csv("tab_20.csv", List.of())
            .preamble("Gästeankünfte und Übernachtungen in Bochum", "Stand: 31.12.2023")
            .column("Monat", ColumnType.STRING, "month", "1", "9")
            .draft();
    assertEquals(
        "Gästeankünfte und Übernachtungen in Bochum am 31.12.2023",
        DESCRIBER.propose(draft).title().get("de"));
  }

  @Test
  void findsThePlaceOfOfficialKeys() {
    var district =
        Examples.csv("tabelle.csv", List.of())
            .column("AGS", ColumnType.STRING, "municipality-key", "09175111", "09175139")
            .draft();
    assertEquals(List.of("09175"), DESCRIBER.propose(district).spatial());
    var lostZero =
        Examples.csv("tabelle.csv", List.of())
            .column("AGS", ColumnType.STRING, "municipality-key", "5911000", "5911000")
            .draft();
    assertEquals(List.of("05911000"), DESCRIBER.propose(lostZero).spatial());
  }

  @Test
  void writesNothingThatXmlCannotHold() {
    var draft =
        Examples.csv("liste.csv", List.of())
            .column("A\u0000\u0007\uD800B", ColumnType.STRING, null, "1", "2")
            .draft();
    var request = Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING);
    assertTrue(
        DESCRIBER.describe(request).graph().stream(Node.ANY, Terms.CSVW_NAME, Node.ANY)
            .allMatch(t -> t.getObject().getLiteralLexicalForm().equals("A   B")));
  }

  @Test
  void describesEveryFormInWhichTheRowsAreGivenOut() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var graph = DESCRIBER.describe(request).graph();
    var dataset = Datasets.read(graph, request.uri());
    String api = Examples.BASE + "/api/v1/datasets/weidenstedt/strassenbaeume/tables";
    assertEquals(
        List.of(
            "csv text/csv " + request.uri() + ".csv",
            "file-1 text/csv " + Examples.BASE + "/files/",
            "geojson application/geo+json " + api + "/1/rows?format=geojson",
            "parquet application/vnd.apache.parquet " + api + "/1/rows?format=parquet",
            "rows application/json null"),
        dataset.distributions().stream()
            .map(d ->
                d.uri().substring(d.uri().indexOf('#') + 1)
                    + " "
                    + d.mediaType()
                    + " "
                    + String.valueOf(d.downloadUrl()).replaceFirst("/files/.*", "/files/"))
            .toList());
    Node rows = Terms.iri(request.uri() + "#rows");
    Node service = Terms.iri(request.uri() + "#service");
    assertTrue(graph.contains(rows, Terms.ACCESS_SERVICE, service));
    assertTrue(graph.contains(rows, Terms.ACCESS_URL, Terms.iri(api)));
    assertTrue(graph.contains(service, Terms.ENDPOINT_URL, Terms.iri(api)));
    assertTrue(
        graph.contains(service, Terms.ENDPOINT_DESCRIPTION, Terms.iri(api + "/1/openapi.json")));
    assertTrue(graph.contains(service, Terms.SERVES_DATASET, Terms.iri(request.uri())));
    assertTrue(graph.size() < 210, "a graph of " + graph.size() + " triples");
  }

  @Test
  void hearsWhetherTextsAreInAnotherLanguage() {
    var english =
        Examples.csv("contacts.csv", List.of())
            .preamble("Points of contact for the agencies and number of staff by office")
            .column("Name of the office", ColumnType.STRING, null, "A", "Z")
            .draft();
    assertEquals(Terms.EU_AUTHORITY + "language/ENG", DESCRIBER.propose(english).language());
    var german =
        Examples.csv("page_stats.csv", List.of())
            .column("id", ColumnType.STRING, null, "A", "Z")
            .column("number of pages", ColumnType.INTEGER, null, "1", "9")
            .draft();
    assertEquals(Terms.EU_AUTHORITY + "language/DEU", DESCRIBER.propose(german).language());
  }

  @Test
  void leavesOutOfTheTitleWhoAskedForAFile() {
    var draft = Examples.csv("Windenergieanlagen_Anfrage Hr. Mustermann.csv", List.of()).draft();
    assertEquals("Windenergieanlagen", DESCRIBER.propose(draft).title().get("de"));
  }

  @Test
  void offersNoMapOfRowsThatSayNoPlace() {
    var draft =
        Examples.csv("haushalt.csv", List.of())
            .column("Jahr", ColumnType.INTEGER, "year", "2020", "2023")
            .draft();
    var request = Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING);
    assertFalse(
        DESCRIBER
            .describe(request)
            .graph()
            .contains(Terms.iri(request.uri() + "#geojson"), Terms.A, Node.ANY));
  }

  @Test
  void saysHowAFileIsPackedAndWhatIsInIt() {
    var packed = Packing.of(draft("load.csv.gz", "GZIP", "application/gzip"));
    assertEquals(new Packing("CSV", "text/csv", "application/gzip", null), packed);
    var unknown = Packing.of(draft("load.bin.gz", "GZIP", "application/gzip"));
    assertEquals(new Packing("GZIP", "application/gzip"), unknown);
    var archive = Packing.of(draft("gtfs.zip", "GTFS", "application/zip"));
    assertEquals(new Packing("GTFS", "application/zip", null, "application/zip"), archive);
  }

  private static Draft draft(String name, String format, String mediaType) {
    return new Draft(Examples.csv(name, List.of()).draft().upload(), format, mediaType, List.of());
  }

  @Test
  void tellsTheFrequencyFromTheVersionsUnlessTheClerkDid() {
    var request = Examples.request(Examples.trees(), Examples.weidenstedt(), Metadata.NOTHING);
    var monthly =
        List.of("2024-01-02", "2024-02-01", "2024-03-01").stream()
            .map(day -> Instant.parse(day + "T09:00:00Z"))
            .toList();
    var description = DESCRIBER.describe(Examples.with(request, monthly, Experience.NONE));
    assertEquals(Terms.EU_AUTHORITY + "frequency/MONTHLY", description.metadata().frequency());
    assertEquals(Claim.Source.GUESSED, claim(description, "frequency").source());
    assertNull(DESCRIBER.describe(request).metadata().frequency());
  }

  @Test
  void asksDatasetsLikeItOnlyWhereItIsUnsure() {
    var asked = new ArrayList<String>();
    String traffic = Terms.EU_AUTHORITY + "data-theme/TRAN";
    Experience experience =
        (_, title, _) -> {
          asked.add(title);
          return new Learnt(
              List.of(new Learnt.Share(traffic, 0.9)),
              List.of(new Learnt.Share("Auslastung", 0.8)));
        };
    describe(Examples.trees(), Metadata.NOTHING, experience);
    var cryptic =
        Examples.csv("load_xy.csv", List.of())
            .column("ST", ColumnType.STRING, null, "A1", "Z9")
            .draft();
    var learnt = describe(cryptic, Metadata.NOTHING, experience);
    assertEquals(1, asked.size(), asked::toString);
    assertEquals(List.of("TRAN"), learnt.metadata().themes());
    assertTrue(learnt.metadata().keywords().contains("Auslastung"));
    assertEquals(Claim.Source.GUESSED, claim(learnt, "themes").source());
    var said = Examples.said(Map.of(), null, List.of("ENVI"));
    assertEquals(List.of("ENVI"), describe(cryptic, said, experience).metadata().themes());
  }

  private static Description describe(Draft draft, Metadata said, Experience experience) {
    var request = Examples.request(draft, Examples.weidenstedt(), said);
    return DESCRIBER.describe(Examples.with(request, List.of(), experience));
  }

  private static Claim claim(Description description, String field) {
    return description.claims().stream()
        .filter(claim -> claim.field().equals(field))
        .findFirst()
        .orElseThrow();
  }

  private static Path golden(String name) {
    return Folders.root().resolve("modules/dcat/src/test/resources/golden/" + name);
  }
}
