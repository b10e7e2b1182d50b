package org.allmende.web.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Table;
import org.allmende.model.WellKnownGeometry;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Places;
import org.allmende.web.page.Address;
import org.allmende.web.page.Link;
import org.allmende.web.page.MapDrawing;
import org.allmende.web.page.MapView;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Draws where the rows of a view lie. The same rows stand in the table.
final class RowMap {

  private static final int LONGEST_LABEL = 80;
  private static final int MOST_NAMES = 40;
  private static final double NEAREST = 2 * MapDrawing.LEAST_DEGREES;

  private final RowEngine engine;
  private final Places places;

  RowMap(RowEngine engine, Places places) {
    this.engine = engine;
    this.places = places;
  }

  /// A drawing of the rows; empty where they say nothing of places.
  ///
  /// @param where which rows
  /// @param count how many these are
  /// @param window the part of the world to show; null for all that they lie in
  /// @param here the address of the view
  Optional<MapView> draw(
      DatasetTables.Found found,
      String where,
      long count,
      @Nullable Box window,
      Address here,
      Words words)
      throws IOException {
    if (!DatasetRows.isOnMap(found.table())) {
      return Optional.empty();
    }
    var drawing = window == null ? new MapDrawing() : new MapDrawing(window);
    String name = DatasetRows.name(found.table(), label(found.table()));
    String inside = window == null ? where : and(where, within(drawing.extent()));
    engine.ask(
        found.source(),
        new Question(name, inside, "", "", MapDrawing.MOST_POINTS, 0),
        new Located(drawing, words));
    if (window == null && drawing.isEmpty()) {
      return Optional.empty();
    }
    Box shown = drawing.extent();
    name(drawing, shown);
    long all = window == null ? count : FoundRows.count(engine, found.source(), inside);
    return Optional.of(drawing.draw(all).with(moves(shown, window != null, here, words)));
  }

  private static String and(String where, String more) {
    return where.isEmpty() ? more : "(" + where + ") and " + more;
  }

  private static String within(Box box) {
    return String.format(
        Locale.ROOT,
        "within(%.6f, %.6f, %.6f, %.6f)",
        box.west(),
        box.south(),
        box.east(),
        box.north());
  }

  /// The largest municipalities around.
  private void name(MapDrawing drawing, Box shown) {
    places.all().stream()
        .filter(place -> place.kind() == Place.Kind.MUNICIPALITY && isIn(place, shown))
        .sorted(Comparator.comparingInt(Place::population).reversed())
        .limit(MOST_NAMES)
        .forEach(place -> {
          Double lon = place.lon();
          Double lat = place.lat();
          if (lon != null && lat != null) {
            drawing.name(place.name(), lon, lat);
          }
        });
  }

  private static boolean isIn(Place place, Box box) {
    Double lon = place.lon();
    Double lat = place.lat();
    return lon != null
        && lat != null
        && lon >= box.west()
        && lon <= box.east()
        && lat >= box.south()
        && lat <= box.north();
  }

  /// Nearer and farther by half, and on by half a picture.
  private static List<Link> moves(Box shown, boolean part, Address here, Words words) {
    double width = shown.east() - shown.west();
    double height = shown.north() - shown.south();
    var moves = new ArrayList<Link>();
    if (Math.max(width, height) > NEAREST) {
      moves.add(move("in", shown, 0, 0, 0.5, here, words));
    }
    if (part) {
      moves.add(move("out", shown, 0, 0, 2, here, words));
      moves.add(move("north", shown, 0, height / 2, 1, here, words));
      moves.add(move("south", shown, 0, -height / 2, 1, here, words));
      moves.add(move("west", shown, -width / 2, 0, 1, here, words));
      moves.add(move("east", shown, width / 2, 0, 1, here, words));
      moves.add(new Link(words.t("map.all"), here.without("bbox") + "#map"));
    }
    return moves;
  }

  private static Link move(
      String key, Box shown, double east, double north, double times, Address here, Words words) {
    double lon = (shown.west() + shown.east()) / 2 + east;
    double lat = (shown.south() + shown.north()) / 2 + north;
    double halfWidth = (shown.east() - shown.west()) / 2 * times;
    double halfHeight = (shown.north() - shown.south()) / 2 * times;
    String box =
        String.format(
            Locale.ROOT,
            "%.5f,%.5f,%.5f,%.5f",
            Math.max(-180, lon - halfWidth),
            Math.max(-90, lat - halfHeight),
            Math.min(180, lon + halfWidth),
            Math.min(90, lat + halfHeight));
    return new Link(words.t("map." + key), here.with("bbox", box) + "#map");
  }

  /// The column that says what a row is about: the first text, else the first of all.
  private static int label(Table table) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).type() == ColumnType.STRING) {
        return i + 1;
      }
    }
    return 1;
  }

  private static final class Located implements RowEngine.Sink {

    private final MapDrawing drawing;
    private final Words words;
    private @Nullable String place;

    Located(MapDrawing drawing, Words words) {
      this.drawing = drawing;
      this.words = words;
    }

    @Override
    public boolean isMap() {
      return true;
    }

    @Override
    public void fields(List<Field> fields) {}

    @Override
    public void place(@Nullable String geometry) {
      place = geometry;
    }

    @Override
    public void row(List<@Nullable Object> values) {
      Map<String, Object> geometry = place == null ? null : WellKnownGeometry.of(place);
      if (geometry != null) {
        drawing.add(geometry, Plain.shorten(words.value(values.getFirst()), LONGEST_LABEL), "");
      }
    }
  }
}
