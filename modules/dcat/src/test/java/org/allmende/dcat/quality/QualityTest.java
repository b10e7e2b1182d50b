package org.allmende.dcat.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.ColumnType;
import org.allmende.model.Metadata;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class QualityTest {

  private final Quality quality =
      new Quality(Examples.VOCABULARIES, new Checker(Examples.VOCABULARIES), Examples.BASE);

  @Test
  void givesABareTableWithTenantDefaultsAllPoints() {
    var draft =
        Examples.csv("einwohner_2023.csv", List.of())
            .column("Jahr", ColumnType.INTEGER, "year", "2020", "2023")
            .draft();
    var description =
        Examples.DESCRIBER.describe(
            Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING));
    var score = quality.score(description.graph(), description.uri());
    assertEquals(
        "405 of 405", score.points() + " of " + score.of(), () -> score.gains().toString());
    assertEquals(Score.Band.EXCELLENT, score.band());
  }

  @Test
  void saysWhatWouldGainMost() {
    var description =
        Examples.DESCRIBER.describe(
            Examples.request(Examples.trees(), Examples.withoutLicense(), Metadata.NOTHING));
    var score = quality.score(description.graph(), description.uri());
    assertEquals(
        List.of("license", "license-vocabulary", "rights"),
        score.gains().stream().map(Score.Indicator::code).toList());
  }

  @Test
  void countsAnAddressElsewhereAsUnknown() {
    var graph = GraphFactory.createDefaultGraph();
    var dataset = NodeFactory.createURI("https://example.org/d");
    var file = NodeFactory.createURI("https://example.org/f");
    graph.add(dataset, Terms.A, Terms.DATASET);
    graph.add(dataset, Terms.HAS_DISTRIBUTION, file);
    graph.add(file, Terms.ACCESS_URL, NodeFactory.createURI("https://example.com/f.csv"));
    var score = quality.score(graph, "https://example.org/d");
    assertEquals(405, score.of());
    assertTrue(
        score.indicators().stream()
            .anyMatch(i -> i.code().equals("access-url") && i.state() == Score.State.UNKNOWN));
    assertEquals(0, score.points());
  }

  @Test
  void countsAnAddressElsewhereOnceItHasAnswered() {
    assertEquals("REACHED", access(LinkStatus.Reason.ANSWERED, 200));
    assertEquals("MISSED", access(LinkStatus.Reason.GONE, 404));
    assertEquals("UNKNOWN", access(LinkStatus.Reason.SILENT, 0));
    assertEquals("UNKNOWN", access(LinkStatus.Reason.ROBOTS, 0));
  }

  /// What becomes of two addresses, one gone and one with another fate.
  private static String access(LinkStatus.Reason reason, int status) {
    var graph = GraphFactory.createDefaultGraph();
    var dataset = NodeFactory.createURI("https://example.org/d");
    var file = NodeFactory.createURI("https://example.org/f");
    graph.add(dataset, Terms.A, Terms.DATASET);
    graph.add(dataset, Terms.HAS_DISTRIBUTION, file);
    graph.add(file, Terms.ACCESS_URL, NodeFactory.createURI("https://example.com/gone"));
    graph.add(file, Terms.ACCESS_URL, NodeFactory.createURI("https://example.com/other"));
    var quality =
        new Quality(
            Examples.VOCABULARIES,
            new Checker(Examples.VOCABULARIES),
            Examples.BASE,
            address ->
                Optional.of(
                    address.endsWith("gone")
                        ? LinkStatus.first(LinkStatus.Reason.GONE, 404, Instant.EPOCH)
                        : LinkStatus.first(reason, status, Instant.EPOCH)));
    return quality.score(graph, "https://example.org/d").indicators().stream()
        .filter(indicator -> indicator.code().equals("access-url"))
        .map(indicator -> indicator.state().name())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesTheBandAsTheWholeScoreDoes() {
    for (var license : List.of(Examples.weidenstedt(), Examples.withoutLicense())) {
      var description =
          Examples.DESCRIBER.describe(
              Examples.request(Examples.trees(), license, Metadata.NOTHING));
      String uri = description.uri();
      var triples = description.graph().find().toList();
      for (int kept = 0; kept <= triples.size(); kept++) {
        var some = GraphFactory.createDefaultGraph();
        triples.subList(0, kept).forEach(some::add);
        assertEquals(quality.score(some, uri).band(), quality.band(some, uri), "of " + kept);
      }
    }
  }
}
