package org.allmende.web.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.model.Dataset.Box;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Places;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Searches around a place. Nobody is asked where they are: they type the name of a municipality or
/// a post code, and how far around it. What comes of that is a rectangle, as any search takes it,
/// so that its address can be kept, its feeds followed and programs given the same.
final class Nearby {

  /// How far around, in kilometres.
  static final List<Integer> RADII = List.of(5, 10, 25, 50);

  static final int USUAL = 10;

  private static final double KILOMETRES = 111.2;
  private static final double NEAR_ENOUGH = 0.001;
  private static final int SAME_REGION = 2;

  private final Places places;

  Nearby(Places places) {
    this.places = places;
  }

  /// The place somebody means. Post codes of which no administration has one lead to the place with
  /// the nearest in their region.
  Optional<Place> place(String typed) {
    return typed.matches("\\d{5}")
        ? byPostcode(typed)
        : places.byName(typed).stream().filter(Nearby::isSomewhere).findFirst();
  }

  private Optional<Place> byPostcode(String typed) {
    int wanted = Integer.parseInt(typed);
    String region = typed.substring(0, SAME_REGION);
    return places.all().stream()
        .filter(Nearby::isSomewhere)
        .filter(place -> String.valueOf(place.postcode()).startsWith(region))
        .min(
            Comparator.comparingInt((Place place) -> Math.abs(postcode(place) - wanted))
                .thenComparing(Comparator.comparingInt(Place::population).reversed()));
  }

  private static int postcode(Place place) {
    return Integer.parseInt(String.valueOf(place.postcode()));
  }

  private static boolean isSomewhere(Place place) {
    return place.lon() != null && place.lat() != null;
  }

  /// The rectangle around a place, as an address has it.
  static String around(Place place, int kilometres) {
    double north = kilometres / KILOMETRES;
    double lat = degrees(place.lat());
    double lon = degrees(place.lon());
    double east = north / Math.cos(Math.toRadians(lat));
    return String.format(
        Locale.ROOT, "%.4f,%.4f,%.4f,%.4f", lon - east, lat - north, lon + east, lat + north);
  }

  private static double degrees(@Nullable Double known) {
    return known == null ? 0 : known;
  }

  /// What a rectangle is called: around which place it was drawn, or no more than that it is one.
  String label(Words words, Box box) {
    double lon = (box.west() + box.east()) / 2;
    double lat = (box.south() + box.north()) / 2;
    int kilometres = (int) Math.round((box.north() - box.south()) / 2 * KILOMETRES);
    return places.all().stream()
        .filter(Nearby::isSomewhere)
        .filter(place ->
            Math.abs(degrees(place.lon()) - lon) < NEAR_ENOUGH
                && Math.abs(degrees(place.lat()) - lat) < NEAR_ENOUGH)
        .findFirst()
        .map(place -> words.t("near.active", kilometres, place.name()))
        .orElseGet(() -> words.t("active.bbox"));
  }
}
