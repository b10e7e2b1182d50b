package org.allmende.testkit.samples;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Chance with a seed, and the ways German offices write what it gives.
final class Dice {

  static final List<String> STREETS =
      List.of(
          "Lindenstraße",
          "Am Anger",
          "Mühlenweg",
          "Kirchstraße",
          "Wiedufer",
          "Bahnhofstraße",
          "Gartenweg",
          "Schulstraße",
          "An der Weide",
          "Steinbruchweg",
          "Dorfstraße",
          "Marktplatz",
          "Brückenstraße",
          "Ziegeleiweg",
          "Am Hohlen Stein",
          "Färbergasse",
          "Rosenweg",
          "Südring",
          "Höhenweg",
          "Fährstraße",
          "Kornblumenweg",
          "Gerberstraße");

  static final List<String> QUARTERS =
      List.of(
          "Altstadt",
          "Neustadt",
          "Oberweiden",
          "Niederweiden",
          "Wiedvorstadt",
          "Südhang",
          "Güterbahnhof",
          "Lindenhöhe",
          "Moorsiedlung",
          "Ziegelei");

  private static final DateTimeFormatter GERMAN =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  /// A whole number from `low` to `high`, both included.
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  String street() {
    return one(STREETS);
  }

  String quarter() {
    return one(QUARTERS);
  }

  LocalDate day(LocalDate from, LocalDate to) {
    return from.plusDays(random.nextInt((int) (to.toEpochDay() - from.toEpochDay()) + 1));
  }

  /// A number around a value.
  double around(double value, double spread) {
    return value + random.nextGaussian() * spread;
  }

  static String german(LocalDate day) {
    return day.format(GERMAN);
  }

  /// Decimal comma, no thousands sign.
  static String comma(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('.', ',');
  }

  static String point(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// Decimal comma and dots between thousands.
  static String money(double value) {
    return String.format(Locale.GERMANY, "%,.2f", value);
  }
}
