package org.allmende.intake.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Coordinates become degrees, as exactly as maps need them.
class Wgs84Test {

  private final Wgs84 wgs84 = new Wgs84();

  /// Computed with PROJ 9.1 (`gdaltransform`, for Gauß-Krüger with the grid BETA2007), which shares
  /// no code with ours.
  @ParameterizedTest
  @CsvSource({
    "25832, 378173, 5706591, 7.2449315576784, 51.4973153130447, 1",
    "25832, 565000.5, 5934000.25, 9.98110790835867, 53.5508650681623, 1",
    "25833, 392000, 5820000, 13.4082754403138, 52.5193953183759, 1",
    "4647, 32565000.5, 5934000.25, 9.98110790835867, 53.5508650681623, 1",
    "5650, 33392000, 5820000, 13.4082754403138, 52.5193953183759, 1",
    "3857, 772125.1101, 6610677.243, 6.93611787655298, 50.9399432296507, 1",
    "3035, 4100500.5, 3110250, 6.85369544671839, 51.0607926773723, 1",
    "31466, 2570000, 5650000, 6.99616762083281, 50.9809500178616, 5",
    "31467, 3391608, 5772857, 7.41783842960369, 52.0788527608074, 5",
    "31468, 4468298, 5333000, 11.5726383123166, 48.1342462701848, 5",
    "31469, 5417000, 5656000, 13.8148074209496, 51.0331819727049, 5",
    "3068, 24000, 20000, 13.3897828904528, 52.5068837784882, 5",
  })
  void agreesWithProj(
      int epsg, double east, double north, double longitude, double latitude, double metres) {
    double[] degrees = wgs84.degrees(epsg, east, north);
    assertNotNull(degrees);
    double off =
        Math.hypot(
            (degrees[1] - latitude) * 111_195,
            (degrees[0] - longitude) * 111_195 * Math.cos(Math.toRadians(latitude)));
    assertTrue(off < metres, () -> off + " m off");
  }

  @Test
  void placesNothingOfUnknownSystems() {
    assertNull(wgs84.degrees(0, 400_000, 5_700_000));
    assertNull(wgs84.degrees(-7, 400_000, 5_700_000));
    assertNull(wgs84.degrees(99_998, 400_000, 5_700_000));
    assertNull(wgs84.degrees(4326, 400_000, 5_700_000));
    assertNull(wgs84.degrees(25832, Double.NaN, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SRID=25832;POINT (378173 5706591) | POINT (7.24493",
        "POINT (378173 5706591) | POINT (7.24493",
        "POINT (32378173 5706591) | POINT (7.24493",
        "SRID=0;POINT (3391608 5772857) | POINT (7.4",
        "SRID=4326;POINT (7.5 51.25) | POINT (7.5 51.25)",
        "POINT Z (7.5 51.25 80.5) | POINT Z (7.5 51.25 80.5)",
        "SRID=3857;LINESTRING (0 0, 111319.49 0) | LINESTRING (0 0, 0.99999999 0)",
        "GEOMETRYCOLLECTION (POINT (7 51), POINT (8 52)) | GEOMETRYCOLLECTION (POINT (7 51), POINT (8 52))",
      })
  void movesGeometries(String cell, String begin) {
    MapGeometry moved = onMap(cell);
    assertNotNull(moved);
    assertTrue(moved.text().startsWith(begin), moved.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SRID=99998;POINT (378173 5706591)",
        "SRID=x;POINT (7 51)",
        "SRID=25832;POINT (7)",
        "SRID=;POINT (1 1)",
        "SRID=25832)",
        "POINT (7,51)",
        "POINT (- -)",
        "POINT (1200000 12)",
        "POINT ()",
      })
  void placesNoBrokenGeometry(String cell) {
    assertNull(onMap(cell));
  }

  @Test
  void knowsTheRectangle() {
    MapGeometry moved = onMap("POLYGON ((7 51, 8 51, 8 52, 7 51))");
    assertNotNull(moved);
    assertEquals("Box[west=7.0, south=51.0, east=8.0, north=52.0]", moved.box().toString());
  }

  private @Nullable MapGeometry onMap(String cell) {
    return GeometryCell.onMap(cell, wgs84, new Grid(32));
  }
}
