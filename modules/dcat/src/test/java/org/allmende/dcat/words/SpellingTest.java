package org.allmende.dcat.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  private final Spelling spelling = new Spelling();

  @ParameterizedTest
  @CsvSource({
    "strassenbaeume_2023_export.csv, Straßenbäume",
    "LSA.csv, Lichtsignalanlagen",
    "oeffentliche_Spielplaetze_final_v2.csv, Öffentliche Spielplätze",
    "neue_steuerquellen.csv, Neue Steuerquellen",
    "wohnberechtigte_nach_alter.csv, Wohnberechtigte nach Alter",
    "bochum_council_election_20090830.csv, Bochum Ratswahl",
    "ladesaeulenStandorte.csv, Ladesäulen Standorte"
  })
  void readsANameAsAPersonWouldWriteIt(String file, String title) {
    assertEquals(title, String.join(" ", spelling.spell(FileName.of(file).words())));
  }
}
