package org.allmende.intake.meaning;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.intake.cells.CellSigns;
import org.allmende.intake.cells.Fold;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.intake.meaning.MeaningRules.Rule;

/// Numbers that are added up or compared: money, shares, votes, inhabitants, counts.
final class AmountMeanings {

  private static final Pattern TIME = Pattern.compile("(19|20)\\d\\d(-\\d\\d)?|\\d{1,2}:\\d\\d");
  private static final Set<String> CURRENCIES =
      Set.of("€", "Mio. €", "T€", "CHF", "Rp./kWh", "ct", "ct/kWh", "$", "£");

  /// Parties as columns of election results name them, beside `cdu_proz` or `z_cdu`.
  private static final Set<String> PARTIES =
      Set.of(
          "cdu",
          "csu",
          "spd",
          "fdp",
          "afd",
          "gruene",
          "diegruenen",
          "linke",
          "dielinke",
          "fw",
          "freiewaehler",
          "volt",
          "piraten",
          "npd",
          "mlpd",
          "oedp",
          "bsw",
          "dkp",
          "rep",
          "pronrw",
          "pro",
          "zentrum",
          "sonstige",
          "uebrige",
          "diepartei",
          "tierschutz",
          "familie",
          "pbc",
          "ddp",
          "bueso");

  static final List<Rule> RULES =
      List.of(
          new Rule(Meaning.PERCENTAGE, (c, t) -> isPercentage(c)),
          new Rule(Meaning.MONEY, AmountMeanings::isMoney),
          new Rule(Meaning.POPULATION, AmountMeanings::isPopulation),
          new Rule(Meaning.VOTES, AmountMeanings::isVotes),
          new Rule(Meaning.COUNT, AmountMeanings::isNamedCount));

  private AmountMeanings() {}

  private static boolean isPercentage(TypedColumn c) {
    boolean named =
        c.name().ends("percent", "pct", "proz", "prozent", "%", "share", "ratio")
            || c.name().hints("anteil", "quote", "prozent", "feuchte", "humidity")
            || c.name().hints("wahlbeteiligung", "stimmbeteiligung", "abstimmungsbeteiligung")
            || c.name().has("beteiligung")
            || c.name().contains("moisturecontent");
    return c.isNumber()
        && (("%".equals(c.unit()) && c.within(-1000, 10_000)) || (named && c.within(0, 100.5)));
  }

  private static boolean isMoney(TypedColumn c, TableContext t) {
    if (!c.isNumber() || ThingMeanings.isKey(c)) {
      return false;
    }
    boolean named =
        c.name().hints("betrag", "kosten", "preis", "ertrag", "ertraege", "aufwand", "aufwendungen")
            || c.name()
                .hints(
                    "einzahlung",
                    "einzahlungen",
                    "auszahlung",
                    "auszahlungen",
                    "gebuehr",
                    "summeeur")
            || c.name()
                .hints(
                    "umsatz",
                    "zuschuss",
                    "foerderung",
                    "ausgaben",
                    "einnahmen",
                    "verwarnungsgeld",
                    "gehalt")
            || c.name().has("eur", "euro", "chf", "haushaltsrest");
    boolean plan =
        c.name().words().size() == 2
            && c.name()
                .words()
                .get(0)
                .matches("plan|ansatz|ergebnis|ist|entwurf|haushalt|rechnung|vorl")
            && c.name().words().get(1).matches("(19|20)\\d\\d");
    String unit = c.unit();
    return (unit != null && CURRENCIES.contains(unit))
        || (named && !c.name().hints("anzahl"))
        || plan
        || isAnsatz(c);
  }

  private static boolean isAnsatz(TypedColumn c) {
    return c.name().words().size() <= 2 && c.name().has("ansatz");
  }

  private static boolean isPopulation(TypedColumn c, TableContext t) {
    if (!c.isNumber() || !(c.least() >= 0) || ThingMeanings.isKey(c) || c.unit() != null) {
      return false;
    }
    boolean named =
        c.name()
                .hints(
                    "einwohner", "bevoelkerung", "population", "hauptwohnsitz", "bevoelkerungszahl")
            || (c.name().has("ew", "bev") && c.name().words().size() == 1);
    boolean rate = c.name().contains("je", "pro", "dichte") && c.name().words().size() > 1;
    boolean about = t.isAbout("einwohner", "bevoelk", "ewr", "wohnberechtigte", "haupt wohn");
    boolean group =
        c.name()
                .is(
                    "gesamt",
                    "insgesamt",
                    "maennlich",
                    "weiblich",
                    "zahl",
                    "deutsche",
                    "auslaender")
            || CellSigns.isAgeClass(Fold.of(c.name().text().strip()))
            || (c.name().words().size() > 1 && c.name().words().getFirst().equals("e"));
    return (named && !rate) || (about && group);
  }

