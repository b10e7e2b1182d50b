package org.allmende.dcat.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Terms;
import org.allmende.dcat.words.Words;
import org.allmende.vocabulary.Place;
import org.allmende.vocabulary.Places;
import org.allmende.vocabulary.Vocabularies;

/// Finds the place that a key, a name or a postal code means, and says nothing when several are as
/// likely.
public final class Gazetteer {

  private static final int WELL_KNOWN = 20_000;
  private static final int TELLING_NAME = 6;

  /// Names of places that mean something else in the name of a file.
  private static final Set<String> ALSO_WORDS =
      Set.of(
          "adressen",
          "alte",
          "ampel",
          "anlage",
          "auen",
          "bad",
          "baumgarten",
          "berg",
          "boden",
          "buchen",
          "burg",
          "dorf",
          "eichen",
          "einzelne",
          "ende",
          "essen",
          "feld",
          "gebiet",
          "gemeinde",
          "grund",
          "hagen",
          "halle",
          "haus",
          "hausen",
          "heim",
          "hof",
          "hohe",
          "kirchen",
          "kreuz",
          "lage",
          "land",
          "last",
          "leiten",
          "linden",
          "markt",
          "mitte",
          "morgen",
          "muehlen",
          "nahe",
          "neustadt",
          "norden",
          "ost",
          "park",
          "plan",
          "platz",
          "quelle",
          "rade",
          "rat",
          "rechnung",
          "regen",
          "rettung",
          "rosengarten",
          "sande",
          "schule",
          "see",
          "singen",
          "sommer",
          "sport",
          "stadt",
          "stein",
          "steinen",
          "tal",
          "wald",
          "wasser",
          "weg",
          "wege",
          "wehr",
          "weiler",
          "welt",
          "werte",
          "wiesen",
          "wind",
          "winter",
          "wolken",
          "zentrum",
          "zoo");

  private final Places places;
  private final Map<String, Content.Spot> abroad = new HashMap<>();
  private final Map<String, String> countries = new HashMap<>();

  public Gazetteer(Vocabularies vocabularies) {
    this.places = vocabularies.places();
    for (String[] cells : Lines.of("abroad.tsv")) {
      String uri = cells[2].isEmpty() ? null : Terms.EU_AUTHORITY + "country/" + cells[2];
      for (String written : cells[0].split(",", -1)) {
        abroad.put(written, new Content.Spot(null, uri, cells[1], null));
        countries.put(written, cells[2].isEmpty() ? cells[3] : cells[2]);
      }
    }
  }

  /// By AGS or ARS.
  public Optional<Content.Spot> byKey(String key) {
    return (key.length() == 12 ? places.byArs(key) : places.byAgs(key)).map(Gazetteer::spot);
  }

  /// By name, where a name stands alone and means a place; of places of the same name the one that
  /// is clearly larger.
  public Optional<Content.Spot> byName(String name) {
    return places.likeliest(name).map(Gazetteer::spot).or(() -> abroad(name));
  }

  /// By a word among others: only names that mean hardly anything else.
  Optional<Content.Spot> certainly(String words) {
    String folded = folded(words);
    if (ALSO_WORDS.contains(folded)) {
      return Optional.empty();
    }
    return places
        .likeliest(words)
        .filter(place ->
            place.kind() != Place.Kind.MUNICIPALITY
                || place.population() >= WELL_KNOWN
                || folded.length() >= TELLING_NAME)
        .map(Gazetteer::spot)
        .or(() -> folded.length() > 3 ? abroad(words) : Optional.empty());
  }

  /// A place outside Germany, by a name that stands alone.
  Optional<Content.Spot> abroad(String name) {
    return Optional.ofNullable(abroad.get(folded(name)));
  }

  /// The EU code of the country in which a place outside Germany lies.
  Optional<String> countryOf(String name) {
    return Optional.ofNullable(countries.get(folded(name)));
  }

  /// A country by its EU code.
  Optional<Content.Spot> country(String code) {
    return abroad.values().stream()
        .filter(place -> (Terms.EU_AUTHORITY + "country/" + code).equals(place.uri()))
        .findFirst();
  }

  /// By the postal code of its administration, where no other shares it.
  Optional<Content.Spot> byPostcode(String code) {
    List<Place> found = places.byPostcode(code);
    return found.size() == 1 ? Optional.of(spot(found.getFirst())) : Optional.empty();
  }

  private static Content.Spot spot(Place place) {
    String centroid =
        place.lon() == null || place.lat() == null
            ? null
            : String.format(Locale.ROOT, "POINT(%.5f %.5f)", place.lon(), place.lat());
    return new Content.Spot(place.key(), place.uri(), name(place), centroid);
  }

  /// `Köln`, but `Kreis Steinfurt`: a district needs its title to be told from the town.
  private static String name(Place place) {
    boolean titled = place.type().equals("Landkreis") || place.type().equals("Kreis");
    return titled && !place.name().contains("reis")
        ? place.type() + " " + place.name()
        : place.name();
  }

  private static String folded(String name) {
    return Words.spelledOut(name.strip()).replaceAll("[^a-z0-9]+", " ").strip();
  }
}
