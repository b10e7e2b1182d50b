package org.allmende.intake.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.allmende.intake.meaning.Meaning;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Table;
import org.jspecify.annotations.Nullable;

/// Where the rows of a table are on a map: what its columns of geometry and its pairs of
/// coordinates say, in degrees of WGS84. The columns themselves stay as they are.
///
/// Not for several threads at once.
public final class MapPlaces {

  private static final int MOST = 8;
  private static final List<List<Meaning>> PAIRS =
      List.of(
          List.of(Meaning.LONGITUDE, Meaning.LATITUDE),
          List.of(Meaning.UTM_EASTING, Meaning.UTM_NORTHING),
          List.of(Meaning.GAUSS_KRUEGER_X, Meaning.GAUSS_KRUEGER_Y));

  private final Grid grid;
  private final Wgs84 wgs84 = new Wgs84();

  private MapPlaces(Grid grid) {
    this.grid = grid;
  }

  public static MapPlaces of(Table table) {
    return new MapPlaces(Grid.of(table));
  }

  /// Columns that say together where a row is.
  ///
  /// @param columns positions from 1: one of geometry, or those of east and north
  public record Source(List<Integer> columns) {
    public Source {
      columns = List.copyOf(columns);
    }
  }

  /// What says where a table's rows are, the most telling first.
  public static List<Source> sources(Table table) {
    var sources = new ArrayList<Source>();
    for (Column column : table.columns()) {
      if (column.type() == ColumnType.GEOMETRY) {
        sources.add(new Source(List.of(column.position())));
      }
    }
    for (List<Meaning> pair : PAIRS) {
      List<Column> easts = meaning(table, pair.getFirst());
      List<Column> norths = meaning(table, pair.getLast());
      for (int i = 0; i < Math.min(easts.size(), norths.size()); i++) {
        sources.add(new Source(List.of(easts.get(i).position(), norths.get(i).position())));
      }
    }
    return sources.subList(0, Math.min(MOST, sources.size()));
  }

  private static List<Column> meaning(Table table, Meaning meaning) {
    return table.columns().stream()
        .filter(column -> meaning.code().equals(column.meaning()))
        .toList();
  }

  /// Where a row is; null where the columns do not say it.
  ///
  /// @param cells of the row, as [Repair] spells them
  public @Nullable MapGeometry of(Source source, List<String> cells) {
    String first = cells.get(source.columns().getFirst() - 1);
    if (source.columns().size() == 1) {
      return GeometryCell.onMap(first, wgs84, grid);
    }
    try {
      double east = Double.parseDouble(first);
      double north = Double.parseDouble(cells.get(source.columns().getLast() - 1));
      return point(east, north);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable MapGeometry point(double east, double north) {
    double[] degrees = wgs84.degrees(grid.system(east, north), east, north);
    return degrees == null ? null : MapGeometry.point(degrees[0], degrees[1]);
  }

  /// The rectangle around all rows; null where they say no place.
  ///
  /// @param geometries the rectangle around what a column of geometry holds, by position
  public static @Nullable Box extent(Table table, Function<Integer, @Nullable Box> geometries) {
    MapPlaces places = of(table);
    for (Source source : sources(table)) {
      int first = source.columns().getFirst();
      Box box =
          source.columns().size() == 1
              ? geometries.apply(first)
              : places.between(
                  Grid.range(table.columns().get(first - 1)),
                  Grid.range(table.columns().get(source.columns().getLast() - 1)));
      if (box != null) {
        return box;
      }
    }
    return null;
  }

  /// The rectangle around four corners.
  private @Nullable Box between(double @Nullable [] east, double @Nullable [] north) {
    if (east == null || north == null) {
      return null;
    }
    var extent = new Extent();
    for (double x : east) {
      for (double y : north) {
        MapGeometry corner = point(x, y);
        if (corner == null) {
          return null;
        }
        extent.add(corner.box());
      }
    }
    return extent.box().orElse(null);
  }
}
