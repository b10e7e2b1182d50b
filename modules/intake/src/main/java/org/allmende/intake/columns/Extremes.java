package org.allmende.intake.columns;

import org.jspecify.annotations.Nullable;

/// The smallest and largest value under one reading of a column, with the cells they stand in.
public final class Extremes {

  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private @Nullable String leastCell;
  private @Nullable String mostCell;

  void add(double value, String cell) {
    if (value < least) {
      least = value;
      leastCell = cell;
    }
    if (value > most) {
      most = value;
      mostCell = cell;
    }
  }

  boolean isEmpty() {
    return leastCell == null;
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /// The cell with the smallest value; null where there is none.
  @Nullable String leastCell() {
    return leastCell;
  }

  /// The cell with the largest value; null where there is none.
  @Nullable String mostCell() {
    return mostCell;
  }
}
