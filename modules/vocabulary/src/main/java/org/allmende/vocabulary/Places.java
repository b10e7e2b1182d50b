package org.allmende.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The states, government districts, districts and municipalities of Germany, found by key, name or
/// post code. Read from a plain table that holds the same as the Turtle, because eleven thousand
/// places in Turtle would be felt at every start of the command line.
public final class Places {

  /// What most municipalities are; the table leaves it empty.
  static final String USUAL_TYPE = "kreisangehörige Gemeinde";

  private static final Set<String> OWN_DISTRICT = Set.of("kreisfreie Stadt", "Stadtkreis");

  private static final int KEY = 0;
  private static final int ARS = 1;
  private static final int NAME = 2;
  private static final int TYPE = 3;
  private static final int POPULATION = 4;
  private static final int POSTCODE = 5;
  private static final int LON = 6;
  private static final int LAT = 7;

  private final NavigableMap<String, Place> byKey;
  private final Supplier<Map<String, Place>> byArs;
  private final Supplier<Map<String, List<Place>>> byName;
  private final Supplier<Map<String, List<Place>>> byPostcode;

  private Places(NavigableMap<String, Place> byKey) {
    this.byKey = byKey;
    this.byArs = Once.of(this::indexArs);
    this.byName = Once.of(this::indexNames);
    this.byPostcode = Once.of(this::indexPostcodes);
  }

  static Places read() {
    return of(
        Shelf.lines(Shelf.PLACES).stream().skip(1).map(line -> line.split("\t", -1)).toList());
  }

  private static Places of(List<String[]> rows) {
    var population = new HashMap<String, Integer>();
    for (String[] row : rows) {
      if (row[KEY].length() == Place.Kind.MUNICIPALITY.digits()) {
        int people = Integer.parseInt(row[POPULATION]);
        for (Place.Kind kind : Place.Kind.values()) {
          population.merge(row[KEY].substring(0, kind.digits()), people, Integer::sum);
        }
      }
    }
    var places = new TreeMap<String, Place>();
    for (String[] row : rows) {
      places.put(row[KEY], place(row, population.getOrDefault(row[KEY], 0)));
    }
    return new Places(places);
  }

  private static Place place(String[] row, int population) {
    String key = row[KEY];
    Place.Kind kind = kind(key);
    return new Place(
        kind.uri(key),
        kind,
        key,
        orNull(row[ARS]),
        PlaceNames.shortName(row[NAME]),
        row[NAME],
        type(kind, row[TYPE]),
        row[LON].isEmpty() ? null : Double.valueOf(row[LON]),
        row[LAT].isEmpty() ? null : Double.valueOf(row[LAT]),
        population,
        orNull(row[POSTCODE]),
        broader(kind, key));
  }

