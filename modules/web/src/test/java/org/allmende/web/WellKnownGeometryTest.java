package org.allmende.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.allmende.catalog.said.Json;
import org.allmende.model.WellKnownGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownGeometryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT (7.5 51) | Point | [7.5,51.0]",
        "point z(7 51 100) | Point | [7.0,51.0,100.0]",
        "LINESTRING(7 51, 8 52) | LineString | [[7.0,51.0],[8.0,52.0]]",
        "POLYGON ((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1)) | Polygon | [[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]],[[0.1,0.1],[0.2,0.1],[0.2,0.2],[0.1,0.1]]]",
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT (7.5 51) | Point | [7.5,51.0]",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (51 107.5) | Point | [107.5,51.0]",
        "MULTIPOINT ((1 2), (3 4)) | MultiPoint | [[1.0,2.0],[3.0,4.0]]",
        "MULTIPOINT (1 2, 3 4) | MultiPoint | [[1.0,2.0],[3.0,4.0]]",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0))) | MultiPolygon | [[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]",
      })
  void isSaidInGeoJson(String text, String type, String coordinates) {
    var json = Json.own().readTree(Json.own().writeValueAsBytes(WellKnownGeometry.of(text)));
    assertEquals(type, json.path("type").asString());
    assertEquals(coordinates, json.path("coordinates").toString());
  }

  @Test
  void isSaidOfCollections() {
    var text = "GEOMETRYCOLLECTION (POINT (7 51), GEOMETRYCOLLECTION (LINESTRING (7 51, 8 52)))";
    var json = Json.own().readTree(Json.own().writeValueAsBytes(WellKnownGeometry.of(text)));
    assertEquals("GeometryCollection", json.path("type").asString());
    var inner = json.path("geometries").path(1).path("geometries").path(0);
    assertEquals("[[7.0,51.0],[8.0,52.0]]", inner.path("coordinates").toString());
    assertNull(WellKnownGeometry.of("GEOMETRYCOLLECTION (".repeat(5000) + "POINT (7 51)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "POINT",
        "POINT (",
        "POINT (1",
        "POINT (1)",
        "POINT (a b)",
        "POINT (560000 5789000)",
        "<http://www.opengis.net/def/crs/EPSG/0/25832> POINT (7 51)",
        "SRID=25832;POINT (560000 5789000)",
        "POLYGON ((((((((0 0))))))))",
        "LINESTRING (1 2",
        "CIRCLE (1 2)",
        "POINT (1 2 --)"
      })
  void isNothingWhereItIsNone(String text) {
    assertNull(WellKnownGeometry.of(text));
  }
}
