package org.allmende.intake.geometry;

import java.util.Optional;
import org.allmende.model.Dataset.Box;

/// A rectangle that grows with what lies in it.
final class Extent {

  private double west = Double.POSITIVE_INFINITY;
  private double south = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;
  private double north = Double.NEGATIVE_INFINITY;

  void add(double longitude, double latitude) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }

  void add(Box box) {
    add(box.west(), box.south());
    add(box.east(), box.north());
  }

  Optional<Box> box() {
    return west > east ? Optional.empty() : Optional.of(new Box(west, south, east, north));
  }
}