  private static String type(Place.Kind kind, String cell) {
    return switch (kind) {
      case STATE -> "Land";
      case GOVERNMENT_DISTRICT -> "Regierungsbezirk";
      case DISTRICT -> cell;
      case MUNICIPALITY -> cell.isEmpty() ? USUAL_TYPE : cell;
    };
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  private static Place.Kind kind(String key) {
    for (Place.Kind kind : Place.Kind.values()) {
      if (kind.digits() == key.length()) {
        return kind;
      }
    }
    throw new IllegalStateException("not the key of a place: " + key);
  }

  static @Nullable String broader(Place.Kind kind, String key) {
    return switch (kind) {
      case STATE -> null;
      case GOVERNMENT_DISTRICT, DISTRICT -> Place.Kind.STATE.uri(key.substring(0, 2));
      case MUNICIPALITY -> Place.Kind.DISTRICT.uri(key.substring(0, 5));
    };
  }

  /// The place with this official key: 2 digits for a state, 3 for a government district, 5 for a
  /// district, 8 for a municipality.
  public Optional<Place> byAgs(String key) {
    return Optional.ofNullable(byKey.get(key.strip()));
  }

  /// The municipality with this regional key of 12 digits.
  public Optional<Place> byArs(String ars) {
    return Optional.ofNullable(byArs.get().get(ars.strip()));
  }

  /// The place with this address in the lists of DCAT-AP.de.
  public Optional<Place> byUri(String uri) {
    return byAgs(uri.substring(uri.lastIndexOf('/') + 1)).filter(place -> place.uri().equals(uri));
  }

  /// All places people may mean by a name, the likeliest first: the one with more inhabitants, but
  /// the town before the district named after it. More than one answer means that the name alone
  /// does not decide. `Landkreis Goslar` asks for the district only, `Stadt Goslar` for the town
  /// only; a city that is its own district, or state, answers as a municipality, unless asked for
  /// as `Land Berlin`.
  public List<Place> byName(String name) {
    return PlaceQuestion.of(name).stream()
        .map(this::answer)
        .filter(places -> !places.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /// The place a name means beyond doubt: the only one of that name, or one with five times the
  /// inhabitants of every other; the district named after a town is no doubt about the town.
  public Optional<Place> likeliest(String name) {
    var places = byName(name);
    return places.stream()
        .findFirst()
        .filter(first -> places.stream().skip(1).allMatch(other -> isLesser(other, first)));
  }

  private static boolean isLesser(Place other, Place first) {
    boolean namedAfter =
        first.kind() == Place.Kind.MUNICIPALITY
            && other.kind() == Place.Kind.DISTRICT
            && other.key().startsWith(first.key().substring(0, 2));
    return namedAfter || other.population() * 5L < first.population();
  }

  /// The municipalities whose administration has this post code.
  public List<Place> byPostcode(String postcode) {
    return byPostcode.get().getOrDefault(postcode.strip(), List.of());
  }

  /// All places in a place, at any depth, in the order of their keys.
  public List<Place> within(Place place) {
    return byKey.subMap(place.key(), false, place.key() + ":", false).values().stream().toList();
  }

  /// All places, in the order of their keys.
  public List<Place> all() {
    return List.copyOf(byKey.values());
  }

  private List<Place> answer(PlaceQuestion question) {
    var candidates =
        byName.get().getOrDefault(question.spelling(), List.of()).stream()
            .filter(place -> question.kinds().contains(place.kind()))
            .toList();
    return candidates.stream()
        .filter(place -> !isSaidBetterByAnother(place, candidates))
        .sorted(
            Comparator.comparingDouble((Place place) -> -weight(place, candidates))
                .thenComparing(Place::key))
        .toList();
  }

  /// A city that is its own district or state is answered once, as a municipality; and where a
  /// district is asked for, the one around a city is meant, not the city.
  private static boolean isSaidBetterByAnother(Place place, List<Place> candidates) {
    return switch (place.kind()) {
      case MUNICIPALITY, GOVERNMENT_DISTRICT -> false;
      case STATE ->
          candidates.stream().anyMatch(p -> place.contains(p) && p.name().equals(place.name()));
      case DISTRICT ->
          OWN_DISTRICT.contains(place.type())
              && candidates.stream().anyMatch(p -> place.contains(p) || isDistrictOfManyTowns(p));
    };
  }

  private static boolean isDistrictOfManyTowns(Place place) {
    return place.kind() == Place.Kind.DISTRICT && !OWN_DISTRICT.contains(place.type());
  }

  /// Inhabitants; but of a town and a district of one name and state, the town comes first.
  private static double weight(Place place, List<Place> candidates) {
    if (place.kind() != Place.Kind.DISTRICT) {
      return place.population();
    }
    String state = place.key().substring(0, 2);
    return candidates.stream()
        .filter(p -> p.kind() == Place.Kind.MUNICIPALITY && p.key().startsWith(state))
        .mapToDouble(town -> town.population() - 0.5)
        .max()
        .orElse(place.population());
  }

  private Map<String, Place> indexArs() {
    var index = new HashMap<String, Place>();
    for (Place place : byKey.values()) {
      String ars = place.ars();
      if (ars != null) {
        index.put(ars, place);
      }
    }
    return index;
  }

  private Map<String, List<Place>> indexNames() {
    var index = new HashMap<String, List<Place>>();
    for (Place place : byKey.values()) {
      for (String spelling : PlaceNames.spellings(place.officialName())) {
        index.computeIfAbsent(spelling, s -> new ArrayList<>(1)).add(place);
      }
    }
    return index;
  }

  private Map<String, List<Place>> indexPostcodes() {
    var index = new LinkedHashMap<String, List<Place>>();
    for (Place place : byKey.values()) {
      String postcode = place.postcode();
      if (postcode != null) {
        index.computeIfAbsent(postcode, p -> new ArrayList<>(1)).add(place);
      }
    }
    index.replaceAll((postcode, places) -> List.copyOf(places));
    return index;
  }
}
