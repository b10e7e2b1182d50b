package org.allmende.catalog.look;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/// A colour of the web, with the measures by which
/// [WCAG](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) tells whether it can be read.
///
/// @param red from 0 to 255, as green and blue are
public record Colour(int red, int green, int blue) {

  public static final Colour WHITE = new Colour(255, 255, 255);

  private static final Pattern HEX = Pattern.compile("#?[0-9a-f]{6}");
  private static final int MOST = 255;

  /// Reads `#0d5f49`; the sign and the case of the letters do not matter.
  public static Optional<Colour> read(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!HEX.matcher(lower).matches()) {
      return Optional.empty();
    }
    int rgb = HexFormat.fromHexDigits(lower, lower.length() - 6, lower.length());
    return Optional.of(new Colour(rgb >> 16, rgb >> 8 & MOST, rgb & MOST));
  }

  /// How light it is, from 0 for black to 1 for white.
  double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  /// How well it stands out from another, from 1 to 21.
  public double contrast(Colour other) {
    double a = luminance() + 0.05;
    double b = other.luminance() + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  /// The nearest colour of the same hue that is no lighter than said.
  Colour atMost(double luminance) {
    double own = luminance();
    return own <= luminance ? this : each(light -> Math.floor(stored(light * luminance / own)));
  }

  /// The nearest colour, on the way to white, that is no darker than said.
  Colour atLeast(double luminance) {
    double own = luminance();
    double white = (luminance - own) / (1 - own);
    return own >= luminance ? this : each(light -> Math.ceil(stored(light + (1 - light) * white)));
  }

  private Colour each(DoubleUnaryOperator change) {
    return new Colour(changed(red, change), changed(green, change), changed(blue, change));
  }

  private static int changed(int part, DoubleUnaryOperator change) {
    return Math.clamp((long) change.applyAsDouble(linear(part)), 0, MOST);
  }

  /// How much light a stored part stands for.
  private static double linear(int part) {
    double share = (double) part / MOST;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  /// What is stored for some light, before it is rounded.
  private static double stored(double light) {
    return MOST * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
