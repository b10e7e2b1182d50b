package org.allmende.intake.meaning;

import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.meaning.MeaningRules.Rule;
import org.allmende.vocabulary.Place;

/// Keys and names of places, addresses, coordinates.
final class PlaceMeanings {

  private static final String[] DISTRICT = {
    "stadtteil",
    "stadtbezirk",
    "ortsteil",
    "ortschaft",
    "stadtviertel",
    "quartier",
    "gemarkung",
    "planungsraum",
    "bezirksregion",
    "wahlkreis",
    "stimmkreis",
    "district",
    "neighbourhood",
    "statbezirk",
    "wohnplatz",
  };
  private static final String[] NUMBERED = {
    "nr", "nummer", "id", "key", "code", "cd", "sort", "schluessel", "no", "kz", "art", "typ",
  };

  static final List<Rule> RULES =
      List.of(
          new Rule(Meaning.MUNICIPALITY_KEY, (c, t) -> isMunicipalityKey(c)),
          new Rule(Meaning.REGIONAL_KEY, (c, t) -> isRegionalKey(c)),
          new Rule(Meaning.WKT, (c, t) -> c.shows(Sign.WKT, 0.9)),
          new Rule(Meaning.POSTAL_CODE, PlaceMeanings::isPostalCode),
          new Rule(Meaning.LATITUDE, PlaceMeanings::isLatitude),
          new Rule(Meaning.LONGITUDE, PlaceMeanings::isLongitude),
          new Rule(Meaning.GAUSS_KRUEGER_X, (c, t) -> isGaussKruegerX(c)),
          new Rule(Meaning.GAUSS_KRUEGER_Y, PlaceMeanings::isGaussKruegerY),
          new Rule(Meaning.UTM_EASTING, (c, t) -> isEasting(c)),
          new Rule(Meaning.UTM_NORTHING, PlaceMeanings::isNorthing),
          new Rule(Meaning.ADDRESS, PlaceMeanings::isAddress),
          new Rule(Meaning.HOUSE_NUMBER, (c, t) -> isHouseNumber(c)),
          new Rule(Meaning.STREET, (c, t) -> isStreet(c)),
          new Rule(Meaning.DISTRICT_NAME, (c, t) -> isDistrict(c) || isNameOfDistrict(c, t)),
          new Rule(Meaning.MUNICIPALITY_NAME, PlaceMeanings::isMunicipality));

  private PlaceMeanings() {}

  private static boolean isMunicipalityKey(TypedColumn c) {
    boolean named =
        c.name().has("ags", "gkz", "ags8")
            || c.name().hints("gemeindeschluessel", "gemeindekennziffer", "gemeindekennzahl");
    boolean shaped =
        c.shows(Sign.MUNICIPALITY_KEY, 0.9) || c.shows(Sign.SHORT_MUNICIPALITY_KEY, 0.9);
    boolean eight = c.tally().longest() == 8 && c.shows(Sign.MUNICIPALITY_KEY, 0.5);
    return (named && (shaped || eight))
        || c.shows(Sign.KNOWN_MUNICIPALITY_KEY, 0.9)
        || (c.shows(Sign.SHORT_MUNICIPALITY_KEY, 0.95) && c.tally().distinct() > 4);
  }

  private static boolean isRegionalKey(TypedColumn c) {
    boolean named = c.name().has("ars", "rs") || c.name().hints("regionalschluessel");
    return c.shows(Sign.KNOWN_REGIONAL_KEY, 0.9) || (named && c.shows(Sign.REGIONAL_KEY, 0.9));
  }

  private static boolean isPostalCode(TypedColumn c, TableContext t) {
    boolean named =
        c.name().has("plz", "zip")
            || c.name().hints("postleitzahl", "postzustellbezirk")
            || c.name().contains("postalcode", "postcode", "zipcode");
    if (c.shows(Sign.POSTAL_CODE_WITH_PLACE, 0.8)) {
      return true;
    }
    boolean shaped =
        c.shows(Sign.POSTAL_CODE, 0.6) || c.tally().longest() == 4 || c.typing().isNumber();
    boolean swiss = c.tally().shareOfSolid(Sign.HOUSE_NUMBER) > 0.6;
    boolean unnamed =
        c.name().saysNothing()
            && c.shows(Sign.POSTAL_CODE, 0.98)
            && t.has(o -> o.position() != c.position() && isPlaceBeside(o, t));
    return (named && (shaped || swiss)) || unnamed;
  }

