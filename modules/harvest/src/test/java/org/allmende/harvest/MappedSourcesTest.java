package org.allmende.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sources that are not in RDF, page by page, from the answers in `samples/harvest`.
class MappedSourcesTest {

  private static final Upgrade UPGRADE = new Upgrade(Vocabularies.shipped());
  private static final String PORTAL = "https://daten.beispielstadt.example.org";

  @Test
  void readsCkanPageByPage() throws IOException {
    var portal =
        new Answers(request ->
            sample(
                request.address().toString().contains("start=0")
                    ? "ckan/page-1.json"
                    : "ckan/page-2.json"));
    var heard = heard(new CkanSource(), Source.Kind.CKAN, PORTAL + "/api/3/", portal);
    assertEquals(2, portal.asked().size());
    assertEquals(4, heard.total);
    assertEquals(3, heard.records.size());
    assertGolden("ckan", heard);
    assertEquals(
        List.of("harvest-field-unknown"),
        heard.record("11111111-1111-4111-8111-111111111111").findings().stream()
            .map(f -> f.code())
            .toList());
  }

  @Test
  void readsDkanOneByOneAndSaysWhatItCannotRead() throws IOException {
    var portal =
        new Answers(request -> {
          String address = request.address().toString();
          return address.contains("package_list")
              ? sample("dkan/package_list.json")
              : address.endsWith("id=spielplaetze") ? sample("dkan/package_show.json") : null;
        });
    var heard = heard(new CkanSource(), Source.Kind.CKAN, PORTAL, portal);
    assertEquals(Set.of("fehlt"), heard.lost.keySet());
    assertEquals(2, heard.total);
    assertGolden("dkan", heard);
  }

  @Test
  void readsAPortalThatCannotSearchFromItsListOfAll() throws IOException {
    var portal =
        new Answers(request -> {
          String address = request.address().toString();
          return address.endsWith("current_package_list_with_resources?limit=100&offset=0")
              ? listed(sample("dkan/package_show.json"))
              : address.endsWith("&offset=100")
                  ? Answers.bytes("{\"success\":true,\"result\":[]}")
                  : null;
        });
    var heard = heard(new CkanSource(), Source.Kind.CKAN, PORTAL, portal);
    assertEquals(Map.of(), heard.lost);
    assertEquals(-1, heard.total);
    assertEquals(1, heard.records.size());
  }

  /// The answer for one package as that for all.
  private static byte[] listed(byte[] answer) {
    JsonNode result = Json.answer().readTree(answer).path("result");
    String list = result.isArray() ? result.toString() : "[" + result + "]";
    return Answers.bytes("{\"success\":true,\"result\":" + list + "}");
  }

  @Test
  void readsDataJsonWithItsParts() throws IOException {
    var heard =
        heard(
            new DataJsonSource(),
            Source.Kind.DATA_JSON,
            "https://data.example.org/data.json",
            new Answers(request -> sample("data-json/data.json")));
    assertEquals(3, heard.total);
    assertEquals(3, heard.records.size());
    assertGolden("data-json", heard);
  }

  @Test
  void readsIsoRecordsPageByPage() throws IOException {
    var service =
        new Answers(request ->
            sample(
                request.body().contains("startPosition=\"1\"")
                    ? "csw/page-1.xml"
                    : "csw/page-2.xml"));
    var heard =
        heard(
            new CswSource(),
            Source.Kind.CSW,
            "https://geo.beispielland.example.org/csw?service=CSW&request=GetCapabilities",
            service);
    assertEquals(2, service.asked().size());
    assertEquals(2, heard.total);
    assertGolden("csw", heard);
  }

  @Test
  void aCatalogueThatStopsHalfWayIsNotWhole() throws IOException {
    var ckan =
        new Answers(request ->
            request.address().toString().contains("start=0")
                ? sample("ckan/page-1.json")
                : Answers.bytes("{\"success\":true,\"result\":{\"count\":4,\"results\":[]}}"));
    var heard = heard(new CkanSource(), Source.Kind.CKAN, PORTAL, ckan);
    assertFalse(heard.isComplete());
    assertEquals(List.of("harvest-incomplete"), heard.findings);
    var csw =
        heard(
            new CswSource(),
            Source.Kind.CSW,
            PORTAL,
            new Answers(request -> sample("csw/page-1.xml")));
    assertFalse(csw.isComplete());
    assertEquals(List.of("harvest-incomplete"), csw.findings);
  }

  @Test
  void whatIsNoCatalogueFails() {
    var page = new Answers(request -> Answers.bytes("<!DOCTYPE html><html><body>Hallo"));
    for (var reader :
        Map.of(
                Source.Kind.CKAN, new CkanSource(),
                Source.Kind.DATA_JSON, new DataJsonSource(),
                Source.Kind.CSW, (CatalogueReader) new CswSource())
            .entrySet()) {
      assertThrows(
          SourceFailed.class, () -> heard(reader.getValue(), reader.getKey(), PORTAL, page));
    }
    var refused =
        new Answers(request ->
            Answers.bytes(
                "<ows:ExceptionReport xmlns:ows='http://www.opengis.net/ows'><ows:Exception>"
                    + "<ows:ExceptionText>nein</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"));
    assertTrue(
        assertThrows(
                SourceFailed.class, () -> heard(new CswSource(), Source.Kind.CSW, PORTAL, refused))
            .finding()
            .message()
            .de()
            .contains("nein"));
  }

  private static Heard heard(
      CatalogueReader reader, Source.Kind kind, String address, Fetcher fetcher)
      throws IOException {
    var heard = new Heard();
    var source = new Source("t", "s", kind, URI.create(address), 0, null, Map.of());
    reader.read(source, fetcher, heard);
    return heard;
  }

  private static void assertGolden(String kind, Heard heard) {
    heard
        .records
        .values()
        .forEach(record -> {
          var upgraded = UPGRADE.upgrade(record.graph(), record.uri());
          String name = record.id().replaceFirst(".*/", "").replaceAll("[^\\w-]", "_");
          Golden.assertGraph(
              Folders.root().resolve("samples/harvest/" + kind + "/golden/" + name + ".ttl"),
              upgraded.graph());
        });
  }

  private static byte[] sample(String name) {
    Path file = Folders.root().resolve("samples/harvest/" + name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
