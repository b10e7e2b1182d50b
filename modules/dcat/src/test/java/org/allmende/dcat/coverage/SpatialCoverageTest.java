package org.allmende.dcat.coverage;

import static org.allmende.dcat.describing.Examples.csv;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.describing.Examples;
import org.allmende.model.ColumnType;
import org.allmende.model.Draft;
import org.junit.jupiter.api.Test;

class SpatialCoverageTest {

  @Test
  void namesTwoDistrictsRatherThanTheirState() {
    Draft draft =
        csv("wahl.csv", List.of())
            .column("AGS", ColumnType.STRING, "municipality-key", "09175111", "09177144")
            .draft();
    assertEquals(List.of("09175", "09177"), Examples.DESCRIBER.propose(draft).spatial());
  }

  @Test
  void takesTheDistrictInWhichAllMunicipalitiesLie() {
    assertEquals(
        List.of("09175"),
        places(
            "Gemeinde",
            "Vaterstetten",
            "Grafing b.München",
            "Markt Schwaben",
            "Poing",
            "Zorneding",
            "Kirchseeon"));
  }

  @Test
  void takesTheCountryWhenItsStatesAreListed() {
    assertEquals(
        List.of("Deutschland"),
        places("Bundesland", "Bayern", "Hessen", "Sachsen", "Saarland", "Niedersachsen"));
  }

  @Test
  void takesThePublishersTownForWhereItsCommutersLive() {
    Draft draft =
        csv("pendler.csv", List.of("muenster"))
            .values("Wohnort", null, counted("Köln", "Bonn", "Aachen", "Essen", "Dortmund"))
            .draft();
    assertEquals(List.of("05515000"), Examples.DESCRIBER.propose(draft).spatial());
  }

  @Test
  void takesTheCountryWhenItsTownsAreListedInAFolderOfOneOfThem() {
    Draft draft =
        csv("sonne.csv", List.of("zuerich"))
            .values(
                "station", null, counted("Basel / Binningen", "Chur", "Davos", "Lugano", "Luzern"))
            .draft();
    assertEquals(List.of("Schweiz"), Examples.DESCRIBER.propose(draft).spatial());
  }

  private static List<String> places(String header, String... names) {
    Draft draft = csv("liste.csv", List.of()).values(header, null, counted(names)).draft();
    return Examples.DESCRIBER.propose(draft).spatial();
  }

  private static Map<String, Long> counted(String... names) {
    var counted = new LinkedHashMap<String, Long>();
    for (String name : names) {
      counted.put(name, 2L);
    }
    return counted;
  }
}
