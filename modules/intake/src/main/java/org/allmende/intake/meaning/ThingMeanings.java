package org.allmende.intake.meaning;

import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.meaning.MeaningRules.Rule;
import org.allmende.model.ColumnType;

/// What names a thing, sorts it, runs it or describes it.
public final class ThingMeanings {

  private static final String[] KEY = {
    "id",
    "nr",
    "nummer",
    "no",
    "num",
    "key",
    "schluessel",
    "kennung",
    "uid",
    "uuid",
    "guid",
    "ref",
    "fid",
    "gid",
    "objectid",
    "oid",
    "aktenzeichen",
    "az",
    "lfd",
    "identifier",
    "kennziffer",
    "sort",
    "index",
    "marke",
    "number",
    "lp",
    "pk",
    "raumid",
    "zeile",
    "bauwerksnummer",
  };
  private static final String[] CODE = {"code", "cd", "kuerzel", "kz", "abk", "kurz"};
  private static final String[] CATEGORY = {
    "art",
    "typ",
    "type",
    "kategorie",
    "category",
    "kateg",
    "kat",
    "status",
    "klasse",
    "class",
    "gruppe",
    "belag",
    "material",
    "richtung",
    "ebene",
    "level",
    "stufe",
    "zustand",
    "thema",
    "themenbereich",
    "merkmal",
    "delikt",
    "rasse",
    "form",
    "niveau",
    "ind",
    "bedeutung",
    "position",
    "kategorien",
    "verbrauchskategorie",
    "steckertypen",
    "classification",
    "responsibility",
    "parole",
    "ausrichtung",
    "nutzung",
    "einspeisung",
    "begrenzung",
    "hauptkateg",
    "teilplanzeile",
    "bewertung",
    "ontology",
    "system",
    "geraet",
    "geraete",
    "ausstattung",
    "wetter",
    "gebietsart",
    "schulform",
    "produkt",
    "energieprodukt",
    "stichwort",
    "abfallart",
  };
  private static final String[] ORGANISATION = {
    "traeger",
    "betreiber",
    "hersteller",
    "organisation",
    "organization",
    "organisator",
    "agency",
    "amt",
    "dienststelle",
    "behoerde",
    "fachbereich",
    "verein",
    "firma",
    "unternehmen",
    "einrichtung",
    "schule",
    "institution",
    "veranstalter",
    "datenquelle",
    "publisher",
    "herausgeber",
    "kita",
    "schulname",
    "company",
    "empfaenger",
    "antragsteller",
    "verwaltung",
  };
  private static final String[] DESCRIPTION = {
    "beschreibung",
    "beschreib",
    "bemerkung",
    "bemerkungen",
    "hinweis",
    "hinweise",
    "text",
    "erlaeuterung",
    "description",
    "desc",
    "kommentar",
    "comment",
    "comments",
    "anmerkung",
    "anmerkungen",
    "freitext",
    "notiz",
    "zusatz",
    "summary",
    "inhalt",
    "content",
    "zweck",
    "abstract",
    "abstimmungstext",
  };
  private static final String[] NO_MEASURE = {
    "temperatur",
    "temperature",
    "leitfaehigkeit",
    "steuer",
    "hebesatz",
    "messwert",
    "pegel",
    "woche",
    "week",
    "order",
    "minutes",
    "dauer",
    "hoehe",
    "breite",
    "laenge",
    "flaeche",
    "leistung",
    "geschwindigkeit",
    "druck",
    "niveau",
    "wert",
    "value",
    "auslastung",
    "kapitel",
    "umfang",
    "kwh",
    "area",
    "alter",
    "punkte",
    "note",
    "rang",
    "traglast",
    "durchmesser",
    "stammumfang",
  };

  static final List<Rule> RULES =
      List.of(
          new Rule(Meaning.DESCRIPTION, (c, t) -> isDescription(c)),
          new Rule(Meaning.ORGANISATION, (c, t) -> isOrganisation(c)),
          new Rule(Meaning.IDENTIFIER, (c, t) -> isIdentifier(c)),
          new Rule(Meaning.CATEGORY, (c, t) -> isCategory(c)),
          new Rule(Meaning.COUNT, (c, t) -> isUnnamedCount(c, t)));

  private ThingMeanings() {}

  /// Whether the name says that the values name things.
  public static boolean isKey(TypedColumn c) {
    boolean whole = c.tally().forms().any(Form.FRACTION) == 0;
    boolean named = c.name().ends(KEY) || c.name().ends(CODE) || endsInKey(c);
    return whole && !AmountMeanings.hasMeasure(c) && named && (!c.isText() || hasDigits(c));
  }

  private static boolean hasDigits(TypedColumn c) {
    return c.shows(Sign.CODE, 0.4) || allDigits(c) || c.variety() > 0.9;
  }