  private static boolean isPlaceBeside(TypedColumn c, TableContext t) {
    return c.shows(Sign.STREET, 0.6) || (c.isText() && knownPlaces(c, t) > 0.8);
  }

  // ---- coordinates

  private static boolean isLatitude(TypedColumn c, TableContext t) {
    boolean named = c.name().has("lat", "latitude", "breitengrad", "breite", "geobreite");
    boolean pair =
        t.has(o -> o.name().hints("lon", "long", "lng", "longitude", "laenge", "laengengrad"));
    return (named && c.within(-90, 90))
        || (c.name().is("y", "ykoord", "koordy", "geoy") && c.within(47, 55.2) && !c.isInteger())
        || (c.name().hints("latitude", "breitengrad")
            && c.isNumber()
            && c.tally().forms().any(Form.FRACTION) > 0
            && pair)
        || (unnamedDegrees(c)
            && c.within(47.2, 55.1)
            && t.has(o -> unnamedDegrees(o) && o.within(5.8, 15.1)));
  }

  private static boolean isLongitude(TypedColumn c, TableContext t) {
    boolean named =
        c.name().has("lon", "long", "lng", "longitude", "laengengrad", "laenge", "geolaenge");
    boolean pair = t.has(o -> o.name().hints("lat", "latitude", "breite", "breitengrad"));
    return (named && c.within(-180, 180) && pair)
        || (c.name().is("x", "xkoord", "koordx", "geox") && c.within(5.8, 15.2) && !c.isInteger())
        || (unnamedDegrees(c)
            && c.within(5.8, 15.1)
            && t.has(o -> unnamedDegrees(o) && o.within(47.2, 55.1)));
  }

  private static boolean unnamedDegrees(TypedColumn c) {
    return c.name().saysNothing()
        && c.typing().type().code().equals("decimal")
        && c.tally().meanLength() > 7;
  }

  private static boolean isGaussKruegerX(TypedColumn c) {
    boolean named = c.name().hints("rechtswert", "rechts", "gk", "ost", "rw");
    boolean shortly = c.name().is("x", "koordx", "xkoord") || c.name().has("x");
    return (named || shortly)
        && c.within(2_400_000, 5_700_000)
        && c.most() - c.least() < 300_000
        && !c.name().hints("hoch", "hw");
  }

  private static boolean isGaussKruegerY(TypedColumn c, TableContext t) {
    return isNorth(c) && t.has(PlaceMeanings::isGaussKruegerX);
  }

  private static boolean isNorth(TypedColumn c) {
    return c.name()
            .hints("hochwert", "hoch", "nord", "y", "north", "gk", "utm", "nordwert", "n", "hw")
        && c.within(5_200_000, 6_120_000);
  }

  private static boolean isEasting(TypedColumn c) {
    boolean named =
        c.name().hints("rechtswert", "rechts", "ost", "ostwert", "east", "utm", "rw")
            || c.name().is("x", "e", "xkoord", "koordx", "xutm");
    return named
        && (c.within(260_000, 960_000) || c.within(32_260_000, 33_960_000))
        && c.tally().shortest() >= 6;
  }

  private static boolean isNorthing(TypedColumn c, TableContext t) {
    return isNorth(c) && t.has(PlaceMeanings::isEasting);
  }

  // ---- addresses

  private static boolean isAddress(TypedColumn c, TableContext t) {
    if (!c.isText() || c.shows(Sign.LONG_TEXT, 0.5)) {
      return false;
    }
    double shaped =
        c.tally().shareOfSolid(Sign.STREET_WITH_NUMBER) + c.tally().shareOfSolid(Sign.FULL_ADDRESS);
    boolean named =
        c.name().hints("adresse", "anschrift", "wohnhaft")
            || c.name().contains("strhausnr", "strassehausnummer", "addressline")
            || c.name().has("address");
    return shaped >= 0.6
        || (named && (shaped >= 0.25 || c.shows(Sign.STREET, 0.4)))
        || (named && hasNumbers(c) && !c.name().has("mail", "email", "ip", "zusatz", "remote"));
  }

  private static boolean hasNumbers(TypedColumn c) {
    int with = 0;
    int all = 0;
    for (String value : c.tally().values()) {
      boolean digit = value.chars().anyMatch(ch -> ch >= '0' && ch <= '9');
      with += digit && value.indexOf(' ') > 0 ? 1 : 0;
      if (++all == 200) {
        break;
      }
    }
    return all > 0 && with * 2 > all;
  }

