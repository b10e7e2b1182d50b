package org.allmende.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabulariesTest {

  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private final Vocabularies vocabularies = Vocabularies.shipped();

  @ParameterizedTest
  @EnumSource
  void everyListHasConceptsThatAreFoundByAddressAndCode(Scheme scheme) {
    var concepts = vocabularies.concepts(scheme);
    assertFalse(concepts.isEmpty());
    for (Concept concept : concepts) {
      assertEquals(Optional.of(concept), vocabularies.concept(concept.uri()));
      assertEquals(Optional.of(concept), vocabularies.find(scheme, concept.uri()));
      assertEquals(Optional.of(concept), vocabularies.find(scheme, concept.code()));
    }
  }

  @Test
  void namesThemesInBothLanguages() {
    var transport = vocabularies.concept(EU + "data-theme/TRAN").orElseThrow();
    assertEquals("Verkehr", transport.label("de"));
    assertEquals("Transport", transport.label("en"));
    assertEquals("Verkehr", transport.label("fr"));
    assertEquals(13, vocabularies.concepts(Scheme.DATA_THEME).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CSV | CSV
          csv | CSV
          .csv | CSV
          text/csv | CSV
          text/csv; charset=utf-8 | CSV
          https://www.iana.org/assignments/media-types/text/csv | CSV
          https://publications.europa.eu/resource/authority/file-type/CSV | CSV
          Excel | XLSX
          application/vnd.ms-excel | XLS
          application/xml | XML
          application/zip | ZIP
          application/json | JSON
          application/geo+json | GEOJSON
          jpg | JPEG
          .ttl | RDF_TURTLE
          application/rdf+xml | RDF_XML
          Esri Shapefile | SHP
          WMS | WMS_SRVC
          OGC:WFS | WFS_SRVC
          application/gml+xml | GML
          """)
  void knowsFileTypesByExtensionMediaTypeAndName(String text, String code) {
    assertFound(Scheme.FILE_TYPE, text, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dl-de/by-2-0 | dl-by-de/2.0
          DL-DE-BY-2.0 | dl-by-de/2.0
          http://www.govdata.de/dl-de/by-2-0 | dl-by-de/2.0
          https://www.govdata.de/dl-de/by-2-0 | dl-by-de/2.0
          https://govdata.de/dl-de/by-2-0/ | dl-by-de/2.0
          Datenlizenz Deutschland – Namensnennung – Version 2.0 | dl-by-de/2.0
          datenlizenz deutschland namensnennung 2.0 | dl-by-de/2.0
          http://dcat-ap.de/def/licenses/dl-by-de/2_0 | dl-by-de/2.0
          dl-de/zero-2-0 | dl-zero-de/2.0
          https://www.govdata.de/dl-de/zero-2-0 | dl-zero-de/2.0
          CC BY 4.0 | cc-by/4.0
          cc-by-4.0 | cc-by/4.0
          http://creativecommons.org/licenses/by/4.0/ | cc-by/4.0
          https://creativecommons.org/licenses/by/4.0/deed.de | cc-by/4.0
          https://creativecommons.org/licenses/by/4.0/legalcode | cc-by/4.0
          https://creativecommons.org/licenses/by-sa/4.0/ | cc-by-sa/4.0
          http://dcat-ap.de/def/licenses/cc-by/4_0 | cc-by/4.0
          http://publications.europa.eu/resource/authority/licence/CC_BY_4_0 | cc-by/4.0
          CC0 | cc-zero
          https://creativecommons.org/publicdomain/zero/1.0/deed.de | cc-zero
          http://dcat-ap.de/def/licenses/official-work | officialWork
          ODbL | odbl
          https://opendatacommons.org/licenses/odbl/1-0/ | -
          """)
  void knowsLicencesHoweverTheyAreWritten(String text, String code) {
    if (code.equals("-")) {
      assertEquals(Optional.empty(), vocabularies.find(Scheme.LICENCE, text));
    } else {
      assertFound(Scheme.LICENCE, text, code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cc-by/4.0, CC_BY_4_0, true, true",
    "dl-by-de/2.0, DLDE_BY_2_0, true, true",
    "dl-zero-de/2.0, DLDE_ZERO_2_0, true, false",
    "cc-zero, CC0, true, false",
    "cc-by-nc/4.0, CC_BYNC_4_0, false, true"
  })
  void mapsGermanLicencesToEuropeanOnes(String code, String eu, boolean open, boolean attribution) {
    var licence = vocabularies.find(Scheme.LICENCE, code).orElseThrow();
    assertEquals(Optional.of(EU + "licence/" + eu), licence.fact(Fact.EXACT_MATCH));
    assertTrue(vocabularies.concept(EU + "licence/" + eu).isPresent());
    assertEquals(open, licence.is(Fact.OPEN));
    assertEquals(attribution, licence.is(Fact.ATTRIBUTION));
  }

  @Test
  void everyEuropeanLicenceThatIsMappedToExists() {
    for (Concept licence : vocabularies.concepts(Scheme.LICENCE)) {
      licence
          .facts(Fact.EXACT_MATCH)
          .forEach(uri -> assertTrue(vocabularies.concept(uri).isPresent(), uri));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FREQUENCY, jährlich, ANNUAL",
    "FREQUENCY, Jaehrlich, ANNUAL",
    "FREQUENCY, http://purl.org/cld/freq/monthly, MONTHLY",
    "FREQUENCY, täglich, DAILY",
    "LANGUAGE, de, DEU",
    "LANGUAGE, de-DE, DEU",
    "LANGUAGE, Deutsch, DEU",
    "LANGUAGE, ger, DEU",
    "LANGUAGE, http://id.loc.gov/vocabulary/iso639-1/de, DEU",
    "LANGUAGE, Plattdeutsch, NDS",
    "ACCESS_RIGHT, public, PUBLIC",
    "DATA_THEME, Verkehr, TRAN",
    "DATA_THEME, umwelt, ENVI",
    "DATA_THEME, Bevoelkerung und Gesellschaft, SOCI",
    "HVD_CATEGORY, Mobilität, c_b79e35eb",
    "HVD_CATEGORY, statistics, c_e1da4e07",
    "CHECKSUM_ALGORITHM, SHA-256, sha256",
    "CHECKSUM_ALGORITHM, http://dcat-ap.de/def/hashAlgorithms/md/5, md5",
    "GEOCODING_LEVEL, Gemeinde, municipality",
    "PUBLISHER_TYPE, Kommune, LocalAuthority",
    "PLANNED_AVAILABILITY, http://dcat-ap.de/def/plannedAvailability/stable, STABLE",
    "DISTRIBUTION_STATUS, http://purl.org/adms/status/Completed, COMPLETED",
    "EU_LICENCE, CC BY 4.0, CC_BY_4_0",
    "LICENCE, <http://dcat-ap.de/def/licenses/other-open>, other-open",
    "FREQUENCY, R/P1Y, ANNUAL",
    "FREQUENCY, P1M, MONTHLY",
    "FILE_TYPE, http://www.w3.org/ns/formats/data/Turtle, RDF_TURTLE",
    "FILE_TYPE, https://www.w3.org/ns/iana/media-types/application/json#Resource, JSON",
    "FILE_TYPE, http://publications.europa.eu/resource/authority/file-type/WMS, WMS_SRVC",
    "DATA_THEME, https://data.example.org/id/theme/Politik%20und%20Wahlen, GOVE",
    "DATA_THEME, https://data.example.org/themes#mobility, TRAN"
  })
  void findsConceptsByLabelAliasAndOlderAddress(Scheme scheme, String text, String code) {
    assertFound(scheme, text, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "???", "no such thing", "http://", "\u0000", "de-de-de-de-de-de-de"})
  void findsNothingWhereNothingIsMeant(String text) {
    assertEquals(Optional.empty(), vocabularies.find(Scheme.FILE_TYPE, text));
    assertEquals(Optional.empty(), vocabularies.find(Scheme.LANGUAGE, text));
  }

  @Test
  void takesNoLicenceFromTheEndOfAnAddress() {
    assertEquals(
        Optional.empty(), vocabularies.find(Scheme.LICENCE, "https://example.org/terms/CC0"));
  }

  @Test
  void saysWhichFileTypesProgramsCanWorkWith() {
    var csv = vocabularies.find(Scheme.FILE_TYPE, "CSV").orElseThrow();
    assertTrue(csv.is(Fact.MACHINE_READABLE) && csv.is(Fact.NON_PROPRIETARY));
    assertEquals(Optional.of("text/csv"), csv.fact(Fact.MEDIA_TYPE));
    assertFalse(vocabularies.find(Scheme.FILE_TYPE, "PDF").orElseThrow().is(Fact.MACHINE_READABLE));
  }

  @Test
  void placesAreConceptsToo() {
    var flensburg = Place.Kind.MUNICIPALITY.uri("01001000");
    assertEquals("Flensburg, Stadt", vocabularies.concept(flensburg).orElseThrow().label("de"));
  }

  @Test
  void handsEveryListOverAsAGraph() {
    var graphs = vocabularies.graphs();
    assertEquals(Scheme.values().length + Place.Kind.values().length, graphs.size());
    for (VocabularyGraph graph : graphs) {
      assertTrue(graph.graph().get().size() > 10, graph.name());
      assertFalse(graph.checksum().equals(Sha256.of(new byte[0])));
    }
  }

  private void assertFound(Scheme scheme, String text, String code) {
    assertEquals(Optional.of(code), vocabularies.find(scheme, text).map(Concept::code));
  }
}
