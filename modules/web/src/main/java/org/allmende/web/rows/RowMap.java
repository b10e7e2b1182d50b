package org.allmende.web.rows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.model.ColumnType;
import org.allmende.model.Table;
import org.allmende.model.WellKnownGeometry;
import org.allmende.web.page.MapDrawing;
import org.allmende.web.page.MapView;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Draws where the rows of a view lie. The same rows stand in the table.
final class RowMap {

  private static final int LONGEST_LABEL = 80;

  private final RowEngine engine;

  RowMap(RowEngine engine) {
    this.engine = engine;
  }

  /// A drawing of the rows; empty where they say nothing of places.
  ///
  /// @param where which rows
  /// @param count how many these are
  Optional<MapView> draw(DatasetTables.Found found, String where, long count, Words words)
      throws IOException {
    if (!DatasetRows.isOnMap(found.table())) {
      return Optional.empty();
    }
    var drawing = new MapDrawing();
    String name = DatasetRows.name(found.table(), label(found.table()));
    engine.ask(
        found.source(),
        new Question(name, where, "", "", MapDrawing.MOST_SHAPES, 0),
        new Places(drawing, words));
    return drawing.isEmpty() ? Optional.empty() : Optional.of(drawing.draw(count));
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

  private static final class Places implements RowEngine.Sink {

    private final MapDrawing drawing;
    private final Words words;
    private @Nullable String place;

    Places(MapDrawing drawing, Words words) {
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
