package org.allmende.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.RowEngine.WrongQuestion;
import org.allmende.intake.geometry.MapPlaces;
import org.allmende.model.Column;
import org.allmende.model.Nearest;
import org.allmende.model.Table;

/// The columns of a table as they lie in its projection: `c1`, `c2` and so on hold the typed
/// values, `t1`, `t2` the texts of cells that are not of their column's type, `l1`, `l2` those of
/// cells that are, but spell their value in a way of their own. Names from outside never become
/// part of a statement, save those of the columns of an answer in Parquet ([ParquetAnswer]).
final class Columns {

  private final List<Stored> all = new ArrayList<>();
  private final Map<String, Stored> byName = new HashMap<>();
  private final List<Place> places = new ArrayList<>();

  /// A column.
  ///
  /// @param sql the type its values have in the projection
  record Stored(int position, Column column, String sql) {

    boolean isText() {
      return sql.equals("VARCHAR");
    }

    String typed() {
      return "c" + position;
    }

    String odd() {
      return "t" + position;
    }

    /// Holds the text of cells that are of their type, but spelled in another way than the typed
    /// value would be.
    String spelled() {
      return "l" + position;
    }

    boolean isNumber() {
      return sql.equals("BIGINT") || sql.equals("DOUBLE");
    }
  }

  /// Where rows are on a map, as some of the columns say: `w1`, `s1`, `e1` and `n1` are the
  /// rectangle in degrees of WGS84, `g1` is the geometry.
  record Place(int number, MapPlaces.Source source) {

    /// West, south, east, north.
    List<String> sides() {
      return List.of("w" + number, "s" + number, "e" + number, "n" + number);
    }

    String geometry() {
      return "g" + number;
    }

    boolean saidBy(List<Stored> columns) {
      return source.columns().equals(columns.stream().map(Stored::position).toList());
    }
  }

  Columns(Table table) {
    for (MapPlaces.Source source : MapPlaces.sources(table)) {
      places.add(new Place(places.size() + 1, source));
    }
    for (Column column : table.columns()) {
      var stored = new Stored(column.position(), column, sql(column));
      all.add(stored);
      byName.putIfAbsent(column.name(), stored);
    }
    for (Stored stored : all) {
      byName.putIfAbsent(stored.column.name().toLowerCase(Locale.ROOT), stored);
      byName.putIfAbsent("#" + stored.position, stored);
    }
  }

  private static String sql(Column column) {
    return switch (column.type()) {
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> isWhole(column, 10) ? "DATE" : "VARCHAR";
      case DATETIME -> isWhole(column, 16) ? "TIMESTAMP" : "VARCHAR";
      case TIME -> "TIME";
      case STRING, DURATION, GEOMETRY, URI -> "VARCHAR";
    };
  }

  /// Months and years are no days: they stay texts, which sort as they should.
  private static boolean isWhole(Column column, int length) {
    String min = column.profile().min();
    String max = column.profile().max();
    return min == null || max == null || (min.length() >= length && max.length() >= length);
  }

  List<Stored> all() {
    return all;
  }

  List<Place> places() {
    return places;
  }

  /// Whether a column is called so.
  boolean knows(String name) {
    return byName.containsKey(name);
  }

  /// The column of a name, or `#n` for the nth.
  ///
  /// @throws WrongQuestion when there is none; it names the nearest
  Stored named(String name) {
    Stored found = byName.get(name);
    found = found == null ? byName.get(name.toLowerCase(Locale.ROOT)) : found;
    if (found != null) {
      return found;
    }
    Optional<String> nearest =
        Nearest.of(name, all.stream().map(stored -> stored.column.name()).toList());
    String de = nearest.map(near -> " Meinten Sie „" + near + "“?").orElse("");
    String en = nearest.map(near -> " Did you mean “" + near + "”?").orElse("");
    throw new WrongQuestion(
        "Eine Spalte „" + shown(name) + "“ gibt es nicht." + de,
        "There is no column “" + shown(name) + "”." + en);
  }

  static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
