package org.allmende.dcat;

import static org.allmende.dcat.Examples.DESCRIBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.allmende.model.Claim;
import org.allmende.model.ColumnType;
import org.allmende.model.Finding;
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

  private static Path golden(String name) {
    return Folders.root().resolve("modules/dcat/src/test/resources/golden/" + name);
  }
}
