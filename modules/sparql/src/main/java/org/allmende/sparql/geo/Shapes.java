package org.allmende.sparql.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.allmende.catalog.said.Json;
import org.allmende.model.WellKnownGeometry;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JacksonException;

/// Geometries of literals, `geo:wktLiteral` and `geo:geoJSONLiteral`, in degrees east and north.
/// What is no geometry, lies in another system of reference, or has too many points is an error of
/// the expression, as a text is where a number is wanted.
///
/// What a place of an expression last held is remembered, since one side of a comparison is mostly
/// the same for all rows.
final class Shapes {

  static final String GEO = "http://www.opengis.net/ont/geosparql#";

  /// The most points of one geometry.
  static final int MOST_POINTS = 20_000;

  private static final int MOST_TEXT = 1 << 20;
  private static final int DEEPEST = 8;
  private static final GeometryFactory MAKE = new GeometryFactory();

  private @Nullable Node before;
  private @Nullable Geometry known;

  Geometry of(NodeValue value) {
    Node literal = value.asNode();
    Geometry same = known;
    if (same != null && Objects.equals(literal, before)) {
      return same;
    }
    Geometry made = read(literal);
    before = literal;
    known = made;
    return made;
  }

  private static Geometry read(Node literal) {
    if (!literal.isLiteral() || literal.getLiteralLexicalForm().length() > MOST_TEXT) {
      throw new ExprEvalException("no geometry, or too large a one");
    }
    String text = literal.getLiteralLexicalForm();
    Map<String, ?> geometry =
        switch (literal.getLiteralDatatypeURI()) {
          case GEO + "wktLiteral" -> WellKnownGeometry.of(text);
          case GEO + "geoJSONLiteral" -> json(text);
          default -> null;
        };
    if (geometry == null) {
      throw new ExprEvalException("no geometry in degrees east and north");
    }
    try {
      return new Making().geometry(geometry, 0);
    } catch (IllegalArgumentException e) {
      throw new ExprEvalException("no geometry: " + e.getMessage());
    }
  }

  private static @Nullable Map<String, ?> json(String text) {
    try {
      @SuppressWarnings("unchecked") // an object's keys are texts
      Map<String, ?> object = Json.foreign().readValue(text, Map.class);
      return object;
    } catch (JacksonException e) {
      return null;
    }
  }

  /// Counts while it makes.
  private static final class Making {
    private int points;

    Geometry geometry(Map<?, ?> shape, int depth) {
      if (depth > DEEPEST) {
        throw new IllegalArgumentException("nested too deeply");
      }
      Object coordinates = shape.get("coordinates");
      return switch (String.valueOf(shape.get("type"))) {
        case "Point" -> MAKE.createPoint(position(coordinates));
        case "LineString" -> MAKE.createLineString(line(coordinates));
        case "Polygon" -> polygon(coordinates);
        case "MultiPoint" -> MAKE.createMultiPointFromCoords(line(coordinates));
        case "MultiLineString" ->
            MAKE.createMultiLineString(
                list(coordinates).stream()
                    .map(one -> MAKE.createLineString(line(one)))
                    .toArray(org.locationtech.jts.geom.LineString[]::new));
        case "MultiPolygon" ->
            MAKE.createMultiPolygon(
                list(coordinates).stream().map(this::polygon).toArray(Polygon[]::new));
        case "GeometryCollection" ->
            MAKE.createGeometryCollection(
                list(shape.get("geometries")).stream()
                    .map(one -> geometry(object(one), depth + 1))
                    .toArray(Geometry[]::new));
        default -> throw new IllegalArgumentException("unknown type");
      };
    }

    private Polygon polygon(@Nullable Object rings) {
      List<LinearRing> made = new ArrayList<>();
      for (Object ring : list(rings)) {
        made.add(MAKE.createLinearRing(line(ring)));
      }
      return MAKE.createPolygon(
          made.getFirst(), made.subList(1, made.size()).toArray(LinearRing[]::new));
    }

    private Coordinate[] line(@Nullable Object positions) {
      return list(positions).stream().map(this::position).toArray(Coordinate[]::new);
    }

    private Coordinate position(@Nullable Object numbers) {
      List<?> pair = list(numbers);
      if (++points > MOST_POINTS) {
        throw new IllegalArgumentException("more than " + MOST_POINTS + " points");
      }
      if (pair.size() < 2
          || !(pair.get(0) instanceof Number east)
          || !(pair.get(1) instanceof Number north)
          || !(Math.abs(east.doubleValue()) <= 180)
          || !(Math.abs(north.doubleValue()) <= 90)) {
        throw new IllegalArgumentException("not a place on earth");
      }
      return new Coordinate(east.doubleValue(), north.doubleValue());
    }

    private static List<?> list(@Nullable Object value) {
      if (value instanceof List<?> list && !list.isEmpty()) {
        return list;
      }
      throw new IllegalArgumentException("something is missing");
    }

    private static Map<?, ?> object(Object value) {
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw new IllegalArgumentException("not an object");
    }
  }
}
