package org.allmende.intake.geometry;

import org.allmende.intake.cells.CellSigns;
import org.jspecify.annotations.Nullable;

/// A geometry as it stands in a table: well-known text, with the number of its reference system
/// before it (`SRID=25832;POINT (…)`) or without. Moves it to the map, position by position.
final class GeometryCell {

  private static final String SYSTEM = "SRID=";
  private static final int LONGEST = 4 << 20;

  private final String text;
  private final Wgs84 wgs84;
  private final Grid grid;
  private final StringBuilder moved = new StringBuilder();
  private final Extent extent = new Extent();
  private int system;
  private int at;

  private GeometryCell(String text, Wgs84 wgs84, Grid grid) {
    this.text = text;
    this.wgs84 = wgs84;
    this.grid = grid;
  }

  /// The geometry on a map; null where the cell holds none, or one in a system that is not known.
  ///
  /// @param grid tells the system where the cell does not
  static @Nullable MapGeometry onMap(String cell, Wgs84 wgs84, Grid grid) {
    if (cell.length() > LONGEST || !CellSigns.isWkt(cell)) {
      return null;
    }
    var geometry = new GeometryCell(cell, wgs84, grid);
    try {
      return geometry.isMoved()
          ? geometry
              .extent
              .box()
              .map(box -> new MapGeometry(geometry.moved.toString(), box))
              .orElse(null)
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// Copies the text, each position moved; false where one cannot be.
  private boolean isMoved() {
    if (text.startsWith(SYSTEM)) {
      at = text.indexOf(';') + 1;
      system = Integer.parseInt(text.substring(SYSTEM.length(), Math.max(0, at - 1)));
    }
    while (at < text.length()) {
      if (!isNumber(text.charAt(at))) {
        moved.append(text.charAt(at++));
      } else if (!position()) {
        return false;
      }
    }
    return true;
  }

  /// Heights and measures stay.
  private boolean position() {
    double east = number();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    double north = number();
    system = system == 0 ? grid.system(east, north) : system;
    double[] degrees = wgs84.degrees(system, east, north);
    if (degrees == null) {
      return false;
    }
    extent.add(degrees[0], degrees[1]);
    MapGeometry.position(moved, degrees[0], degrees[1]);
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ')') {
      moved.append(text.charAt(at++));
    }
    return true;
  }

  private double number() {
    int from = at;
    while (at < text.length()
        && (isNumber(text.charAt(at)) || "eE".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return Double.parseDouble(text.substring(from, at));
  }

  private static boolean isNumber(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }
}