  private static boolean isWhole(TypedColumn c) {
    return c.isInteger() || c.most() > 500;
  }

  private static boolean isVotes(TypedColumn c, TableContext t) {
    if (!c.isInteger() || !(c.least() >= 0) || ThingMeanings.isKey(c) || c.unit() != null) {
      return false;
    }
    String joined = c.name().joined().replaceFirst("^(z|e|d\\d{1,2})(?=[a-z]{3})", "");
    boolean party = PARTIES.contains(c.name().joined()) || PARTIES.contains(joined);
    boolean named =
        c.name().contains("stimmen", "gueltig", "waehler", "stimmzettel", "wahlberechtigte")
            && !c.name().hints("nr", "datum");
    boolean plain = c.name().is("ja", "nein") && t.isAbout("abstimm", "wahl", "entscheid");
    return (party && (t.isElection() || t.count(o -> PARTIES.contains(o.name().joined())) > 1))
        || (named && !c.name().hints("anzahl", "anz", "max"))
        || plain
        || (t.isElection() && isResultField(c));
  }

  /// The fields of results as the election offices name them: `A1`, `D12`, `D3_unveraendert`, `101
  /// (Niedergesäß)`, and what follows between them.
  private static boolean isResultField(TypedColumn c) {
    String first = c.name().words().isEmpty() ? "" : c.name().words().getFirst();
    boolean field = first.matches("[a-f]\\d{0,3}|\\d{3,4}");
    boolean numbered = c.name().text().strip().matches("(?i)[A-F]\\d{0,3}(\\D.*)?|\\d{3,4}( .*)?");
    boolean key =
        c.name().hints("bezirk", "gebiet", "kreis", "jahr", "kennung", "schnellmeldungen");
    return (field || numbered || !c.name().saysNothing())
        && !key
        && !c.name().hints("anz", "anzahl", "max");
  }

  private static boolean isNamedCount(TypedColumn c, TableContext t) {
    if (!c.isNumber() || !(c.least() >= 0) || ThingMeanings.isKey(c) || hasMeasure(c)) {
      return false;
    }
    boolean named =
        c.name()
                .hints(
                    "anzahl", "anz", "zahl", "faelle", "menge", "count", "anzahlen", "stueckzahl")
            || c.name()
                .hints("kapazitaet", "plaetze", "mitglieder", "schueler", "ausleihen", "besucher")
            || c.name()
                .hints(
                    "schnellmeldungen",
                    "schuelerinnen",
                    "beschaeftigte",
                    "haushalte",
                    "personen",
                    "zahlen",
                    "kinder")
            || c.name()
                .has(
                    "n", "pi", "pv", "imp", "total", "gesamt", "summe", "klassen", "hunde", "pkw",
                    "lkw")
            || c.name().joined().startsWith("ncumul");
    return named && isWhole(c) && !c.name().hints("hausnummer", "kennzahl", "masszahl", "tag");
  }

  /// A table spread over its columns: `2019`, `2020`, `2021` or `0:00`, `1:00`, `2:00`.
  private static boolean isOneOfSeveralTimes(TypedColumn c, TableContext t) {
    return isNamedAfterTime(c) && t.count(AmountMeanings::isNamedAfterTime) > 2;
  }

  private static boolean isNamedAfterTime(TypedColumn c) {
    return TIME.matcher(c.name().text().strip()).matches();
  }

  static boolean hasMeasure(TypedColumn c) {
    String unit = c.unit();
    return unit != null && !unit.equals("St.");
  }

  /// Long numbers that all differ and are all of one length: nothing is counted that evenly.
  private static boolean isNumbering(TypedColumn c) {
    return c.least() >= 10_000
        && c.most() < 10 * c.least()
        && c.variety() > 0.5
        && c.tally().shortest() == c.tally().longest()
        && c.tally().distinct() > 4;
  }

  /// Whole numbers that nothing else explains, in a table where they are counted.
  static boolean isUnnamedCount(TypedColumn c, TableContext t) {
    return c.isInteger()
        && c.least() >= 0
        && !hasMeasure(c)
        && !ThingMeanings.isKey(c)
        && !isNumbering(c)
        && ((!c.name().saysNothing() && c.tally().distinct() > 2) || isOneOfSeveralTimes(c, t))
        && !t.has(o -> o.isInteger() && o.unit() == null && o.name().contains("flaeche"));
  }
}
