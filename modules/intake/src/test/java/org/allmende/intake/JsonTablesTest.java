package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTablesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void makesATableOfFeatures() {
    Table table =
        table(
            "netz.geojson",
            """
            {"type":"FeatureCollection","crs":{"type":"name"},"features":[
             {"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[7.6,51.9]},
              "properties":{"name":"Nord","ort":{"plz":"01067"},"tags":["a","b"]}},
             {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":
               [[[[0,0],[1,0],[1,1],[0,0]],[[0.1,0.1],[0.2,0.1],[0.2,0.2],[0.1,0.1]]]]},
              "properties":{"name":"Süd","neu":12.345}},
             {"type":"Feature","geometry":null,"properties":{"name":"Ost"}}]}
            """);
    assertEquals(
        List.of("id", "geometry", "name", "ort.plz", "tags", "neu"),
        table.columns().stream().map(c -> c.name()).toList());
    assertEquals(
        List.of(
            List.of("7", "POINT (7.6 51.9)", "Nord", "01067", "a; b", ""),
            List.of(
                "",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1)))",
                "Süd",
                "",
                "",
                "12.3450"),
            List.of("", "", "Ost", "", "", "")),
        table.firstRows());
    assertEquals("geometry", table.columns().get(1).type().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1,\"b\":\"x\"},{\"a\":2}]",
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n",
        "{\"help\":\"h\",\"result\":{\"total\":2,\"leer\":[],\"records\":[{\"a\":1,\"b\":\"x\"},{\"a\":2}]}}"
      })
  void findsTheRecordsWhereverTheyStand(String text) {
    Table table = table("daten.json", text);
    assertEquals(List.of(List.of("1", "x"), List.of("2", "")), table.firstRows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1}", "[1,2,3]", "[]", "{\"a\":[1,[2]],\"b\":{\"c\":[]}}", "[[1],[2]]"})
  void leavesAloneWhatHoldsNoRecords(String text) {
    assertTrue(Uploads.draft(Uploads.read(folder, "daten.json", text)).tables().isEmpty());
  }

  @Test
  void cleansRecordsAsItCleansTexts() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("daten.json"), "[{\"a\":1.5,\"b\":\"x, y\"},\n{\"b\":\"z\",\"a\":2}]");
    Draft draft = Uploads.draft(Uploads.read(file));
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().getFirst(), out);
    assertEquals("a,b\r\n1.5,\"x, y\"\r\n2,z\r\n", out.toString(StandardCharsets.UTF_8));
  }

  private Table table(String name, String text) {
    return Uploads.table(Uploads.read(folder, name, text));
  }
}
