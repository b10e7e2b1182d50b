package org.allmende.intake.geometry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/// Coordinates of other reference systems as degrees of WGS84, as maps want them.
///
/// All are taken east before north, whatever the register says of a system's axes: so they stand in
/// well-known text and in tables. What is on ETRS89 counts as on WGS84, which is true within half a
/// metre; Gauß-Krüger coordinates are moved with the seven parameters for all of Germany, which is
/// true within about three.
///
/// Not for several threads at once.
public final class Wgs84 {

  /// The number of WGS84 itself.
  public static final int NUMBER = 4326;

  private static final Map<Integer, Optional<CoordinateReferenceSystem>> SYSTEMS =
      new ConcurrentHashMap<>();
  private static final int LARGEST = 99_999;

  private final Map<Integer, Optional<CoordinateTransform>> ways = new HashMap<>();
  private final ProjCoordinate from = new ProjCoordinate();
  private final ProjCoordinate to = new ProjCoordinate();

  /// Whether a system's coordinates are those of WGS84 already.
  public static boolean isDegrees(int epsg) {
    return epsg == NUMBER || epsg == 4258 || epsg == 4979;
  }

  /// Whether a system's coordinates are degrees, on whatever datum.
  public static boolean isGeographic(int epsg) {
    return system(epsg).filter(CoordinateReferenceSystem::isGeographic).isPresent();
  }

  /// Longitude and latitude; null where the system is not known or the coordinates are none of it.
  ///
  /// @param epsg the system's number
  double @Nullable [] degrees(int epsg, double east, double north) {
    double[] degrees = isDegrees(epsg) ? new double[] {east, north} : moved(epsg, east, north);
    return Math.abs(degrees[0]) <= 180 && Math.abs(degrees[1]) <= 90 ? degrees : null;
  }

  private double[] moved(int epsg, double east, double north) {
    Optional<CoordinateTransform> way = ways.computeIfAbsent(epsg, Wgs84::way);
    if (way.isEmpty()) {
      return new double[] {Double.NaN, Double.NaN};
    }
    from.setValue(east, north);
    try {
      way.get().transform(from, to);
      return new double[] {to.x, to.y};
    } catch (Proj4jException | IllegalStateException e) {
      return new double[] {Double.NaN, Double.NaN};
    }
  }

  private static Optional<CoordinateTransform> way(int epsg) {
    return system(epsg)
        .flatMap(known ->
            system(NUMBER)
                .map(wgs84 -> new CoordinateTransformFactory().createTransform(known, wgs84)));
  }

  private static Optional<CoordinateReferenceSystem> system(int epsg) {
    return epsg < 1 || epsg > LARGEST
        ? Optional.empty()
        : SYSTEMS.computeIfAbsent(epsg, Wgs84::named);
  }

  private static Optional<CoordinateReferenceSystem> named(int epsg) {
    try {
      return Optional.ofNullable(new CRSFactory().createFromName("EPSG:" + epsg));
    } catch (Proj4jException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
