package org.allmende.intake.geometry;

import org.allmende.intake.cells.CellSigns;
import org.allmende.model.Dataset.Box;
import org.jspecify.annotations.Nullable;

/// The rectangles around the geometries in the columns of a table, gathered while its rows pass by.
/// A column in which a geometry cannot be placed on a map has none.
public final class GeometryExtents {

  /// Places what is in no known zone nowhere.
  private static final Grid UNSURE = new Grid(0);

  private final Wgs84 wgs84 = new Wgs84();
  private final @Nullable Extent[] extents;
  private final boolean[] unplaced;

  public GeometryExtents(int columns) {
    extents = new @Nullable Extent[columns];
    unplaced = new boolean[columns];
  }

  /// A cell that no other of its column before it was like.
  ///
  /// @param column from 0
  public void add(int column, String cell) {
    if (!unplaced[column] && CellSigns.isWkt(cell)) {
      place(column, cell);
    }
  }

  private void place(int column, String cell) {
    MapGeometry geometry = GeometryCell.onMap(cell, wgs84, UNSURE);
    if (geometry == null) {
      unplaced[column] = true;
      return;
    }
    Extent extent = extents[column];
    if (extent == null) {
      extent = new Extent();
      extents[column] = extent;
    }
    extent.add(geometry.box());
  }

  /// The rectangle of the column at a position, from 1.
  public @Nullable Box box(int position) {
    Extent extent = extents[position - 1];
    return extent == null || unplaced[position - 1] ? null : extent.box().orElse(null);
  }
}
