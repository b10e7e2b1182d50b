package org.allmende.dcat.coverage;

import static org.allmende.dcat.describing.Examples.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.junit.jupiter.api.Test;

class TemporalCoverageTest {

  @Test
  void readsTheDatesOfRecord() {
    Draft draft =
        csv("zaehlung.csv", List.of())
            .column("Datum", ColumnType.DATE, "date", "2019-02-01", "2021-03-31")
            .column("geaendert", ColumnType.DATE, "date", "2022-01-01", "2023-01-01")
            .draft();
    assertCovers("2019-02-01 2021-03-31", draft);
  }

  @Test
  void takesYearsInColumnsAsWholeYears() {
    Draft draft =
        csv("bevoelkerung.csv", List.of())
            .column("Jahr", ColumnType.INTEGER, "year", "2005", "2012")
            .draft();
    assertCovers("2005-01-01 2012-12-31", draft);
  }

  @Test
  void takesYearsSideBySideInTheHeader() {
    Draft draft =
        csv("finanzplan.csv", List.of())
            .column("Position", ColumnType.STRING, null, "A", "Z")
            .column("Ergebnis 2010", ColumnType.DECIMAL, "money", "1", "2")
            .column("Ansatz 2011", ColumnType.DECIMAL, "money", "1", "2")
            .draft();
    assertCovers("2010-01-01 2011-12-31", draft);
  }

  @Test
  void doesNotTakeTheYearOfPlantingForTheTimeCovered() {
    Draft draft =
        csv("baeume.csv", List.of())
            .column("Pflanzjahr", ColumnType.INTEGER, "year", "1901", "2021")
            .column("angelegt", ColumnType.DATE, "date", "2020-01-01", "2021-01-01")
            .draft();
    assertCovers("", draft);
  }

  @Test
  void readsTheNameWhenTheColumnsAreSilent() {
    assertCovers("2024-01-01 2024-12-31", csv("Spielgeraete2024.csv", List.of()).draft());
  }

  @Test
  void trustsTheNameWhenDatesInColumnsAreOfAnotherTime() {
    Draft draft =
        csv("friedhof_2024.csv", List.of())
            .column("Datum", ColumnType.DATE, "date", "1950-01-01", "1999-03-31")
            .draft();
    assertCovers("2024-01-01 2024-12-31", draft);
  }

  @Test
  void readsTheKeyDateBelowTheTable() {
    Draft draft = csv("flaechen.csv", List.of()).footer("Stand: 31.12.2012").draft();
    assertCovers("2012-12-31 2012-12-31", draft);
  }

  @Test
  void readsTheFolderLast() {
    assertCovers("2013-01-01 2013-12-31", csv("ergebnis.csv", List.of("wahlen", "2013")).draft());
  }

  @Test
  void saysOfARegisterOnlyHowFarItReaches() {
    Draft draft =
        csv("ladesaeulen.csv", List.of())
            .column("Inbetriebnahme", ColumnType.DATE, "date", "2012-05-01", "2024-03-06")
            .column("Registrierung", ColumnType.DATE, "date", "2019-01-31", "2024-04-02")
            .column("Stilllegung geplant", ColumnType.DATE, "date", "2030-01-01", "2031-01-01")
            .draft();
    assertCovers("open 2024-04-02", draft);
  }

  @Test
  void takesTheDayOnWhichEverythingWasRecorded() {
    Draft draft =
        csv("schulen.csv", List.of())
            .column("Eröffnung", ColumnType.DATE, "date", "1950-05-01", "2020-03-06")
            .column("Stand", ColumnType.DATE, "date", "2023-10-17", "2023-10-17")
            .draft();
    assertCovers("2023-10-17 2023-10-17", draft);
  }

  @Test
  void readsPeriodsThatAreWrittenInWords() {
    Draft quarters =
        csv("arbeitslose.csv", List.of())
            .values("Quartal", null, Map.of("Q4 2019", 3L, "Q1 2020", 3L, "Q3 2018", 2L))
            .draft();
    assertCovers("2018-07-01 2020-03-31", quarters);
    Draft seasons =
        csv("schueler.csv", List.of())
            .values("Schuljahr", "year", Map.of("2018/19", 3L, "2021/22", 2L))
            .draft();
    assertCovers("2018-01-01 2022-12-31", seasons);
    Draft mixed =
        csv("termine.csv", List.of())
            .values("Datum", null, Map.of("Q4 2019", 3L, "nach Vereinbarung", 3L))
            .draft();
    assertCovers("", mixed);
  }

  @Test
  void takesTheColumnsOwnYearFromAHeaderOfSeveralLines() {
    Draft draft =
        csv("stadtteile.csv", List.of())
            .column("Einwohner am 31.12.2014 – 2010", ColumnType.INTEGER, "count", "1", "2")
            .column("Einwohner am 31.12.2014 – 2014", ColumnType.INTEGER, "count", "1", "2")
            .draft();
    assertCovers("2010-01-01 2014-12-31", draft);
  }

  @Test
  void takesOneYearInTheHeaderOfNumbers() {
    Draft numbers =
        csv("stadtteile.csv", List.of())
            .column("Einwohner 2022", ColumnType.INTEGER, "count", "1", "2")
            .draft();
    assertCovers("2022-01-01 2022-12-31", numbers);
    Draft texts =
        csv("normen.csv", List.of())
            .column("Fassung 2022", ColumnType.STRING, null, "alt", "neu")
            .draft();
    assertCovers("", texts);
  }

  private static void assertCovers(String expected, Draft draft) {
    String actual =
        TemporalCoverage.of(draft)
            .map(guess -> guess.value())
            .map(span -> (span.isOpen() ? "open" : span.start()) + " " + span.end())
            .orElse("");
    assertEquals(expected, actual);
  }
}
