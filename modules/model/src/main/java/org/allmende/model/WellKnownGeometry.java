package org.allmende.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Well-known text as a geometry of GeoJSON, with the name of its system of reference before it as
/// GeoSPARQL has it, or without. What is in another system than WGS84, or is no geometry, is none.
public final class WellKnownGeometry {

  private static final Map<String, String> TYPES =
      Map.of(
          "POINT", "Point",
          "LINESTRING", "LineString",
          "POLYGON", "Polygon",
          "MULTIPOINT", "MultiPoint",
          "MULTILINESTRING", "MultiLineString",
          "MULTIPOLYGON", "MultiPolygon");
  private static final Pattern HEAD = Pattern.compile("\\s*([A-Za-z]+)\\s*(?:[ZMzm]{1,2}\\s*)?");
  private static final Pattern SYSTEM = Pattern.compile("\\s*<[^>]*/(CRS84|EPSG/[^/>]*/4326)>");
  private static final String COLLECTION = "GEOMETRYCOLLECTION";
  private static final int DEEPEST = 4;

  private final String text;
  private final boolean latitudeFirst;
  private int at;

  private WellKnownGeometry(String text, boolean latitudeFirst, int at) {
    this.text = text;
    this.latitudeFirst = latitudeFirst;
    this.at = at;
  }

  /// The geometry, with `type` and `coordinates` or `geometries`; null where the text is none.
  public static @Nullable Map<String, Object> of(String text) {
    try {
      var system = SYSTEM.matcher(text);
      return system.lookingAt()
          ? new WellKnownGeometry(text, system.group(1).startsWith("EPSG"), system.end())
              .geometry(0)
          : new WellKnownGeometry(text, false, 0).geometry(0);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private Map<String, Object> geometry(int depth) {
    var head = HEAD.matcher(text).region(at, text.length());
    String name = head.lookingAt() ? head.group(1).toUpperCase(Locale.ROOT) : "";
    if (depth > DEEPEST || !(TYPES.containsKey(name) || name.equals(COLLECTION))) {
      throw new NumberFormatException(text);
    }
    at = head.end();
    if (name.equals(COLLECTION)) {
      return Map.of("type", "GeometryCollection", "geometries", geometries(depth));
    }
    String type = String.valueOf(TYPES.get(name));
    return Map.of("type", type, "coordinates", shaped(type, group(0)));
  }

  private List<Object> geometries(int depth) {
    if (next() != '(') {
      throw new NumberFormatException(text);
    }
    var all = new ArrayList<Object>();
    do {
      all.add(geometry(depth + 1));
    } while (next() == ',');
    if (text.charAt(at - 1) != ')') {
      throw new NumberFormatException(text);
    }
    return all;
  }

  /// A point is a list of one position, and the points of a list may stand in brackets or not.
  private static Object shaped(String type, List<Object> coordinates) {
    if (type.equals("Point")) {
      return coordinates.getFirst();
    }
    if (type.equals("MultiPoint")) {
      return coordinates.stream()
          .map(one ->
              one instanceof List<?> list && list.getFirst() instanceof List<?> inner ? inner : one)
          .toList();
    }
    return coordinates;
  }

  /// What stands in brackets: positions, or further brackets.
  private List<Object> group(int depth) {
    if (depth > DEEPEST || next() != '(') {
      throw new NumberFormatException(text);
    }
    var all = new ArrayList<Object>();
    do {
      skip();
      all.add(text.charAt(at) == '(' ? group(depth + 1) : position());
      skip();
    } while (next() == ',');
    if (text.charAt(at - 1) != ')') {
      throw new NumberFormatException(text);
    }
    return all;
  }

  private List<Object> position() {
    var numbers = new ArrayList<Object>();
    while (text.charAt(at) != ',' && text.charAt(at) != ')') {
      int from = at;
      while ("0123456789+-.eE".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      double number = Double.parseDouble(text.substring(from, at));
      boolean longitude = numbers.isEmpty() != latitudeFirst;
      if (numbers.size() < 2 && Math.abs(number) > (longitude ? 180 : 90)) {
        throw new NumberFormatException(text);
      }
      numbers.add(number);
      skip();
    }
    if (numbers.size() < 2) {
      throw new NumberFormatException(text);
    }
    if (latitudeFirst) {
      Collections.swap(numbers, 0, 1);
    }
    return numbers;
  }

  private void skip() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char next() {
    skip();
    return text.charAt(at++);
  }
}
