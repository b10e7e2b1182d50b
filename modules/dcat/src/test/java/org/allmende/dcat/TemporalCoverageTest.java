package org.allmende.dcat;

import static org.allmende.dcat.Examples.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

  private static void assertCovers(String expected, Draft draft) {
    String actual =
        TemporalCoverage.of(draft)
            .map(guess -> guess.value().start() + " " + guess.value().end())
            .orElse("");
    assertEquals(expected, actual);
  }
}
