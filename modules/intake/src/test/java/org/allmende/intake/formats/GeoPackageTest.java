package org.allmende.intake.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.allmende.intake.PackedTablesTest;
import org.allmende.intake.Repair;
import org.allmende.intake.Uploads;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables of a GeoPackage are tables; what runs instead of lying there is left alone.
class GeoPackageTest {

  /// A point at 378173, 5706591 in UTM 32, with the envelope that the header may have.
  static final String POINT =
      "x'47500003E8640000"
          + "00000000F4141741"
          + "00000000F4141741"
          + "000000C0D7C45541"
          + "000000C0D7C45541"
          + "0101000000"
          + "00000000F4141741"
          + "000000C0D7C45541'";

  private static final List<String> MADE =
      List.of(
          "PRAGMA page_size = 512",
          "PRAGMA application_id = 1196444487",
          "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)",
          "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)",
          "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,"
              + " organization_coordsys_id INTEGER, definition TEXT)",
          "INSERT INTO gpkg_spatial_ref_sys VALUES ('UTM', 25832, 'EPSG', 25832, '')",
          "CREATE TABLE \"Bäume\" (fid INTEGER PRIMARY KEY, geom POINT, nr TEXT, hoehe REAL,"
              + " gefällt BOOLEAN, bild BLOB)",
          "INSERT INTO \"Bäume\" VALUES (1, " + POINT + ", '0815', 12.345, 0, x'FFD8')",
          "INSERT INTO \"Bäume\" VALUES (2, x'4750', 'zwei', 3.0, 1, NULL)",
          "INSERT INTO gpkg_contents VALUES ('Bäume', 'features')",
          "INSERT INTO gpkg_geometry_columns VALUES ('bäume', 'GEOM', 25832)",
          "CREATE TABLE pflege (nr TEXT, tag DATE, rest AS (upper(nr)))",
          "INSERT INTO pflege VALUES ('0815', '2025-03-11')",
          "INSERT INTO gpkg_contents VALUES ('pflege', 'attributes')",
          "CREATE TABLE kacheln (z INTEGER)",
          "INSERT INTO gpkg_contents VALUES ('kacheln', 'tiles')");

  @TempDir private Path folder = Path.of("");

  @Test
  void readsEveryTable() throws Exception {
    Draft draft = Uploads.draft(Uploads.read(made("plan ?1%.gpkg")));
    assertEquals("GPKG", draft.format());
    assertEquals(List.of("Bäume", "pflege"), draft.tables().stream().map(Table::name).toList());
    assertEquals(
        """
        fid,geom,nr,hoehe,gefällt,bild
        1,SRID=25832;POINT (378173 5706591),0815,12.3450,false,
        2,,zwei,3,true,
        """,
        clean(draft, 0));
    assertEquals("nr,tag\n0815,2025-03-11\n", clean(draft, 1));
    assertEquals("geometry", draft.tables().getFirst().columns().get(1).type().code());
  }

  @Test
  void readsItPackedToo() throws Exception {
    Path zip = folder.resolve("daten.zip");
    byte[] bytes = Files.readAllBytes(made("plan.gpkg"));
    Files.write(
        zip,
        PackedTablesTest.zip(
            StandardCharsets.UTF_8,
            "plan.gpkg",
            bytes,
            "a.csv",
            "A;B\n1;2\n3;4\n".getBytes(StandardCharsets.UTF_8)));
    Draft draft = Uploads.draft(Uploads.read(zip));
    assertEquals(
        List.of("plan!Bäume", "plan!pflege", "a"),
        draft.tables().stream().map(Table::name).toList());
    assertEquals("nr,tag\n0815,2025-03-11\n", clean(draft, 1));
  }

  @Test
  void leavesViewsAlone() throws Exception {
    Path file =
        made(
            "sicht.gpkg",
            "CREATE VIEW endlos AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)"
                + " SELECT i FROM r",
            "INSERT INTO gpkg_contents VALUES ('endlos', 'attributes')",
            "INSERT INTO gpkg_contents VALUES ('gibt es nicht\"; --', 'attributes')");
    Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Uploads.read(file));
    assertEquals(
        2, reading.findings().stream().filter(f -> f.code().equals("layer-unread")).count());
    assertEquals(2, Uploads.draft(reading).tables().size());
  }

  @Test
  void asksNoViewWhatIsInTheFile() throws Exception {
    Path file =
        made(
            "liste.gpkg",
            "DROP TABLE gpkg_contents",
            "CREATE VIEW gpkg_contents AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL"
                + " SELECT i + 1 FROM r) SELECT 'a' AS table_name, 'features' AS data_type FROM r");
    Reading reading = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Uploads.read(file));
    assertEquals(List.of(), Uploads.draft(reading).tables());
  }

  @Test
  void refusesWhatIsBroken() throws Exception {
    byte[] whole = Files.readAllBytes(made("plan.gpkg"));
    byte[] noise = whole.clone();
    Arrays.fill(noise, 100, noise.length, (byte) 0x55);
    for (byte[] bytes : List.of(Arrays.copyOf(whole, 600), noise, Arrays.copyOf(whole, 40))) {
      Reading reading = Uploads.read(folder, "kaputt.gpkg", bytes);
      assertInstanceOf(Reading.Rejected.class, reading);
      assertEquals(List.of("file-damaged"), Uploads.codes(reading));
    }
  }

  @Test
  void changesNothing() throws Exception {
    Path file = made("plan.gpkg");
    byte[] before = Files.readAllBytes(file);
    Uploads.read(file);
    assertEquals(Arrays.toString(before), Arrays.toString(Files.readAllBytes(file)));
    assertFalse(Files.exists(folder.resolve("plan.gpkg-journal")));
    assertFalse(Files.exists(folder.resolve("plan.gpkg-wal")));
  }

  private Path made(String name, String... more) throws SQLException {
    Path file = folder.resolve(name);
    try (var sqlite = DriverManager.getConnection("jdbc:sqlite:file:" + file.toUri().getRawPath());
        var statement = sqlite.createStatement()) {
      for (String one : MADE) {
        statement.execute(one);
      }
      for (String one : more) {
        statement.execute(one);
      }
    }
    return file;
  }

  private static String clean(Draft draft, int table) throws IOException {
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().get(table), out);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
