package org.allmende.tables;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.tables.Columns.Place;
import org.allmende.tables.Columns.Stored;
import org.allmende.tables.Tokens.Kind;
import org.allmende.tables.Tokens.Token;

/// Conditions about where rows are: `within(WHERE, west, south, east, north)` and `near(WHERE,
/// longitude, latitude, metres)`, where WHERE is a column of geometry or the columns of east and
/// north. Without WHERE it is about where the row is on the map, whatever says so.
///
/// What the file says in another reference system is compared as it is on the map, in degrees of
/// WGS84; a rectangle that cannot be one of degrees is compared with the numbers as they stand. Of
/// a line or an area the rectangle around it counts.
final class Nearby {

  private static final double EARTH = 6_371_008.8;

  private final Tokens tokens;
  private final Columns columns;
  private final List<Object> values;

  private Nearby(Tokens tokens, Columns columns, List<Object> values) {
    this.tokens = tokens;
    this.columns = columns;
    this.values = values;
  }

  /// The SQL of a condition, from its bracket on; its parameters are added to the values.
  static String sql(String name, Tokens tokens, Columns columns, List<Object> values) {
    tokens.expect("(");
    if (!name.equals("within") && !name.equals("near")) {
      throw new WrongQuestion(
          "„" + Columns.shown(name) + "“ gibt es nicht; möglich sind within und near.",
          "There is no “" + Columns.shown(name) + "”; possible are within and near.");
    }
    var nearby = new Nearby(tokens, columns, values);
    List<Stored> where = nearby.where();
    String sql = name.equals("within") ? nearby.within(where) : nearby.near(where);
    tokens.expect(")");
    return sql;
  }

  /// The columns that say where a row is; none where that is left to the table.
  private List<Stored> where() {
    Token next = tokens.peek();
    if (next.kind() == Kind.NUMBER && !columns.knows(next.text())) {
      if (columns.places().isEmpty()) {
        throw new WrongQuestion(
            "Die Tabelle sagt nicht, wo ihre Zeilen liegen.",
            "The table does not say where its rows are.");
      }
      return List.of();
    }
    Stored first = columns.named(tokens.name());
    tokens.expect(",");
    if (isGeometry(first)) {
      return List.of(first);
    }
    Stored second = columns.named(tokens.name());
    tokens.expect(",");
    for (Stored column : List.of(first, second)) {
      if (!column.isNumber()) {
        throw new WrongQuestion(
            "„" + column.column().name() + "“ enthält weder Zahlen noch Geometrien.",
            "“" + column.column().name() + "” holds neither numbers nor geometries.");
      }
    }
    return List.of(first, second);
  }

  private boolean isGeometry(Stored column) {
    return columns.places().stream().anyMatch(place -> place.saidBy(List.of(column)));
  }

  /// West, south, east and north of where a row is.
  private List<String> sides(List<Stored> where, boolean degrees) {
    if (where.isEmpty()) {
      return IntStream.range(0, 4).mapToObj(this::side).toList();
    }
    if (degrees) {
      for (Place place : columns.places()) {
        if (place.saidBy(where)) {
          return place.sides();
        }
      }
    }
    String x = where.getFirst().typed();
    String y = where.getLast().typed();
    return List.of(x, y, x, y);
  }

  /// One side of where a row is, by the first of its places that says it.
  private String side(int number) {
    return columns.places().stream()
        .map(place -> place.sides().get(number))
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  private String within(List<Stored> where) {
    double west = number(true);
    double south = number(true);
    double east = number(true);
    double north = number(false);
    boolean degrees =
        where.size() < 2
            || (Math.max(Math.abs(west), Math.abs(east)) <= 180
                && Math.max(Math.abs(south), Math.abs(north)) <= 90);
    List<String> sides = sides(where, degrees);
    values.addAll(List.of(west, east, south, north));
    return "(%3$s >= ? AND %1$s <= ? AND %4$s >= ? AND %2$s <= ?)".formatted(sides.toArray());
  }

  /// The distance to the nearest point of the rectangle, on a sphere.
  private String near(List<Stored> where) {
    double longitude = number(true);
    double latitude = number(true);
    double metres = number(false);
    List<String> sides = sides(where, true);
    String x = "least(greatest(?, " + sides.get(0) + "), " + sides.get(2) + ")";
    String y = "least(greatest(?, " + sides.get(1) + "), " + sides.get(3) + ")";
    values.addAll(List.of(latitude, latitude, latitude, latitude, longitude, longitude, metres));
    return "(CASE WHEN "
        + sides.get(0)
        + " IS NOT NULL AND "
        + sides.get(1)
        + " IS NOT NULL THEN 2 * "
        + EARTH
        + " * asin(sqrt(least(1, power(sin(radians("
        + y
        + " - ?) / 2), 2) + cos(radians(?)) * cos(radians("
        + y
        + ")) * power(sin(radians("
        + x
        + " - ?) / 2), 2)))) END <= ?)";
  }

  private double number(boolean more) {
    Token token = tokens.next();
    if (token.kind() != Kind.NUMBER) {
      throw tokens.wrong("eine Zahl", "a number");
    }
    if (more) {
      tokens.expect(",");
    }
    return Double.parseDouble(token.text());
  }
}
