package org.allmende.dcat.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.ColumnType;
import org.allmende.model.Metadata;
import org.junit.jupiter.api.Test;

/// Our own output against the official shapes.
class OfficialShapesTest {

  @Test
  void satisfiesTheEuropeanShapes() {
    assertEquals(List.of(), violations(OfficialShapes.of(OfficialShapes.EUROPEAN)));
  }

  @Test
  void satisfiesTheEuropeanVocabularies() {
    var found = violations(OfficialShapes.of(OfficialShapes.EUROPEAN_VOCABULARIES));
    // The European file wants SPDX addresses with https; SPDX itself and DCAT-AP.de have http.
    found.removeIf(violation -> violation.contains(Terms.ALGORITHM.getURI()));
    assertEquals(List.of(), found);
  }

  @Test
  void satisfiesTheGermanShapes() {
    assertEquals(List.of(), violations(OfficialShapes.of(OfficialShapes.GERMAN)));
  }

  private static List<String> violations(OfficialShapes official) {
    var draft =
        Examples.csv("einwohner_2023.csv", List.of())
            .column("Jahr", ColumnType.INTEGER, "year", "2020", "2023")
            .column("Gebiet", ColumnType.STRING, "district-name", "Altstadt", "Weststadt")
            .draft();
    var request = Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING);
    var found = new TreeSet<String>();
    official
        .violations(Examples.DESCRIBER.describe(request).graph())
        .forEach(e -> found.add(e.focusNode() + " " + e.resultPath() + ": " + e.message()));
    return new ArrayList<>(found);
  }
}
