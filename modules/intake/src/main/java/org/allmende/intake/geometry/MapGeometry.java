package org.allmende.intake.geometry;

import org.allmende.model.Dataset.Box;

/// A geometry in degrees of WGS84.
///
/// @param text well-known text, longitude before latitude
/// @param box the rectangle around it
public record MapGeometry(String text, Box box) {

  private static final double EXACT = 1e8;

  static MapGeometry point(double longitude, double latitude) {
    var text = new StringBuilder("POINT (");
    position(text, longitude, latitude);
    return new MapGeometry(
        text.append(')').toString(), new Box(longitude, latitude, longitude, latitude));
  }

  static void position(StringBuilder to, double longitude, double latitude) {
    degrees(to, longitude);
    to.append(' ');
    degrees(to, latitude);
  }

  /// Eight digits after the point are a millimetre.
  private static void degrees(StringBuilder to, double degrees) {
    long scaled = Math.round(Math.abs(degrees) * EXACT);
    to.append(degrees < 0 && scaled > 0 ? "-" : "").append(scaled / (long) EXACT);
    String fraction = Long.toString(scaled % (long) EXACT + (long) EXACT);
    int end = fraction.length();
    while (end > 1 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    if (end > 1) {
      to.append('.').append(fraction, 1, end);
    }
  }
}
