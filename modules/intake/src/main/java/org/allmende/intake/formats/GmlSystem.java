package org.allmende.intake.formats;

import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.intake.geometry.Wgs84;

/// The reference system that a `srsName` in GML states, and which of two numbers is the one to the
/// east.
///
/// Stated as URN or address of the register, positions have the register's order of axes: latitude
/// first where they are degrees ([OGC 09-048r5](https://www.ogc.org/standards/)); stated as
/// `EPSG:4326`, longitude first. In the grids of Germany and Europe, servers do as they like, but
/// there east and north cannot be taken for each other: their sizes decide.
///
/// @param number by EPSG; 0 where none is stated
/// @param latitudeFirst whether degrees come north before east
public record GmlSystem(int number, boolean latitudeFirst) {

  public static final GmlSystem UNSTATED = new GmlSystem(0, false);

  private static final Pattern EPSG =
      Pattern.compile("(?i)EPSG(?:\\.xml#|[:/]{1,2}(?:[\\d.]{1,8}[:/])?)(\\d{3,6})");
  private static final Pattern SURVEY =
      Pattern.compile(
          "(?i)urn:adv:crs:(?:ETRS89_UTM(3[1-3])|DE_DHDN_3GK([2-5])|(ETRS89_Lat-Lon)).*");
  private static final Set<Integer> EASTS_ARE_LESS =
      Set.of(25831, 25832, 25833, 3043, 3044, 3045, 31466, 31467, 31468, 31469, 2397, 2398, 2399);
  private static final Set<Integer> EASTS_ARE_MORE =
      Set.of(3034, 3035, 4647, 5649, 5650, 5651, 5652, 5653);

  static GmlSystem of(String name) {
    var survey = SURVEY.matcher(name);
    if (survey.matches()) {
      if (survey.group(3) != null) {
        return new GmlSystem(4258, true);
      }
      String zone = survey.group(1);
      return new GmlSystem(
          zone == null ? 31464 + Integer.parseInt(survey.group(2)) : 25800 + Integer.parseInt(zone),
          false);
    }
    if (name.endsWith("CRS84")) {
      return new GmlSystem(Wgs84.NUMBER, false);
    }
    var epsg = EPSG.matcher(name);
    if (!epsg.find()) {
      return UNSTATED;
    }
    int number = horizontal(Integer.parseInt(epsg.group(1)));
    boolean official = name.startsWith("urn:") || name.contains("/def/crs/");
    return new GmlSystem(number, official && Wgs84.isGeographic(number));
  }

  /// Systems with heights, without them.
  private static int horizontal(int number) {
    return switch (number) {
      case 5554, 5555, 5556 -> number - 5554 + 25831;
      case 7423, 4937 -> 4258;
      case 4979 -> Wgs84.NUMBER;
      default -> number;
    };
  }

  /// Whether the first number of a position is the one to the north.
  boolean isNorthFirst(double first, double second) {
    if (EASTS_ARE_LESS.contains(number)) {
      return first > second && first > 5_000_000;
    }
    return EASTS_ARE_MORE.contains(number) ? first < second && second > 2_000_000 : latitudeFirst;
  }

  /// What the text of a geometry begins with.
  String prefix() {
    return number == 0 || Wgs84.isDegrees(number) ? "" : "SRID=" + number + ";";
  }
}
