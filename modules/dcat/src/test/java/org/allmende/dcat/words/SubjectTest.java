package org.allmende.dcat.words;

import static org.allmende.dcat.describing.Examples.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.allmende.model.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

  private final Topics topics = new Topics();

  @ParameterizedTest
  @CsvSource({
    "Baumkataster.csv, ENVI",
    "spielplaetze.csv, EDUC",
    "Spielplatzkataster.csv, EDUC",
    "hundesteuer_einnahmen.csv, GOVE",
    "einwohner_nach_stadtteilen.csv, SOCI",
    "Parkhausbelegung.csv, TRAN",
    "ladesaeulen.csv, TRAN",
    "unfallstellen.csv, TRAN",
    "bodenrichtwerte.csv, REGI",
    "hebammen.csv, HEAL",
    "Wahlergebnis.csv, GOVE",
    "strompreise.csv, ENER",
    "wlan_standorte.csv, TECH",
    "feuerwehreinsaetze.csv, JUST"
  })
  void tellsTheThemeByTheName(String file, String theme) {
    assertEquals(theme, Subject.of(csv(file, List.of()).draft(), topics).themes().getFirst());
  }

  @Test
  void tellsTheThemeByTheHeaderWhenTheNameSaysNothing() {
    var draft =
        csv("tab_20.csv", List.of())
            .column("Wahlberechtigte", ColumnType.INTEGER, "votes", "1", "9")
            .column("Erststimmen", ColumnType.INTEGER, "votes", "1", "9")
            .draft();
    assertEquals("GOVE", Subject.of(draft, topics).themes().getFirst());
  }

  @Test
  void tellsTheThemeByTheValues() {
    var draft =
        csv("liste.csv", List.of())
            .values("Bezeichnung", "organisation", Map.of("Kita Sonne", 1L, "Kita Mond", 1L))
            .draft();
    assertEquals("EDUC", Subject.of(draft, topics).themes().getFirst());
  }

  @Test
  void doesNotTakeStreetNamesForTheMatter() {
    var draft =
        csv("liste.csv", List.of())
            .values("Lage", "street", Map.of("Schulstraße", 5L, "Am Friedhof", 3L))
            .draft();
    assertTrue(Subject.of(draft, topics).themes().isEmpty());
  }

  @Test
  void saysNothingWhereNothingIsShown() {
    var subject = Subject.of(csv("x17.csv", List.of()).draft(), topics);
    assertTrue(subject.themes().isEmpty() && subject.labels().isEmpty(), subject::toString);
  }
}
