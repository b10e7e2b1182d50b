package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.said.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The functions of GeoSPARQL, and answers as GeoJSON.
final class GeometriesTest {

  private static final String PREFIXES =
      """
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
      """;
  private static final String GEO_JSON = "application/geo+json";

  private final GuardedSparqlEndpoint endpoint =
      new GuardedSparqlEndpoint(new Shelf(), Limits.of("http://e/"));
  private final Asking ask = new Asking(endpoint);

  @AfterEach
  void close() {
    endpoint.close();
  }

  /// The value of an expression about ?a and ?b; empty where it has none.
  private String value(String expression, String a, String b) {
    String query =
        PREFIXES
            + "SELECT (%s AS ?x) { VALUES (?a ?b) { (%s %s) } }"
                .formatted(expression, literal(a), literal(b));
    return ask.text(query, "text/csv").lines().skip(1).collect(Collectors.joining());
  }

  private static String literal(String text) {
    return text.startsWith("{")
        ? "'" + text + "'^^geo:geoJSONLiteral"
        : "\"" + text + "\"^^geo:wktLiteral";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sfIntersects | POINT(1 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | true",
        "sfIntersects | POINT(3 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | false",
        "sfDisjoint | POINT(3 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | true",
        "sfWithin | POINT(1 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | true",
        "sfWithin | POINT(0 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | false",
        "sfTouches | POINT(0 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | true",
        "sfContains | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | LINESTRING(0.5 0.5, 1 1) | true",
        "sfCrosses | LINESTRING(-1 1, 3 1) | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | true",
        "sfOverlaps | POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)) | POLYGON((1 1, 3 1, 3 3, 1 3, 1 1)) | true",
        "sfEquals | LINESTRING(0 0, 2 2) | LINESTRING(2 2, 1 1, 0 0) | true",
        "sfEquals | POINT(7 51) | <http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51 7) | true",
        "sfWithin | POINT(0.5 0.5) | {\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]} | false",
        "sfIntersects | POINT(0.5 0.4) | {\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]} | true",
      })
  void compare(String function, String a, String b, boolean truth) {
    assertEquals(Boolean.toString(truth), value("geof:" + function + "(?a, ?b)", a, b));
  }

