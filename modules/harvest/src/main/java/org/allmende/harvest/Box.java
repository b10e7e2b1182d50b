package org.allmende.harvest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A rectangle in degrees, as catalogues give it: four numbers.
final class Box {

  private Box() {}

  /// As WKT; empty where it is none.
  ///
  /// @param sides west, south, east, north
  static Optional<String> wkt(List<String> sides) {
    double[] numbers = new double[4];
    if (sides.size() != 4) {
      return Optional.empty();
    }
    for (int i = 0; i < 4; i++) {
      String side = sides.get(i).strip();
      if (!side.matches("[+-]?\\d{1,3}(?:[.,]\\d{1,30})?")) {
        return Optional.empty();
      }
      numbers[i] = Double.parseDouble(side.replace(',', '.'));
    }
    boolean fits =
        Math.abs(numbers[0]) <= 180
            && Math.abs(numbers[2]) <= 180
            && numbers[1] >= -90
            && numbers[3] <= 90
            && numbers[1] <= numbers[3];
    return fits
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "POLYGON((%1$s %2$s,%3$s %2$s,%3$s %4$s,%1$s %4$s,%1$s %2$s))",
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3]))
        : Optional.empty();
  }
}
