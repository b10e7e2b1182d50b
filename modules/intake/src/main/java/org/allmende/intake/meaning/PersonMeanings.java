package org.allmende.intake.meaning;

import java.util.List;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.meaning.MeaningRules.Rule;

/// Persons, how to reach them, what they are.
final class PersonMeanings {

  static final List<Rule> RULES =
      List.of(
          new Rule(Meaning.EMAIL, (c, t) -> c.shows(Sign.EMAIL, 0.8)),
          new Rule(Meaning.IBAN, (c, t) -> c.shows(Sign.IBAN, 0.8)),
          new Rule(Meaning.LICENCE_PLATE, (c, t) -> isPlate(c)),
          new Rule(Meaning.URL, (c, t) -> isUrl(c)),
          new Rule(Meaning.PHONE, (c, t) -> isPhone(c)),
          new Rule(Meaning.GENDER, (c, t) -> isGender(c)),
          new Rule(Meaning.AGE, (c, t) -> isAge(c)),
          new Rule(Meaning.PARTY, (c, t) -> isParty(c)),
          new Rule(Meaning.GIVEN_NAME, (c, t) -> isGivenName(c)),
          new Rule(Meaning.FAMILY_NAME, (c, t) -> isFamilyName(c, t)),
          new Rule(Meaning.PERSON_NAME, (c, t) -> isPersonName(c)));

  private PersonMeanings() {}

  static boolean isPlate(TypedColumn c) {
    return c.shows(Sign.PLATE, 0.8) && (c.tally().distinct() > 2 || c.name().hints("kennz", "kfz"));
  }

  private static boolean isUrl(TypedColumn c) {
    return c.shows(Sign.WEB_ADDRESS, 0.7)
        || (c.name().has("url", "link", "website", "homepage", "internet")
            && c.shows(Sign.WEB_ADDRESS, 0.3));
  }

  static boolean isPhone(TypedColumn c) {
    boolean named =
        c.name().hints("telefon", "telefax", "rufnummer", "phone", "notfallnummer")
            || c.name()
                .has("tel", "fax", "mobil", "handy", "hotline", "durchwahl", "rueckruf", "mobile");
    return (c.shows(Sign.PHONE, 0.9)
            && c.tally().forms().any(Form.DATE) == 0
            && (named || c.tally().distinct() > 2))
        || (named && c.shows(Sign.PHONE, 0.5));
  }

  private static boolean isGender(TypedColumn c) {
    boolean named =
        c.name().hints("geschlecht", "gender", "sex", "geschl") || c.name().is("mw", "mwd");
    boolean coded = c.isInteger() && c.within(0, 9) && c.tally().distinct() < 5;
    return c.tally().distinct() <= 6
        && ((named && (c.shows(Sign.GENDER, 0.8) || coded))
            || (c.shows(Sign.GENDER, 0.98)
                && c.tally().distinct() > 1
                && !c.shows(Sign.FULL_NAME, 0.1)));
  }

  static boolean isAge(TypedColumn c) {
    boolean years =
        c.name().has("alter", "age", "lebensalter") || c.name().hints("durchschnittsalter");
    boolean classes = c.name().hints("altersgruppe", "altersklasse", "agegroup");
    return (years && c.within(0, 130))
        || (classes && c.isText() && !c.shows(Sign.CODE, 0.99))
        || (classes && c.shows(Sign.AGE_CLASS, 0.3))
        || (c.shows(Sign.AGE_CLASS, 0.8) && c.tally().distinct() > 2 && !isNumbered(c));
  }

  /// `12-14` as a house number, `5-7` as a score.
  private static boolean isNumbered(TypedColumn c) {
    return c.name().hints("hausn", "hnr", "nr", "nummer", "id")
        || (c.shows(Sign.HOUSE_NUMBER, 0.9) && c.tally().distinct() > 30);
  }

  private static boolean isParty(TypedColumn c) {
    boolean named =
        c.name().hints("partei", "party", "wahlvorschlag", "wahlvorschlaege")
            || c.name().is("gruppeschluessel", "liste");
    return (named && c.isText() && (c.shows(Sign.PARTY, 0.15) || c.name().hints("partei")))
        || c.shows(Sign.PARTY, 0.8);
  }

  static boolean isGivenName(TypedColumn c) {
    boolean named =
        c.name().hints("vorname", "rufname", "vornamen", "firstname")
            || c.name().contains("givenname");
    boolean few = c.tally().distinct() < 4;
    return c.isText()
        && !c.shows(Sign.REVERSED_NAME, 0.5)
        && ((named && c.shows(Sign.CAPITALISED, 0.8))
            || (!few
                && c.shows(Sign.GIVEN_NAME, 0.75)
                && moreGivenThanFamily(c)
                && !isNamedOtherwise(c)));
  }

  private static boolean moreGivenThanFamily(TypedColumn c) {
    return c.tally().share(Sign.GIVEN_NAME) >= c.tally().share(Sign.FAMILY_NAME);
  }

  private static boolean isNamedOtherwise(TypedColumn c) {
    return c.name()
            .hints("gemeinde", "ort", "stadt", "stadtteil", "ortsteil", "strasse", "art", "gattung")
        || c.name()
            .hints(
                "objekt",
                "schule",
                "kita",
                "beruf",
                "veranstaltung",
                "rasse",
                "hersteller",
                "quartier",
                "station");
  }

  static boolean isFamilyName(TypedColumn c, TableContext t) {
    boolean named =
        c.name().hints("nachname", "familienname", "zuname", "lastname", "surname", "nachnamen");
    boolean few = c.tally().distinct() < 5;
    boolean beside =
        t.has(o -> o.position() != c.position() && o.isText() && o.shows(Sign.GIVEN_NAME, 0.75));
    double share = c.tally().shareOfSolid(Sign.FAMILY_NAME);
    boolean name = c.name().is("name", "name1", "name2") || c.name().saysNothing();
    return c.isText()
        && !isNamedOtherwise(c)
        && !c.shows(Sign.REVERSED_NAME, 0.5)
        && ((named && c.shows(Sign.CAPITALISED, 0.8))
            || (!few && beside && share > 0.55)
            || (c.name().is("name") && share > 0.5 && c.tally().distinct() > 1000)
            || (!few && name && share > 0.75 && PlaceMeanings.knownPlaces(c, t) < 0.6));
  }

  static boolean isPersonName(TypedColumn c) {
    double share =
        c.tally().shareOfSolid(Sign.FULL_NAME) + c.tally().shareOfSolid(Sign.REVERSED_NAME);
    boolean eponyms = c.tally().shareOfSolid(Sign.EPONYM) > 0.3;
    boolean named =
        c.name()
                .hints(
                    "name",
                    "ansprechpartner",
                    "kontaktperson",
                    "inhaber",
                    "halter",
                    "person",
                    "bewerber")
            || c.name()
                .hints("kandidat", "vertreter", "leitung", "autor", "verfasser", "eigentuemer");
    return c.isText()
        && (share >= 0.6
            || (named && share >= 0.45)
            || (eponyms && share + c.tally().shareOfSolid(Sign.EPONYM) > 0.8))
        && !c.shows(Sign.STREET, 0.3);
  }
}