  /// Cologne and Berlin, by the ellipsoid 477.0 km; a hole's edge is what is nearest to what is in
  /// it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(6.9583 50.9413) | POINT(13.3777 52.5163) | 477000",
        "POINT(9 52) | POINT(9 53) | 111195",
        "POINT(9 52) | LINESTRING(8 51, 10 51) | 111195",
        "POINT(9 52) | POLYGON((8 51, 10 51, 10 53, 8 53, 8 51)) | 0",
        "POINT(9 52) | POLYGON((8 51, 10 51, 10 53, 8 53, 8 51), (8.9 51.9, 9.1 51.9, 9.1 52.1, 8.9 52.1, 8.9 51.9)) | 6846",
        "GEOMETRYCOLLECTION(POINT(9 52), POINT(9 54)) | POINT(9 55) | 111195",
      })
  void measureDistances(String a, String b, double metres) {
    double measured = Double.parseDouble(value("geof:distance(?a, ?b, uom:metre)", a, b));
    assertEquals(metres, measured, Math.max(1, metres * 0.005));
    assertEquals(measured, Double.parseDouble(value("geof:metricDistance(?a, ?b)", a, b)));
    double kilometres = Double.parseDouble(value("geof:distance(?a, ?b, uom:kilometre)", a, b));
    assertEquals(measured / 1000, kilometres, 1e-9);
  }

  @Test
  void measureAreas() {
    String square = "POLYGON((9 52, 10 52, 10 53, 9 53, 9 52))";
    double area = Double.parseDouble(value("geof:area(?a, uom:squareKilometre)", square, square));
    assertEquals(7_527, area, 20);
    assertEquals(area * 1e6, Double.parseDouble(value("geof:metricArea(?a)", square, square)), 1);
    String none = value("geof:metricArea(?a)", "POINT(9 52)", "POINT(9 52)");
    assertEquals(0, Double.parseDouble(none));
  }

  @Test
  void deriveGeometries() {
    String line = "LINESTRING(0 0, 2 1)";
    assertEquals("POINT (1 0.5)", value("STR(geof:centroid(?a))", line, line));
    assertEquals(
        "true",
        value(
            "geof:sfContains(geof:envelope(?a), \"POINT(0.2 0.9)\"^^geo:wktLiteral)", line, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kein Ort",
        "POINT(500 4)",
        "LINESTRING(1 1)",
        "POLYGON((0 0, 1 1))",
        "POLYGON((0 0, 1 1, 2 2, 3 3))",
        "<http://www.opengis.net/def/crs/EPSG/0/25832> POINT(7 51)",
        "{}",
        "{\"type\":\"Point\"}",
        "{\"type\":\"Point\",\"coordinates\":[1]}",
        "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}",
        "{\"type\":\"MultiPoint\",\"coordinates\":[1,2]}",
        "{\"type\":\"GeometryCollection\",\"geometries\":[1]}",
        "[1,2]",
      })
  void whatIsNoGeometryHasNoValue(String text) {
    assertEquals("", value("geof:metricDistance(?a, ?b)", text, "POINT(1 1)"));
  }

  @Test
  void aUnitThatIsNotKnownHasNoValue() {
    assertEquals("", value("geof:distance(?a, ?b, uom:ell)", "POINT(1 1)", "POINT(1 2)"));
  }

  @Test
  void whatHasTooManyPointsHasNoValue() {
    String many =
        IntStream.range(0, 3_000).mapToObj(i -> "1 0." + i).collect(Collectors.joining(","));
    String line = "LINESTRING(" + many + ")";
    assertTrue(!value("geof:metricDistance(?a, ?b)", line, "POINT(0 0)").isEmpty());
    String query =
        PREFIXES
            + "SELECT ?x { VALUES ?l { \""
            + many
            + "\" } BIND(geof:metricDistance(STRDT(CONCAT("
            + "'LINESTRING(',"
            + "?l,',',".repeat(7)
            + "?l, ')'), geo:wktLiteral),"
            + " \"POINT(0 0)\"^^geo:wktLiteral) AS ?x) }";
    assertEquals("x\r\n\r\n", ask.text(query, "text/csv"));
  }

  /// Every segment of one crosses every one of the other: 9 million crossings.
  @Test
  void whatCrossesItselfWithoutEndHasNoValue() {
    String up =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "." + i + " " + i % 2)
            .collect(Collectors.joining(","));
    String across =
        IntStream.range(0, 3_000).mapToObj(i -> i % 2 + " ." + i).collect(Collectors.joining(","));
    String query =
        PREFIXES
            + "SELECT ?x { BIND(STRDT('LINESTRING(%s)', geo:wktLiteral) AS ?a)".formatted(up)
            + " BIND(STRDT('LINESTRING(%s)', geo:wktLiteral) AS ?b)".formatted(across)
            + " BIND(geof:%s(?a, ?b) AS ?x) }";
    for (String function : new String[] {"sfOverlaps", "sfTouches", "sfEquals", "sfCrosses"}) {
      assertEquals("x\r\n\r\n", ask.text(query.formatted(function), "text/csv"), function);
    }
  }

  @Test
  void rowsWithGeometriesAreFeatures() {
    var json =
        Json.own()
            .readTree(
                ask.text(
                    PREFIXES
                        + """
                        SELECT ?name ?where ?count ?none ?also {
                          VALUES (?name ?where ?count ?also) {
                            ("ohne \\"Ort\\"" UNDEF 3 <http://e/x>)
                            ("Baum" "POINT(7.5 51)"^^geo:wktLiteral 2.5 "POINT(1 2)"^^geo:wktLiteral)
                            ("Feld" "POLYGON((0 0,1 0,1 1,0 0))"^^geo:wktLiteral true "x"@de)
                            ("mehr" "GEOMETRYCOLLECTION(POINT(1 2),POINT(3 4))"^^geo:wktLiteral 007 UNDEF)
                          }
                        }
                        """,
                    GEO_JSON));
    assertEquals("FeatureCollection", json.path("type").asString());
    var features = json.path("features");
    assertEquals(4, features.size());
    assertTrue(features.at("/0/geometry").isNull());
    assertEquals("ohne \"Ort\"", features.at("/0/properties/name").asString());
    assertEquals("http://e/x", features.at("/0/properties/also").asString());
    assertTrue(features.at("/0/properties/none").isNull());
    assertEquals(
        "{\"type\":\"Point\",\"coordinates\":[7.5,51.0]}", features.at("/1/geometry").toString());
    assertEquals(2.5, features.at("/1/properties/count").asDouble());
    assertEquals("POINT(1 2)", features.at("/1/properties/also").asString());
    assertTrue(features.at("/2/properties/count").asBoolean());
    assertEquals("Polygon", features.at("/2/geometry/type").asString());
    assertEquals(3.0, features.at("/3/geometry/geometries/1/coordinates/0").asDouble());
    assertEquals("007", features.at("/3/properties/count").asString());
    assertTrue(features.at("/3/properties/where").isMissingNode());
  }

  @Test
  void noRowsAreNoFeatures() {
    var json = Json.own().readTree(ask.text("SELECT ?a { ?a <urn:none> ?b }", GEO_JSON));
    assertEquals(0, json.path("features").size());
  }

  @Test
  void whatHoldsNoGeometryIsRefusedInWords() {
    for (String query :
        new String[] {"SELECT (1 AS ?x) {}", "ASK {}", "SELECT ('POINT(1 2)' AS ?x) {}"}) {
      var refused = assertInstanceOf(Answer.Refused.class, ask.of(query, GEO_JSON), query);
      assertEquals(Reason.NOT_ACCEPTABLE, refused.reason());
      assertTrue(refused.message().de().contains("Geometrie"), refused::toString);
      assertTrue(refused.message().en().contains("geometry"), refused::toString);
    }
    var graph = assertInstanceOf(Answer.Refused.class, ask.of("DESCRIBE <urn:a>", GEO_JSON));
    assertEquals(Reason.NOT_ACCEPTABLE, graph.reason());
  }
}
