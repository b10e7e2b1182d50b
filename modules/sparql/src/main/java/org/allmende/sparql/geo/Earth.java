package org.allmende.sparql.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;

/// Lengths and areas on a sphere with the mean radius of the earth, which is right to half a
/// percent everywhere. The two places nearest to each other are looked for in a plane in which a
/// degree of longitude is as long as it is between the two geometries.
final class Earth {

  static final double RADIUS = 6_371_008.8;

  private Earth() {}

  static boolean meet(Geometry one, Geometry other) {
    return one.getEnvelopeInternal().intersects(other.getEnvelopeInternal())
        && RelateNG.relate(one, other, RelatePredicate.intersects());
  }

  /// The shortest way between two geometries, in metres.
  static double metres(Geometry one, Geometry other) {
    Crowding.checkPairs(one, other);
    if (meet(one, other)) {
      return 0;
    }
    var both = new Envelope(one.getEnvelopeInternal());
    both.expandToInclude(other.getEnvelopeInternal());
    double narrow = Math.max(0.01, Math.cos(Math.toRadians((both.getMinY() + both.getMaxY()) / 2)));
    var plane = AffineTransformation.scaleInstance(narrow, 1);
    Coordinate[] nearest =
        IndexedFacetDistance.nearestPoints(plane.transform(one), plane.transform(other));
    return arc(nearest[0].x / narrow, nearest[0].y, nearest[1].x / narrow, nearest[1].y);
  }

  /// The shortest distance in the plane of degrees.
  static double degrees(Geometry one, Geometry other) {
    Crowding.checkPairs(one, other);
    return meet(one, other) ? 0 : IndexedFacetDistance.distance(one, other);
  }

  /// By the [haversine formula](https://en.wikipedia.org/wiki/Haversine_formula).
  private static double arc(double east, double north, double otherEast, double otherNorth) {
    double up = Math.sin(Math.toRadians(otherNorth - north) / 2);
    double across = Math.sin(Math.toRadians(otherEast - east) / 2);
    double h =
        up * up
            + Math.cos(Math.toRadians(north))
                * Math.cos(Math.toRadians(otherNorth))
                * across
                * across;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /// In square metres, by the sinusoidal projection, which keeps areas.
  static double squareMetres(Geometry geometry) {
    Geometry flat = geometry.copy();
    flat.apply(new Sinusoidal());
    return flat.getArea();
  }

  private static final class Sinusoidal implements CoordinateSequenceFilter {
    @Override
    public void filter(CoordinateSequence sequence, int i) {
      double north = Math.toRadians(sequence.getY(i));
      double east = Math.toRadians(sequence.getX(i));
      sequence.setOrdinate(i, 0, RADIUS * east * Math.cos(north));
      sequence.setOrdinate(i, 1, RADIUS * north);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
