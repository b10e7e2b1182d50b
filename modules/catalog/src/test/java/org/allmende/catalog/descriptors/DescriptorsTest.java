package org.allmende.catalog.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.tables.TableMetadata;
import org.allmende.intake.Readers;
import org.allmende.intake.Repair;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {

  private static final Path SAMPLES = Folders.root().resolve("samples/descriptors");
  private static final Readers READERS = new Readers(Vocabularies.shipped());

  @TempDir private Path folder = Path.of("");

  /// A file, what lies beside it, and what both together are.
  private record Read(Accompanying.Said said, Reading reading) {

    static Read of(Path file) throws IOException {
      var said = Accompanying.of(file);
      return new Read(said, READERS.read(upload(file).declaring(said.declared())));
    }

    Draft draft() {
      return DescriptorsTest.draft(reading);
    }

    Table table() {
      return draft().tables().getFirst();
    }

    Column column(String name) {
      return DescriptorsTest.column(table(), name);
    }

    Finding finding(String code) {
      return DescriptorsTest.finding(reading.findings(), code);
    }
  }

  private static Draft draft(Reading reading) {
    return switch (reading) {
      case Reading.Understood(var draft, var _) -> draft;
      case Reading.Rejected(var findings) -> throw new AssertionError(findings);
    };
  }

  private static Column column(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + table.columns()));
  }

  private static Finding finding(List<Finding> findings, String code) {
    return findings.stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " in " + findings));
  }

  private static DeclaredColumn declared(Column column) {
    DeclaredColumn declared = column.declared();
    assertNotNull(declared);
    return declared;
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).distinct().toList();
  }

  private static Upload upload(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new Upload(
          Accompanying.name(file),
          List.of(),
          "application/octet-stream",
          Sha256.of(bytes),
          bytes.length,
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Upload written(String name, String text) throws IOException {
    return upload(Files.writeString(folder.resolve(name), text));
  }

  private static String repaired(Draft draft, Table table) throws IOException {
    var out = new ByteArrayOutputStream();
    Repair.write(draft, table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void takesOverWhatCsvwDeclares() throws IOException {
    Read read = Read.of(SAMPLES.resolve("csvw/pegelstaende.csv"));
    assertEquals(List.of(), codes(read.said().findings()));
    assertEquals(
        """
        nr,gewaesser,datum,pegel,niederschlag,in_betrieb\r
        W01,Wied,2025-02-01,118.250,12.4,true\r
        W02,Wied,2025-02-01,204.500,,false\r
        W03,Holzbach,2025-02-02,97.125,0.8,true\r
        W04,Lahrbach,,1.375,3.1,true\r
        """,
        repaired(read.draft(), read.table()));
    assertEquals("204.500", read.column("pegel").profile().max());
    assertEquals("m", read.column("pegel").unit());
    assertEquals("mm", read.column("niederschlag").unit());
    assertEquals(1, read.column("niederschlag").profile().nulls());
    assertEquals("0.8", read.column("niederschlag").profile().min());
    assertEquals(ColumnType.BOOLEAN, read.column("in_betrieb").type());
    assertEquals(List.of("nr"), read.table().key());
    DeclaredColumn nr = declared(read.column("nr"));
    assertEquals(Map.of("de", "nr", "en", "Gauge"), nr.titles());
    assertEquals("Nummer der Messstelle im Landesnetz.", nr.descriptions().get("de"));
    assertEquals("Number of the gauge in the state's network.", nr.descriptions().get("en"));
  }

  @Test
  void takesOverWhatADataPackageDeclares() throws IOException {
    Read read = Read.of(SAMPLES.resolve("paket/daten/baeume.csv"));
    assertEquals(List.of(), codes(read.said().findings()));
    assertEquals(Map.of("de", "Stadtbäume"), read.said().metadata().title());
    assertEquals(
        """
        nr,art,umfang,gepflanzt,denkmal\r
        0101,Winterlinde,1250,1987-03-04,true\r
        0102,Spitzahorn,2375,1999-05-06,false\r
        0103,Stieleiche,,2003-01-02,false\r
        0104,Hainbuche,,2011-11-12,true\r
        """,
        repaired(read.draft(), read.table()));
    assertEquals("cm", read.column("umfang").unit());
    assertEquals(
        Map.of("de", "Baumnummer", "en", "Tree number"), declared(read.column("nr")).titles());
    assertEquals(List.of("nr"), read.table().key());
  }

  @Test
  void takesSchemasThatLieBesideThePackage() throws IOException {
    Read read = Read.of(SAMPLES.resolve("paket/daten/pflege.csv"));
    assertEquals(List.of(), codes(read.said().findings()));
    assertEquals(List.of("nr", "tag"), read.table().key());
    assertEquals("h", read.column("stunden").unit());
  }

  @Test
  void theFileIsRightWhereTheDescriptorContradictsIt() throws IOException {
    Read read = Read.of(SAMPLES.resolve("widerspruch/gebuehren.csv"));
    assertEquals(
        """
        plz,gebuehr [€],menge,faellig,anzahl\r
        01067,1204.50,12.5,2025-04-30,3\r
        53111,88.00,8,2025-05-31,zwei\r
        53111,1012.25,9.75,2025-06-15,5\r
        """,
        repaired(read.draft(), read.table()));
    var places =
        read.reading().findings().stream()
            .filter(finding -> finding.code().equals("declared-type"))
            .map(finding -> finding.place())
            .toList();
    assertEquals(
        List.of(
            Finding.Place.cell(2, "plz", "01067"),
            Finding.Place.cell(2, "menge", "12,5"),
            Finding.Place.cell(3, "anzahl", "zwei")),
        places);
    assertEquals(
        Finding.Place.cell(2, "gebuehr [€]", "1.204,50"), read.finding("declared-form").place());
    assertEquals("gebuehr [€]", read.finding("declared-unit").place().column());
    assertEquals("53111", read.finding("declared-key").place().value());
    assertEquals("bemerkung", read.finding("declared-column-missing").place().column());
    assertTrue(codes(read.reading().findings()).contains("declared-delimiter"));
    assertEquals(List.of(), read.table().key());
    assertEquals(ColumnType.STRING, read.column("plz").type());
  }

  @Test
  void fetchesNothing() throws IOException {
    Read read = Read.of(SAMPLES.resolve("feindlich/daten.csv"));
    assertEquals(List.of("a", "b"), read.table().columns().stream().map(Column::name).toList());
    assertTrue(codes(read.said().findings()).contains("descriptor-reference"));
    var files =
        List.of(
            upload(SAMPLES.resolve("feindlich/daten.csv")),
            upload(SAMPLES.resolve("feindlich/datapackage.json")));
    HandedOver over = HandedOver.of(files);
    var asked =
        over.findings().stream()
            .filter(finding -> finding.code().equals("descriptor-reference"))
            .map(finding -> finding.place().value())
            .toList();
    assertEquals(List.of("http://192.0.2.1/schema.json", "../../../../etc/passwd"), asked);
  }

  @Test
  void readsNoDescriptorThatIsTooLargeOrTooDeep() throws IOException {
    Upload file = written("daten.csv", "a;b\n1;x\n2;y\n");
    String deep = "{\"resources\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
    String large =
        "{\"resources\":[{\"path\":\"daten.csv\"}],\"x\":\"" + "y".repeat(2 << 20) + "\"}";
    for (String text : List.of(deep, large, "{\"resources\":", "\u0000\u0001")) {
      HandedOver over = HandedOver.of(List.of(file, written("datapackage.json", text)));
      assertEquals(List.of("daten.csv"), over.uploads().stream().map(Upload::name).toList());
      assertEquals(List.of("descriptor-unreadable"), codes(over.findings()));
      assertEquals(Metadata.NOTHING, over.said());
    }
  }

  @Test
  void boundsWhatADescriptorMayDeclare() throws IOException {
    var fields = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      fields.append("{\"name\":\"spalte" + i + "\"},");
    }
    String text =
        "{\"resources\":[{\"path\":\"daten.csv\",\"schema\":{\"missingValues\":["
            + "\"x\",".repeat(5_000)
            + "\"y\"],\"fields\":["
            + fields
            + "{\"name\":\"a\",\"description\":\""
            + "z".repeat(100_000)
            + "\"}]}}]}";
    Upload file = written("daten.csv", "a;b\n1;x\n2;y\n");
    HandedOver over = HandedOver.of(List.of(file, written("datapackage.json", text)));
    var declared = over.uploads().getFirst().declared().getFirst();
    assertEquals(2_000, declared.columns().size());
    assertEquals(20, declared.columns().getFirst().nulls().size());
    assertTrue(READERS.read(over.uploads().getFirst()).findings().size() < 50);
  }

  @Test
  void understandsDescriptorsThatAreNotAsTheyShouldBe() throws IOException {
    Upload file = written("daten.csv", "a;b\n1;x\n2;y\n");
    for (String schema :
        List.of(
            "7",
            "[]",
            "null",
            "{\"fields\":7}",
            "{\"fields\":[7,null,\"a\",[],{}]}",
            "{\"fields\":[{\"name\":7,\"type\":[],\"title\":{\"de\":[]},\"unit\":{}}]}",
            "{\"fields\":[{\"name\":\"a\"}],\"primaryKey\":{},\"missingValues\":{}}")) {
      String text = "{\"resources\":[{\"path\":\"daten.csv\",\"schema\":" + schema + "}]}";
      HandedOver over = HandedOver.of(List.of(file, written("datapackage.json", text)));
      Table table = draft(READERS.read(over.uploads().getFirst())).tables().getFirst();
      assertEquals(2, table.dataRows(), schema);
      String csvw =
          "{\"@context\":\"http://www.w3.org/ns/csvw\",\"url\":\"daten.csv\",\"null\":{},"
              + "\"dialect\":[],\"tableSchema\":"
              + schema.replace("fields", "columns").replace("title\"", "titles\"")
              + "}";
      over = HandedOver.of(List.of(file, written("metadata.json", csvw)));
      table = draft(READERS.read(over.uploads().getFirst())).tables().getFirst();
      assertEquals(2, table.dataRows(), csvw);
    }
  }

  @Test
  void oneDescriptorSpeaksAboutSeveralFiles() throws IOException {
    var given =
        List.of(
            upload(SAMPLES.resolve("paket/daten/pflege.csv")),
            upload(SAMPLES.resolve("paket/datapackage.json")),
            upload(SAMPLES.resolve("paket/daten/baeume.csv")));
    HandedOver over = HandedOver.of(given);
    assertEquals(
        List.of("pflege.csv", "baeume.csv"), over.uploads().stream().map(Upload::name).toList());
    assertEquals(Map.of("de", "Stadtbäume und ihre Pflege"), over.said().title());
    assertEquals("https://creativecommons.org/licenses/by/4.0/", over.said().license());
    Table trees = draft(READERS.read(over.uploads().get(1))).tables().getFirst();
    assertEquals("2375", column(trees, "umfang").profile().max());
    assertEquals(List.of("descriptor-reference"), codes(over.findings()));
  }

  @Test
  void everyNameOfADescriptorIsUnderstood() throws IOException {
    Path csvw = SAMPLES.resolve("csvw/pegelstaende.csv-metadata.json");
    Upload file = upload(SAMPLES.resolve("csvw/pegelstaende.csv"));
    for (String name :
        List.of(
            "pegelstaende.csv-metadata.json",
            "pegelstaende-metadata.json",
            "csv-metadata.json",
            "metadata.json")) {
      HandedOver over = HandedOver.of(List.of(written(name, Files.readString(csvw)), file));
      assertEquals(List.of(file.name()), over.uploads().stream().map(Upload::name).toList(), name);
      assertEquals(Map.of("de", "Pegelstände an der Wied"), over.said().title(), name);
      assertEquals(6, over.uploads().getFirst().declared().getFirst().columns().size(), name);
      assertEquals(List.of(), codes(over.findings()), name);
    }
  }

  @Test
  void aDescriptorOfOneTableIsMeantForTheOneFileThatCameWithIt() throws IOException {
    Path csvw = SAMPLES.resolve("csvw/pegelstaende.csv-metadata.json");
    Upload file =
        written("pegel_2025.csv", Files.readString(SAMPLES.resolve("csvw/pegelstaende.csv")));
    HandedOver over =
        HandedOver.of(List.of(file, written("metadata.json", Files.readString(csvw))));
    assertEquals(1, over.uploads().size());
    assertEquals(6, over.uploads().getFirst().declared().getFirst().columns().size());
    assertEquals(List.of("descriptor-unrelated"), codes(over.findings()));
  }

  @Test
  void whatOnlyHasTheNameOfADescriptorIsAFile() throws IOException {
    Upload file = written("daten.csv", "a;b\n1;x\n2;y\n");
    for (String text : List.of("[{\"a\":1}]", "{\"a\":1}")) {
      var given = List.of(file, written("metadata.json", text));
      assertEquals(given, HandedOver.of(given).uploads());
    }
    var alone = List.of(written("metadata.json", "{\"resources\":[]}"));
    assertEquals(alone, HandedOver.of(alone).uploads());
  }

  @Test
  void anArchiveWithADescriptorIsADataPackage() throws IOException {
    Path file = folder.resolve("paket.zip");
    var names =
        List.of("datapackage.json", "daten/baeume.csv", "daten/pflege.csv", "pflege.schema.json");
    for (String top : List.of("", "stadtbaeume/")) {
      try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
        for (String name : names) {
          zip.putNextEntry(new ZipEntry(top + name));
          zip.write(Files.readAllBytes(SAMPLES.resolve("paket").resolve(name)));
        }
      }
      HandedOver over = HandedOver.of(List.of(upload(file)));
      assertEquals(Map.of("de", "Stadtbäume und ihre Pflege"), over.said().title());
      assertEquals(List.of(), codes(over.findings()));
      Draft draft = draft(READERS.read(over.uploads().getFirst()));
      var tables = new ArrayList<>(draft.tables());
      assertEquals(
          List.of(top + "daten/baeume", top + "daten/pflege"),
          tables.stream().map(Table::name).toList());
      assertEquals("2375", column(tables.get(0), "umfang").profile().max());
      assertEquals(List.of("nr"), tables.get(0).key());
      assertEquals(List.of("nr", "tag"), tables.get(1).key());
      assertTrue(repaired(draft, tables.get(0)).contains("0103,Stieleiche,,2003-01-02,false"));
    }
  }

  @Test
  void whatIsDeclaredGoesIntoTheMetadataGivenOut() throws IOException {
    Read read = Read.of(SAMPLES.resolve("csvw/pegelstaende.csv"));
    var json =
        Json.own()
            .valueToTree(TableMetadata.of(read.table(), "https://example.org/x.csv", "Pegel"));
    var schema = json.path("tableSchema");
    assertEquals("[\"nr\"]", schema.path("primaryKey").toString());
    var nr = schema.path("columns").path(0);
    assertEquals("{\"de\":[\"nr\"],\"en\":[\"Gauge\"]}", nr.path("titles").toString());
    assertEquals(2, nr.path("dc:description").size());
    assertEquals("boolean", schema.path("columns").path(5).path("datatype").asString());
    assertEquals("m", schema.path("columns").path(3).path("schema:unitText").asString());
  }

  @Test
  void declarationsAreKeptWithTheFile() throws IOException {
    var said = Accompanying.of(SAMPLES.resolve("csvw/pegelstaende.csv"));
    Upload upload = upload(SAMPLES.resolve("csvw/pegelstaende.csv")).declaring(said.declared());
    var notes =
        new Notes(
            Metadata.NOTHING,
            List.of(Notes.File.of(upload)),
            List.of(),
            List.of(),
            1,
            "x",
            List.of(),
            null,
            null,
            null);
    assertEquals(notes, Notes.read(notes.write()));
    assertEquals(upload, Notes.read(notes.write()).files().getFirst().at(upload.bytes()));
    String old =
        """
        {"said":%s,"files":[{"sha256":{"hex":"%s"},"name":"a.csv","folders":[],
         "mediaType":"text/csv","size":3}],"claims":[],"findings":[],"version":1,"actor":"x"}
        """
            .formatted(Json.own().writeValueAsString(Metadata.NOTHING), upload.sha256().hex());
    assertEquals(List.of(), Notes.read(old).files().getFirst().declared());
  }
}
