package org.allmende.search.german;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private final Words words = new Words(List.of("Ingolstadt", "Brandenburg"));

  @ParameterizedTest
  @CsvSource({
    "Straße, STRASSEN",
    "Baum, Baeume",
    "Haus, Häuser",
    "Museum, Museen",
    "Zentrum, Zentren",
    "Schule, Schulen",
    "Kind, Kindern",
    "Wohnung, Wohnungen",
    "Ergebnis, Ergebnisse",
    "Kita, Kitas",
    "Index, Indizes",
    "Energie, Energien",
    "Spielplatz, Spielplätze",
    "Straßenbäume, Strassenbaum",
    "Geschäft, Geschäfte",
    "Verkehr, Verkehrs"
  })
  void areTheSameInAnyNumberCaseAndSpelling(String one, String other) {
    assertEquals(words.read(one).stem(), words.read(other).stem());
  }

  @ParameterizedTest
  @CsvSource({
    "Schule, Schüler",
    "Messe, Messung",
    "Burg, Bürger",
    "Stadt, Staat",
    "parken, Park",
    "baden, Bad"
  })
  void areKeptApart(String one, String other) {
    assertNotEquals(words.read(one).stem(), words.read(other).stem());
  }

  @ParameterizedTest
  @CsvSource({
    "Straßenbaumkataster, strass baum kataster",
    "Kinderspielplätze, kind spiel platz",
    "Bevölkerungsentwicklung, bevolkerung entwicklung",
    "Haushaltsplan, haushalt plan",
    "Schulwegplan, schul weg plan",
    "Klarschiffmeldungen, klarschiff meldung",
    "Hundesteuer, hund steuer"
  })
  void areSplitIntoTheirParts(String word, String parts) {
    assertEquals(List.of(parts.split(" ")), words.read(word).parts());
  }

  @ParameterizedTest
  @CsvSource({
    "Ingolstadt",
    "Brandenburg",
    "Haushalt",
    "Gemeinde",
    "Verkehr",
    "Potsdam",
    "Apotheke"
  })
  void areLeftWholeWhereTheyAreNoCompound(String word) {
    assertEquals(List.of(), words.read(word).parts());
  }

  @Test
  void areCutWhereNoLetterOrDigitStands() {
    assertEquals(
        List.of("Liefer", "und", "Abholservices", "B", "Plan"),
        Piece.of("Liefer- und Abholservices (B-Plan)", 10).stream().map(Piece::text).toList());
  }
}
