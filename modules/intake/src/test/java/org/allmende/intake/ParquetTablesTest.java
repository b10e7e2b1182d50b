package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.allmende.intake.files.Allowance;
import org.allmende.intake.formats.ParquetRows;
import org.allmende.model.Column;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Parquet file is a table, whatever its columns hold.
class ParquetTablesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void saysTypedValuesAsTextsOfAnyFileDo() throws Exception {
    Draft draft =
        read(
            "zaehlung [1].parquet",
            """
            SELECT '0815' AS "Nr.", DATE '2024-02-29' AS tag,
              TIMESTAMP '2024-02-29 10:00:00' AS zeit,
              TIMESTAMPTZ '2024-02-29 10:00:00+01' AS zone, 12.345::DOUBLE AS wert,
              1234.5::DECIMAL(10, 2) AS betrag, true AS aktiv, 1987::DOUBLE AS jahr,
              'nan'::DOUBLE AS luecke, NULL::INTEGER AS leer
            UNION ALL BY NAME SELECT 'Zwei "2",' || chr(10) || 'x' AS "Nr.", 2::DOUBLE AS wert
            """);
    assertEquals("PARQUET", draft.format());
    assertEquals("application/vnd.apache.parquet", draft.mediaType());
    Table table = draft.tables().getFirst();
    assertEquals("zaehlung [1]", table.name());
    assertEquals(2, table.dataRows());
    assertEquals(
        """
        Nr.,tag,zeit,zone,wert,betrag,aktiv,jahr,luecke,leer
        0815,2024-02-29,2024-02-29T10:00:00,2024-02-29T09:00:00Z,12.3450,1234.50,true,1987,,
        "Zwei ""2"",
        x",,,,2,,,,,
        """,
        clean(draft));
    assertEquals(
        List.of("string", "date", "datetime", "datetime", "decimal", "decimal", "boolean"),
        table.columns().stream().limit(7).map(c -> c.type().code()).toList());
  }

  @Test
  void saysWhatIsNestedAsJson() throws Exception {
    Draft draft =
        read(
            "a.parquet",
            "SELECT [1, 2] AS liste, {'a': 1, 'b': 'x'} AS satz, MAP {'k': 7} AS karte, "
                + "'abc'::BLOB AS text, '\\xFF\\x00'::BLOB AS bytes");
    assertEquals(
        """
        liste,satz,karte,text,bytes
        "[1,2]","{""a"":1,""b"":""x""}","{""k"":7}",abc,FF00
        """,
        clean(draft));
  }

  @Test
  void saysGeometriesWithTheirReferenceSystem() throws Exception {
    String metadata =
        """
        {"version": "1.0.0", "primary_column": "ort", "columns": {"ort": {"encoding": "WKB",
         "geometry_types": ["Point"], "crs": {"type": "ProjectedCRS", "name": "ETRS89 / UTM zone 32N",
         "base_crs": {"name": "ETRS89", "id": {"authority": "EPSG", "code": 4258}},
         "id": {"authority": "EPSG", "code": 25832}}}}}
        """
            .replace("\n", " ");
    Path file = folder.resolve("a.parquet");
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT unhex('010100000000000000F4141741000000C0D7C45541') AS ort) TO '"
              + file
              + "' (FORMAT parquet, KV_METADATA {geo: '"
              + metadata
              + "'})");
    }
    Draft draft = Uploads.draft(Uploads.read(file));
    assertEquals("ort\nSRID=25832;POINT (378173 5706591)\n", clean(draft));
    Column place = draft.tables().getFirst().columns().getFirst();
    assertEquals("geometry", place.type().code());
    assertNotNull(draft.tables().getFirst().extent());
  }

  @Test
  void refusesWhatIsBroken() throws Exception {
    byte[] whole = Files.readAllBytes(write("a.parquet", "SELECT i FROM range(1000) t(i)"));
    for (byte[] bytes :
        List.of(
            "PAR1".getBytes(StandardCharsets.UTF_8),
            "PAR1 no such thing PAR1".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2))) {
      Reading reading = Uploads.read(folder, "b.parquet", bytes);
      assertInstanceOf(Reading.Rejected.class, reading);
      assertEquals(List.of("file-damaged"), Uploads.codes(reading));
    }
  }

  @Test
  void stopsWhatBlowsUp() throws Exception {
    Path bomb = write("bombe.parquet", "SELECT repeat('x', 20000) AS a FROM range(20000) t(i)");
    assertTrue(Files.size(bomb) < 4_000_000);
    var rows = new ParquetRows(bomb, 64 << 20);
    var exceeded = assertThrows(Allowance.Exceeded.class, () -> rows.each((_, _) -> {}));
    assertEquals("> 64 MiB", exceeded.much());
  }

  private Draft read(String name, String query) throws SQLException {
    Reading reading = Uploads.read(write(name, query));
    return Uploads.draft(reading);
  }

  private Path write(String name, String query) throws SQLException {
    Path file = folder.resolve(name);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute("SET memory_limit = '512MB'");
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, file));
    }
    return file;
  }

  private static String clean(Draft draft) throws IOException {
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().getFirst(), out);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
