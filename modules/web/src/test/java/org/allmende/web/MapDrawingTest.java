package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.allmende.model.Dataset.Box;
import org.allmende.model.WellKnownGeometry;
import org.allmende.web.page.MapDrawing;
import org.allmende.web.page.MapView;
import org.junit.jupiter.api.Test;

class MapDrawingTest {

  private static final Pattern PAIR = Pattern.compile("([-0-9.]+) ([-0-9.]+)");

  private static MapView drawn(String... geometries) {
    var map = new MapDrawing();
    for (String geometry : geometries) {
      map.add(Objects.requireNonNull(WellKnownGeometry.of(geometry)), geometry, "");
    }
    return map.draw();
  }

  @Test
  void putsNorthUpAndEastToTheRight() {
    MapView map = drawn("POINT(9 52)", "POINT(10 53)");
    var southWest = map.marks().getFirst();
    var northEast = map.marks().getLast();
    assertTrue(Double.parseDouble(southWest.x()) < Double.parseDouble(northEast.x()));
    assertTrue(Double.parseDouble(southWest.y()) > Double.parseDouble(northEast.y()));
    assertEquals("", southWest.path());
  }

  @Test
  void staysWithinItsFrame() {
    MapView map =
        drawn(
            "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
            "LINESTRING(5 47, 15 55)",
            "MULTIPOINT(1 2, 3 4)",
            "GEOMETRYCOLLECTION(POINT(1 1), MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0))))");
    assertEquals(4, map.marks().size());
    for (var mark : map.marks()) {
      var pairs = PAIR.matcher(mark.path());
      while (pairs.find()) {
        double x = Double.parseDouble(pairs.group(1));
        double y = Double.parseDouble(pairs.group(2));
        assertTrue(x >= 0 && x <= map.width() && y >= 0 && y <= map.height(), mark::path);
      }
    }
  }

  @Test
  void drawsLargeAreasBelowSmallOnes() {
    MapView map =
        drawn("POLYGON((1 1, 2 1, 2 2, 1 1))", "POLYGON((0 0, 9 0, 9 9, 0 0))", "POINT(1.5 1.2)");
    assertTrue(map.marks().getFirst().label().contains("9 9"), map::toString);
    assertTrue(map.marks().getLast().label().startsWith("POINT"), map::toString);
  }

  @Test
  void saysHowFarItIs() {
    MapView map = drawn("POINT(9 52)", "POINT(9 53)");
    assertEquals("20 km", map.distance());
    double perKilometre = Double.parseDouble(map.scale()) / 20;
    assertEquals(111.2 * perKilometre, map.height() - 48, 2);
    assertEquals("200 m", drawn("POINT(9 52)").distance());
  }

  @Test
  void drawsNotMoreThanCanBeSeen() {
    var map = new MapDrawing();
    for (int i = 0; i < 700; i++) {
      map.add(Objects.requireNonNull(WellKnownGeometry.of("POINT(9 52)")), "x", "");
    }
    MapView view = map.draw();
    assertEquals(1, view.marks().size(), "what lies on one another is one mark");
    assertEquals(700, view.shown());
    assertEquals("x (+699)", view.marks().getFirst().title());
    assertEquals(700, view.all());
    var many = new MapDrawing();
    for (int i = 0; i < 3100; i++) {
      String place =
          "POINT(" + (9 + i % 60 / 60.0) + " " + (52 + Math.floorDiv(i, 60) / 60.0) + ")";
      many.add(Objects.requireNonNull(WellKnownGeometry.of(place)), "x", "");
    }
    assertEquals(3000, many.draw().shown());
    assertTrue(many.draw().cut());
    var linked = new MapDrawing();
    for (int i = 0; i < 700; i++) {
      linked.add(Objects.requireNonNull(WellKnownGeometry.of("POINT(9 52)")), "x", "/datasets");
    }
    assertEquals(500, linked.draw().marks().size(), "each link can be reached");
  }

  @Test
  void fillsThePictureWithWhatLiesBesideAPart() {
    var map = new MapDrawing(new Box(9, 52, 9.001, 52.2));
    Box shown = map.extent();
    assertTrue(shown.east() - shown.west() > shown.north() - shown.south(), shown::toString);
    assertTrue(shown.west() < 9 && shown.south() <= 52 && shown.north() >= 52.2, shown::toString);
    map.add(Objects.requireNonNull(WellKnownGeometry.of("POINT(9.2 52.1)")), "x", "");
    map.name("Neuenau", 9.05, 52.1);
    map.name("Daneben", 9.0501, 52.1001);
    MapView view = map.draw();
    assertTrue(view.part());
    assertEquals(List.of("Neuenau"), view.names().stream().map(MapView.Name::text).toList());
    double x = Double.parseDouble(view.marks().getFirst().x());
    assertTrue(x > 0 && x < view.width(), "what lies beside it is drawn, too");
    Box again = new MapDrawing(shown).extent();
    assertEquals(shown.west(), again.west(), 1e-9, "what fills the picture stays");
    assertEquals(shown.north(), again.north(), 1e-9, "what fills the picture stays");
  }
}
