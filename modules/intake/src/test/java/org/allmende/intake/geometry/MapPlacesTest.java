package org.allmende.intake.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.allmende.intake.Repair;
import org.allmende.intake.Uploads;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Draft;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows are where their coordinates say, whatever the reference system.
class MapPlacesTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void takesTheZoneThatPostCodesSay() throws IOException {
    String rows =
        """
        PLZ;Ort;Rechtswert;Hochwert
        %1$s;A;392000;5820000
        %1$s;B;401000;5821000
        """;
    assertEquals("POINT (13.40827544 52.51939532)", first("a.csv", rows.formatted("10178")));
    assertEquals("POINT (7.40827544 52.51939532)", first("b.csv", rows.formatted("48431")));
  }

  @Test
  void takesTheZoneThatColumnsSay() throws IOException {
    String rows =
        """
        Name;utm33_ost;utm33_nord
        A;392000;5820000
        B;401000;5821000
        """;
    assertEquals("POINT (13.40827544 52.51939532)", first("a.csv", rows));
    String prefixed =
        """
        Name;Ostwert;Nordwert
        A;33392000;5820000
        B;33401000;5821000
        """;
    assertEquals("POINT (13.40827544 52.51939532)", first("b.csv", prefixed));
  }

  @Test
  void takesTheZoneOfGaussKruegerFromTheNumberItself() throws IOException {
    String rows =
        """
        Name;Rechtswert;Hochwert
        A;3391608;5772857
        B;3391820;5772582
        """;
    Table table = table("wea.csv", rows);
    assertEquals("gauss-krueger-x", table.columns().get(1).meaning());
    assertEquals("POINT (7.417", first("wea.csv", rows).substring(0, 12));
    Box extent = table.extent();
    assertNotNull(extent);
    assertEquals(
        "7.418 7.421", String.format(Locale.ROOT, "%.3f %.3f", extent.west(), extent.east()));
  }

  @Test
  void knowsTheRectangleAroundGeometries() throws IOException {
    Table table =
        table(
            "orte.csv",
            """
            Name;wkt
            A;SRID=25833;POINT (392000 5820000)
            B;POINT (13.5 52.5)
            """
                .replace(
                    "SRID=25833;POINT (392000 5820000)", "\"SRID=25833;POINT (392000 5820000)\""));
    Box extent = table.extent();
    assertNotNull(extent);
    assertEquals(13.5, extent.east());
    assertEquals(52.519, extent.north(), 0.001);
  }

  @Test
  void knowsNoRectangleWhereOneIsNowhere() throws IOException {
    assertNull(table("orte.csv", "Name;wkt\nA;POINT (1200 5)\nB;POINT (13.5 52.5)\n").extent());
    assertNull(table("orte.csv", "Name;Zahl\nA;1200\nB;5\n").extent());
  }

  private Table table(String name, String text) throws IOException {
    return Uploads.table(Uploads.read(folder, name, text));
  }

  private String first(String name, String text) throws IOException {
    Draft draft = Uploads.draft(Uploads.read(folder, name, text));
    Table table = draft.tables().getFirst();
    var all = new ArrayList<String>();
    MapPlaces places = MapPlaces.of(table);
    var source = MapPlaces.sources(table).getFirst();
    Repair.each(
        draft,
        table,
        (_, cells) -> {
          MapGeometry place = places.of(source, cells);
          all.add(place == null ? "" : place.text());
        });
    return all.getFirst();
  }
}
