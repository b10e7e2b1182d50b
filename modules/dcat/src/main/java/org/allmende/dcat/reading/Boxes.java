package org.allmende.dcat.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Dataset;
import org.jspecify.annotations.Nullable;

/// The rectangle around a geometry written as WKT or GeoJSON, in degrees.
final class Boxes {

  private static final int MAX_LENGTH = 1 << 20;
  private static final Pattern PAIR =
      Pattern.compile("(-?\\d{1,3}(?:\\.\\d{1,20})?)\\s*[ ,]\\s*(-?\\d{1,3}(?:\\.\\d{1,20})?)");

  private Boxes() {}

  /// The rectangle; null when there is no point with longitude before latitude in it.
  static Dataset.@Nullable Box of(String geometry) {
    String text = geometry.length() > MAX_LENGTH ? geometry.substring(0, MAX_LENGTH) : geometry;
    text = text.replaceFirst("^\\s*<[^>]*>", "");
    double west = 181;
    double south = 91;
    double east = -181;
    double north = -91;
    Matcher pair = PAIR.matcher(text);
    while (pair.find()) {
      double x = Double.parseDouble(pair.group(1));
      double y = Double.parseDouble(pair.group(2));
      if (Math.abs(x) > 180 || Math.abs(y) > 90) {
        return null;
      }
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    return west > east ? null : new Dataset.Box(west, south, east, north);
  }
}
