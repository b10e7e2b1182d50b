package org.allmende.intake.geometry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Which coordinate reference system a description in well-known text, such as a `.prj` file, is
/// of, by EPSG number.
public final class ReferenceSystem {

  private static final int LONGEST = 64 * 1024;
  private static final Pattern AUTHORITY =
      Pattern.compile("AUTHORITY\\[\"EPSG\",\\s*\"?(\\d{4,6})\"?\\]\\s*\\]\\s*$");
  private static final Pattern NAME = Pattern.compile("^\\s*PROJCS\\[\"([^\"]+)\"");

  private static final Pattern UTM = Pattern.compile("(etrs|wgs)(?:19)?8[49]utmzone(\\d{2})n");
  private static final Pattern GAUSS_KRUEGER =
      Pattern.compile("dhdn3degreegauss(?:kruger)?zone([2-5])");

  /// Names as ESRI and GDAL write them, letters and digits only.
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("etrs1989utmzone32n8stellen", 4647),
          Map.entry("etrs89utmzone32nzen", 4647),
          Map.entry("etrs89utmzone33nzen", 5650),
          Map.entry("dhdnsoldnerberlin", 3068),
          Map.entry("etrs1989laea", 3035),
          Map.entry("etrs89extendedlaeaeurope", 3035),
          Map.entry("wgs1984webmercatorauxiliarysphere", 3857),
          Map.entry("wgs84pseudomercator", 3857),
          Map.entry("ch1903lv95", 2056),
          Map.entry("ch1903lv03", 21781));

  private ReferenceSystem() {}

  /// The number; 0 where the file is not there or names none that is known.
  public static int of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    try (var in = Files.newInputStream(file)) {
      return of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
    }
  }

  /// The number of the system that a text describes; 0 where it is none that is known.
  public static int of(String text) {
    var authority = AUTHORITY.matcher(text);
    if (authority.find()) {
      return Integer.parseInt(authority.group(1));
    }
    var name = NAME.matcher(text);
    return name.find() ? named(plain(name.group(1))) : 0;
  }

  private static int named(String name) {
    var utm = UTM.matcher(name);
    if (utm.matches()) {
      return (utm.group(1).equals("wgs") ? 32600 : 25800) + Integer.parseInt(utm.group(2));
    }
    var gauss = GAUSS_KRUEGER.matcher(name);
    return gauss.matches() ? 31464 + Integer.parseInt(gauss.group(1)) : NAMES.getOrDefault(name, 0);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
