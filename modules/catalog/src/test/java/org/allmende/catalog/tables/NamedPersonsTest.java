package org.allmende.catalog.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedPersonsTest {

  @Test
  void recognisesNamesInWhateverCase() {
    var texts =
        List.of(
            "erika mustermann",
            "Max Mustermann",
            "ANNA WEBER",
            "weber, anna",
            "Frau Müller",
            "adresse dr. schmidt",
            "Bescheid Ali Yılmaz Münster",
            "anna von weber");
    assertEquals(List.of(), texts.stream().filter(text -> !NamedPersons.in(text)).toList());
  }

  @Test
  void leavesTopicsAndPlacesAlone() {
    var texts =
        List.of(
            "",
            "Baumkataster",
            "radwege münster",
            "Haushaltsplan Stadt Köln",
            "kinder und jugend",
            "Kita Berlin Mitte",
            "Bevölkerung nach Stadtteilen",
            "Wahl des Bürgermeisters",
            "Luftqualität PM10");
    assertEquals(List.of(), texts.stream().filter(NamedPersons::in).toList());
  }
}
