package org.allmende.sparql.geo;

import org.apache.jena.sparql.expr.ExprEvalException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Keeps from comparing what would take time and memory by the square of its size. Geometries of
/// places cross each other here and there; two that zigzag across each other have a crossing for
/// each pair of their segments, and whoever compares them keeps every one.
final class Crowding {

  /// Below this many points nothing can become too much.
  private static final int FEW = 700;

  private static final int MOST_MEETINGS = 400_000;

  /// The most pairs of points between which the nearest are looked for.
  private static final long MOST_PAIRS = 25_000_000;

  private final HPRtree segments = new HPRtree();
  private int meetings;

  private Crowding() {}

  /// Fails where too many segments lie at the same place.
  static void check(Geometry one, Geometry other) {
    if (one.getNumPoints() + other.getNumPoints() > FEW) {
      var crowding = new Crowding();
      one.apply(new Segments(crowding::add));
      other.apply(new Segments(crowding::add));
      one.apply(new Segments(crowding::count));
      other.apply(new Segments(crowding::count));
    }
  }

  /// Fails where looking for the nearest points may take too long.
  static void checkPairs(Geometry one, Geometry other) {
    if ((long) one.getNumPoints() * other.getNumPoints() > MOST_PAIRS) {
      throw new ExprEvalException("too many points to look for the nearest");
    }
  }

  private void add(Envelope segment) {
    segments.insert(segment, segment);
  }

  private void count(Envelope segment) {
    segments.query(
        segment,
        _ -> {
          if (++meetings > MOST_MEETINGS) {
            throw new ExprEvalException("too many lines at the same place");
          }
        });
  }

  private interface Each {
    void segment(Envelope envelope);
  }

  private record Segments(Each each) implements CoordinateSequenceFilter {
    @Override
    public void filter(CoordinateSequence sequence, int i) {
      if (i > 0) {
        Coordinate from = sequence.getCoordinate(i - 1);
        each.segment(new Envelope(from, sequence.getCoordinate(i)));
      }
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }
}
