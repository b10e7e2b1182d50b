package org.allmende.dcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.allmende.model.ColumnType;
import org.allmende.model.Metadata;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

/// Our own output against the official shapes, and our own shapes beside them.
class OfficialShapesTest {

  /// What the official shapes of 3.0 call a violation and we do not, and why.
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "geometry", "GovData's own example has a literal, as the text of the profile allows",
          "primaryTopic", "wants dcat:Resource, which nobody writes beside dcat:Dataset",
          "dataset", "a dataset that is not in the same graph is none of the catalogue's faults",
          "service", "a service that is not in the same graph is none of the catalogue's faults",
          "contributor", "not a field anybody reads",
          "agent", "qualified attributions are passed on as they are",
          "hasTelephone", "a number typed as an address is still a number");

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

  @Test
  void findsWhatTheGermanShapesFindInTheirExamples() throws IOException {
    var official = OfficialShapes.of(OfficialShapes.GERMAN);
    var checker = new Checker(Examples.VOCABULARIES);
    var missed = new TreeSet<String>();
    int found = 0;
    for (Path file : examples()) {
      Graph graph = read(file);
      var ours = new HashSet<String>();
      for (ReportEntry entry : checker.entries(graph, Profile.DCAT_AP_DE)) {
        ours.add(entry.focusNode() + " " + entry.resultPath());
      }
      for (ReportEntry entry : official.violations(graph)) {
        Node property = OfficialShapes.property(entry);
        // On a list of concepts the official shapes blame the concept, ours the dataset.
        if (property == null || property.equals(Terms.IN_SCHEME)) {
          continue;
        }
        if (ours.contains(entry.focusNode() + " " + entry.resultPath())) {
          found++;
        } else if (!NOT_OURS.containsKey(property.getLocalName())) {
          missed.add(file.getFileName() + ": " + property + " " + entry.message());
        }
      }
    }
    assertEquals(List.of(), List.copyOf(missed));
    assertTrue(found > 500, "only " + found + " results in common");
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

  private static List<Path> examples() throws IOException {
    try (var files = Files.walk(Folders.shared("standards/examples"))) {
      return files.filter(file -> file.toString().matches(".*\\.(ttl|rdf)")).sorted().toList();
    }
  }

  private static Graph read(Path file) {
    Graph graph = GraphFactory.createDefaultGraph();
    try {
      RDFParser.source(file)
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(graph);
    } catch (RiotException e) {
      // Some examples break off: what came before the break is checked all the same.
      return graph;
    }
    return graph;
  }
}