  private static boolean endsInKey(TypedColumn c) {
    String joined = c.name().joined();
    boolean area =
        c.name().hints("wahlkreis", "stimmbezirk", "abstimmbezirk", "wahlbezirk", "stimmkreis");
    boolean numbered =
        c.isInteger()
            && (area || c.name().ends("bezirk", "landtagswahlkreis") || c.name().is("name"));
    return joined.matches(
            ".*(nummer|schluessel|kennung|kennziffer|konto|haushaltsstelle|buchungsstelle)")
        || (c.isText() && joined.endsWith("kennzeichen"))
        || c.name().text().strip().matches(".*[a-zA-Z](Id|ID)")
        || numbered
        || (c.name().hints("bundestagswahlkreis", "kommunalwahlbezirk") && allDigits(c))
        || c.name()
            .is(
                "bez",
                "pgr",
                "bzr",
                "plr",
                "produktbereich",
                "produktgruppe",
                "teilplan",
                "wahlbezirk");
  }

  private static boolean isDescription(TypedColumn c) {
    if (!c.isText() || c.shows(Sign.CODE, 0.8)) {
      return false;
    }
    boolean named =
        c.name().hints(DESCRIPTION) && !c.name().ends(KEY) && !c.name().ends("typ", "art");
    return (named && c.tally().meanLength() > 8)
        || (c.tally().meanLength() > 60
            && c.shows(Sign.SEVERAL_WORDS, 0.5)
            && c.tally().distinct() > 3);
  }

  private static boolean isOrganisation(TypedColumn c) {
    boolean sorted =
        c.name().ends("typ", "art", "id", "classification", "klasse", "nutzung")
            || c.name().ends("timezone", "zeitzone", "lang", "language", "sprache");
    if (!c.isText() || c.name().ends(KEY) || c.name().ends(CODE) || sorted) {
      return false;
    }
    boolean named = c.name().hints(ORGANISATION) && !c.shows(Sign.STREET, 0.5);
    double share = c.tally().shareOfSolid(Sign.ORGANISATION);
    boolean varied = c.tally().distinct() > 3 && c.tally().meanLength() > 6;
    boolean name = c.name().hints("name", "bezeichnung") || c.name().saysNothing();
    return (named && c.shows(Sign.CAPITALISED, 0.5))
        || (varied && share > 0.6 && name && !c.shows(Sign.STREET, 0.4));
  }

  private static boolean isIdentifier(TypedColumn c) {
    if (MeaningRules.isType(
        c, ColumnType.BOOLEAN, ColumnType.DECIMAL, ColumnType.GEOMETRY, ColumnType.URI)) {
      return false;
    }
    if (isKey(c)) {
      return true;
    }
    boolean codes = c.isText() && (c.shows(Sign.CODE, 0.9) || allDigits(c));
    boolean zeros = c.tally().forms().any(Form.LEADING_ZERO) > 0 && allDigits(c);
    return c.isText()
        && !c.shows(Sign.AGE_CLASS, 0.3)
        && ((codes && c.variety() > 0.5 && c.tally().filled() > 2 && !c.shows(Sign.PHONE, 0.5))
            || (zeros && c.variety() > 0.05));
  }

  private static boolean allDigits(TypedColumn c) {
    return c.tally().forms().any(Form.INTEGER) * 10 >= c.tally().filled() * 9;
  }

  private static boolean isCategory(TypedColumn c) {
    if (MeaningRules.isType(
        c, ColumnType.BOOLEAN, ColumnType.DECIMAL, ColumnType.GEOMETRY, ColumnType.URI)) {
      return false;
    }
    boolean grouped = c.isInteger() && c.name().text().contains(" – ");
    boolean named = c.name().ends(CATEGORY) || (!grouped && c.name().hints(CATEGORY));
    long distinct = c.tally().distinct();
    boolean small = distinct <= 40 || (distinct <= 300 && c.variety() <= 0.6);
    if (c.isInteger()) {
      return named && distinct <= 300 && c.within(-1, 9999) && c.most() > 1;
    }
    boolean district = c.name().hints("kennz", "kennzeichen") && c.shows(Sign.PLATE_DISTRICT, 0.7);
    boolean label = c.name().hints("bezeichnung") && c.variety() <= 0.6 && distinct <= 300;
    return district || label || (named && small) || (c.isText() && isSmallSet(c));
  }

  private static boolean isSmallSet(TypedColumn c) {
    boolean unsaid =
        c.name()
                .hints(
                    "einheit",
                    "unit",
                    "land",
                    "country",
                    "timezone",
                    "wahl",
                    "color",
                    "colour",
                    "name",
                    "tabelle")
            || c.name()
                .hints(
                    "stelle",
                    "parkhaus",
                    "schuljahr",
                    "jahr",
                    "station",
                    "eor",
                    "state",
                    "bundesland",
                    "county",
                    "kreis");
    return !unsaid
        && c.tally().distinctIsExact()
        && c.tally().distinct() >= 2
        && c.tally().distinct() <= 30
        && c.variety() <= 0.15
        && c.tally().meanLength() < 60;
  }

  private static boolean isUnnamedCount(TypedColumn c, TableContext t) {
    return AmountMeanings.isUnnamedCount(c, t) && !c.name().hints(NO_MEASURE);
  }
}
