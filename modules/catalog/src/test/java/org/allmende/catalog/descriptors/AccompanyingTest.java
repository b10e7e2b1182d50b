package org.allmende.catalog.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccompanyingTest {

  private static final String CSVW =
      """
      {"@context":["http://www.w3.org/ns/csvw",{"@language":"de"}],
       "url":"baeume.csv",
       "dc:title":"Bäume der Stadt",
       "dc:description":[{"@value":"Alle Bäume.","@language":"de"},
                         {"@value":"All trees.","@language":"en"}],
       "dcat:keyword":["Baum","Grün"],
       "dc:license":{"@id":"https://www.govdata.de/dl-de/by-2-0"},
       "dc:publisher":[{"schema:name":"Grünflächenamt","@id":"https://example.org/amt"}],
       "tableSchema":{"columns":[{"titles":"Nr","datatype":"integer"},{"titles":"Art"}]}}
      """;

  private static final String PACKAGE =
      """
      {"title":"Stadtgrün","licenses":[{"name":"CC-BY-4.0","path":"https://creativecommons.org/licenses/by/4.0/"}],
       "keywords":["Grün"],"homepage":"https://example.org/gruen",
       "contributors":[{"title":"Erika","role":"author"},{"title":"Stadt Weidenstedt","role":"publisher"}],
       "resources":[{"name":"baeume","path":"daten/baeume.csv","title":"Bäume","description":"Alle."}]}
      """;

  @TempDir private Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path trees() throws IOException {
    return write("baeume.csv", "Nr,Art\n1,Linde\n2,Ahorn\n");
  }

  @Test
  void takesWhatCsvwSaysAboutTheDataset() throws IOException {
    Path file = trees();
    write("baeume.csv-metadata.json", CSVW);
    var said = Accompanying.of(file);
    assertEquals(List.of(), said.findings());
    Metadata metadata = said.metadata();
    assertEquals(Map.of("de", "Bäume der Stadt"), metadata.title());
    assertEquals(Map.of("de", "Alle Bäume.", "en", "All trees."), metadata.description());
    assertEquals(List.of("Baum", "Grün"), metadata.keywords());
    assertEquals("https://www.govdata.de/dl-de/by-2-0", metadata.license());
    assertEquals(
        new Metadata.Agent("Grünflächenamt", "https://example.org/amt"), metadata.publisher());
  }

  @Test
  void saysWhereTheFileIsNotAsDeclared() throws IOException {
    Path file = write("baeume.csv", "Nr,Art\n1,Linde\nzwei,Ahorn\n");
    write("csv-metadata.json", CSVW);
    List<Finding> findings = Accompanying.of(file).findings();
    assertEquals(List.of("csvw-cell-invalid"), findings.stream().map(Finding::code).toList());
    assertFalse(findings.getFirst().blocks());
    assertEquals(Finding.Place.cell(3, "Nr", "zwei"), findings.getFirst().place());
  }

  @Test
  void takesWhatADataPackageSays() throws IOException {
    Path file = trees();
    write("datapackage.json", PACKAGE);
    Metadata metadata = Accompanying.of(file).metadata();
    assertEquals(Map.of("de", "Bäume"), metadata.title());
    assertEquals(Map.of("de", "Alle."), metadata.description());
    assertEquals("https://creativecommons.org/licenses/by/4.0/", metadata.license());
    assertEquals(new Metadata.Agent("Stadt Weidenstedt", null), metadata.publisher());
    assertEquals("https://example.org/gruen", metadata.landingPage());
  }

  @Test
  void looksIntoArchives() throws IOException {
    Path file = folder.resolve("gruen.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("gruen/datapackage.json"));
      zip.write(PACKAGE.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(Map.of("de", "Stadtgrün"), Accompanying.of(file).metadata().title());
    assertEquals(Metadata.NOTHING, Accompanying.of(write("x.zip", "PK")).metadata());
  }

  @Test
  void prefersOurOwnForm() throws IOException {
    Path file = trees();
    write("baeume.csv-metadata.json", CSVW);
    write("baeume.csv.meta.json", "{\"title\":\"Unsere Bäume\"}");
    assertEquals(Map.of("de", "Unsere Bäume"), Accompanying.of(file).metadata().title());
  }

  @Test
  void doesNotTakeWhatIsSaidAboutOthers() throws IOException {
    Path file = write("strassen.csv", "Nr\n1\n");
    write("csv-metadata.json", CSVW);
    write("datapackage.json", PACKAGE);
    assertEquals(Metadata.NOTHING, Accompanying.of(file).metadata());
  }

  @Test
  void tellsDescriptionsFromData() throws IOException {
    assertTrue(Accompanying.is(write("a.csv-metadata.json", CSVW)));
    assertTrue(Accompanying.is(write("datapackage.json", PACKAGE)));
    assertTrue(Accompanying.is(write("a.csv.meta.yaml", "")));
    assertFalse(Accompanying.is(write("b-metadata.json", "[{\"a\":1}]")));
    assertFalse(Accompanying.is(write("csv-metadata.json", "nothing")));
    assertFalse(Accompanying.is(trees()));
  }
}
