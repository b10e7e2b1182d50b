package org.allmende.intake.cells;

import java.util.Set;

/// Knows how organisations, offices and public buildings are called.
final class Organisations {

  private static final Set<String> WORDS =
      Set.of(
          "gmbh",
          "mbh",
          "ggmbh",
          "ag",
          "kg",
          "ohg",
          "gbr",
          "eg",
          "e.v.",
          "ev",
          "e.v",
          "v.",
          "e.k.",
          "aoer",
          "se",
          "inc",
          "inc.",
          "ltd",
          "ltd.",
          "llc",
          "corp",
          "co.",
          "&",
          "+",
          "partner",
          "soehne",
          "gebrueder",
          "verein",
          "stiftung",
          "verband",
          "bund",
          "stadtwerke",
          "sparkasse",
          "volksbank",
          "autohaus",
          "baeckerei",
          "architekturbuero",
          "reisen",
          "stadt",
          "gemeinde",
          "landkreis",
          "kreis",
          "land",
          "bezirk",
          "kirche",
          "kirchengemeinde",
          "kirchenstiftung",
          "pfarrei",
          "pfarrkirche",
          "feuerwehr",
          "polizei",
          "thw",
          "drk",
          "awo",
          "caritas",
          "diakonie",
          "kita",
          "kiga",
          "ekt",
          "hort",
          "schule",
          "rathaus",
          "haus",
          "hotel",
          "restaurant",
          "gasthof",
          "villa",
          "muehle",
          "hof",
          "praxis",
          "klinik",
          "apotheke",
          "verlag",
          "werk",
          "werke",
          "institut",
          "universitaet",
          "hochschule",
          "bibliothek",
          "museum",
          "theater",
          "sporthalle",
          "stadion",
          "tv",
          "sv",
          "tsv",
          "fc",
          "sc",
          "vfl",
          "ggs",
          "kgs",
          "st.",
          "sankt",
          "bruecke",
          "platz",
          "team",
          "department",
          "office",
          "agency",
          "center",
          "centre",
          "church",
          "university",
          "school",
          "administration",
          "commission",
          "service",
          "services",
          "authority",
          "hospital",
          "foundation",
          "association",
          "institute",
          "library",
          "ministries",
          "nhs",
          "trust",
          "pct",
          "healthcare",
          "council",
          "program",
          "house",
          "clinic",
          "ministry",
          "baptist",
          "elementary");

  private static final String[] ENDINGS = {
    "gesellschaft",
    "verein",
    "verband",
    "stiftung",
    "schule",
    "gymnasium",
    "kolleg",
    "kindergarten",
    "tagesstaette",
    "kirche",
    "gemeinde",
    "werke",
    "amt",
    "verwaltung",
    "buero",
    "bibliothek",
    "museum",
    "theater",
    "halle",
    "stadion",
    "bad",
    "krankenhaus",
    "klinik",
    "klinikum",
    "heim",
    "zentrum",
    "feuerwehr",
    "bruderschaft",
    "initiative",
    "genossenschaft",
    "dienst",
    "archiv",
    "kasse",
    "aufsicht",
    "ministerium",
    "behoerde",
    "agentur",
    "institut",
    "betrieb",
    "betriebe",
    "kita",
  };

  private static final Set<String> OFFICES =
      Set.of(
          "buergerbuero",
          "standesamt",
          "jugendamt",
          "ordnungsamt",
          "tiefbauamt",
          "stadtkasse",
          "stadtarchiv",
          "umweltamt",
          "bauaufsicht",
          "rathaus",
          "buergeramt",
          "sozialamt",
          "bauamt",
          "kaemmerei",
          "stadtbibliothek",
          "stadtplanungsamt",
          "gruenflaechenamt",
          "gesundheitsamt");

  private Organisations() {}

  static boolean isWord(String word) {
    String folded = Fold.of(word);
    if (WORDS.contains(folded)) {
      return true;
    }
    for (String ending : ENDINGS) {
      if (folded.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /// `Bäckerei Müller GmbH`, `Turnverein 1888 e. V.`, `Anne-Frank-Schule`
  static boolean isName(String cell) {
    if (cell.length() > 160) {
      return false;
    }
    for (String word : cell.split("[ ,()/\u00a0]+", -1)) {
      if (isWord(word)) {
        return true;
      }
    }
    return false;
  }

  /// A part of an administration, by its whole name.
  static boolean isOffice(String cell) {
    String folded = Fold.of(cell);
    return OFFICES.contains(folded)
        || (folded.indexOf(' ') < 0 && (folded.endsWith("amt") || folded.endsWith("dezernat")))
        || folded.startsWith("fachbereich ")
        || folded.startsWith("amt fuer ");
  }
}
