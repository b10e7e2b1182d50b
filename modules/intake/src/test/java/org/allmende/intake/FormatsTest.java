package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {

  @TempDir private Path folder;

  @Test
  void recognisesTextFormatsByTheirContent() {
    assertFormat(
        "GEOJSON",
        "application/geo+json",
        "orte.json",
        "{\"type\": \"FeatureCollection\", \"features\": []}");
    assertFormat("JSON", "application/json", "a.json", "[{\"a\": 1}, {\"a\": 2}]");
    assertFormat(
        "JSON_LD", "application/ld+json", "a.jsonld", "{\"@context\": {}, \"@id\": \"urn:a\"}");
    assertFormat("RDF_TURTLE", "text/turtle", "a.ttl", "@prefix a: <urn:a#> .\na:b a:c a:d .\n");
    assertFormat("RDF_N_TRIPLES", "application/n-triples", "a.nt", "<urn:a> <urn:b> \"c\" .\n");
    assertFormat(
        "RDF_XML",
        "application/rdf+xml",
        "a.rdf",
        "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"x\"/>");
    assertFormat(
        "KML",
        "application/vnd.google-earth.kml+xml",
        "a.kml",
        "<?xml version=\"1.0\"?><kml xmlns=\"x\"></kml>");
    assertFormat("HTML", "text/html", "a.html", "<!DOCTYPE html><html></html>");
    assertFormat("TXT", "text/plain", "liesmich.txt", "Ein Satz, der nichts ist.\nNoch einer.\n");
  }

  @Test
  void recognisesArchivesByWhatIsInThem() throws IOException {
    assertEquals("DOCX", draft("a.docx", zip("[Content_Types].xml", "word/document.xml")).format());
    assertEquals("GTFS", draft("a.zip", zip("stops.txt", "stop_times.txt")).format());
    assertEquals("SHP", draft("a.zip", zip("a.shp", "a.dbf", "a.shx")).format());
    assertEquals("ZIP", draft("a.zip", zip("liesmich.txt")).format());
  }

  @Test
  void readsATableWhateverItIsCalled() {
    String text = "Nr;Name\n1;Linde\n2;Ahorn\n3;Eiche\n";
    for (String name : List.of("a.csv", "a.txt", "a", "a.dat", "export.2024")) {
      assertEquals(3, Uploads.table(Uploads.read(folder, name, text)).dataRows(), name);
    }
    assertFormat("TSV", "text/tab-separated-values", "a.csv", text.replace(';', '\t'));
    assertFormat(
        "TXT", "text/plain", "a.md", "# Titel\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText\n");
  }

  @Test
  void saysWhenTheNameDoesNotFit() {
    byte[] pdf = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
    var reading = Uploads.read(folder, "plan.png", pdf);
    assertTrue(Uploads.codes(reading).contains("name-ending-wrong"), reading::toString);
    assertInstanceOf(Reading.Rejected.class, Uploads.read(folder, "plan.csv", pdf));
  }

  @Test
  void readsCellsThatLookLikeJson() {
    String text = "[\"a\", \"b\"];Anzahl\n" + "[\"c\", \"d\"];5\n".repeat(400);
    assertEquals(2, Uploads.table(Uploads.read(folder, "a.csv", text)).columns().size());
  }

  @Test
  void refusesBrokenJson() {
    var reading = Uploads.read(folder, "a.json", "[{\"a\": 1}, {\"a\": \n");
    assertEquals(List.of("file-damaged"), Uploads.codes(reading));
  }

  private void assertFormat(String format, String mediaType, String name, String text) {
    Draft draft = draft(name, text.getBytes(StandardCharsets.UTF_8));
    assertEquals(format, draft.format(), name);
    assertEquals(mediaType, draft.mediaType(), name);
  }

  private Draft draft(String name, byte[] bytes) {
    return assertInstanceOf(Reading.Understood.class, Uploads.read(folder, name, bytes), () -> name)
        .draft();
  }

  private static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('x');
      }
    }
    return bytes.toByteArray();
  }
}