  private static boolean isHouseNumber(TypedColumn c) {
    boolean named =
        c.name().has("hausnr", "hnr", "hsnr", "housenumber")
            || c.name().hints("hausnummer")
            || c.name().contains("hausnr");
    return named && c.shows(Sign.HOUSE_NUMBER, 0.7);
  }

  private static boolean isStreet(TypedColumn c) {
    if (!c.isText() || c.shows(Sign.STREET_WITH_NUMBER, 0.5)) {
      return false;
    }
    boolean named =
        c.name().has("str", "strasse", "street")
            || c.name().ends("strassenname", "strassenbezeichnung")
            || (c.name().hints("strasse")
                && !c.name().ends("id", "nr", "schluessel", "key", "typ", "art"));
    boolean code = c.shows(Sign.CODE, 0.5) || c.name().ends("schluessel", "nr", "nummer");
    boolean place = c.name().saysNothing() || c.name().hints("ort", "lage", "platz", "abschnitt");
    return (place && c.shows(Sign.STREET, 0.6) && !isDistrict(c))
        || (named && !code && c.shows(Sign.STREET, 0.3));
  }

  // ---- names of places

  private static boolean isDistrict(TypedColumn c) {
    if (!c.isText() || c.name().ends(NUMBERED) || c.shows(Sign.CODE, 0.4)) {
      return false;
    }
    boolean bare =
        c.name().is("bezirk", "ot", "stt", "raum", "gebiet", "bezirkname", "bezirksname");
    boolean coded =
        c.name().words().size() > 1
            && c.name().ends("name", "lang", "bezeichnung")
            && c.name()
                .hints(
                    "bezirk", "bzr", "prg", "pnr", "plr", "quar", "zone", "statz", "stat", "kreis")
            && !c.name().hints("stimmbezirk", "wahlbezirk");
    return (c.name().hints(DISTRICT) || bare || coded)
        && c.shows(Sign.CAPITALISED, 0.8)
        && !numberedNames(c);
  }

  /// The names in a table that is called after districts.
  private static boolean isNameOfDistrict(TypedColumn c, TableContext t) {
    return c.isText()
        && c.name().is("name", "bezeichnung")
        && t.isAbout("stadtbezirk", " bezirke", "stadtteile", "ortsteile")
        && c.shows(Sign.CAPITALISED, 0.8)
        && c.tally().meanLength() < 30;
  }

  /// `Stimmbezirk 01`, `Stimmbezirk 02`: names that are numbers are no names.
  private static boolean numberedNames(TypedColumn c) {
    return c.name().is("bezirkname") && c.tally().distinct() > 5 && hasNumbers(c);
  }

  private static boolean isMunicipality(TypedColumn c, TableContext t) {
    if (!c.isText() || c.name().ends(NUMBERED) || c.tally().meanLength() > 40) {
      return false;
    }
    boolean named =
        c.name()
                .has(
                    "ort",
                    "gemeinde",
                    "stadt",
                    "kommune",
                    "gemeindename",
                    "city",
                    "wohnort",
                    "town")
            || c.name().hints("gemeindename", "ortsname", "municipality")
            || c.name().is("gebietname", "gde", "gem");
    double known = knownPlaces(c, t);
    boolean beside = t.has(o -> o.name().has("plz") || o.name().hints("postleitzahl"));
    boolean certain =
        c.name().is("gemeinde", "gemeindename", "kommune") || (c.name().is("ort") && beside);
    boolean city = c.name().ends("city") && c.shows(Sign.CAPITALISED, 0.7);
    boolean streets = c.shows(Sign.STREET, 0.2) || c.shows(Sign.STREET_WITH_NUMBER, 0.2);
    return (named && (known > 0 || city || certain) && !streets && c.shows(Sign.CAPITALISED, 0.7))
        || (c.name().saysNothing()
            && known > 0.85
            && c.tally().distinct() > 3
            && !c.shows(Sign.FAMILY_NAME, 0.9));
  }

  /// The share of the first values that are names of places in Germany.
  static double knownPlaces(TypedColumn c, TableContext t) {
    int known = 0;
    int all = 0;
    for (String value : c.tally().values()) {
      if (value.length() < 60) {
        known += isPlace(value, t) ? 1 : 0;
      }
      if (++all == 60) {
        break;
      }
    }
    return all == 0 ? 0 : (double) known / all;
  }

  private static boolean isPlace(String value, TableContext t) {
    String plain = value.replaceFirst("^(Gemeinde|Stadt|Markt|Landkreis) ", "");
    return t.places().byName(plain).stream().anyMatch(place -> place.kind() != Place.Kind.STATE);
  }
}
