package org.allmende.dcat;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

/// How long checking one dataset takes when everything is warm: every description of our samples,
/// again and again. Measured on request only, since it says nothing on a busy machine.
class CheckerSpeedTest {

  private static final int ROUNDS = 200;
  private static final double MOST_MILLIS = 2;

  private record Sample(Graph graph, String uri) {}

  @Test
  void checksADatasetInLessThanTwoMilliseconds() throws IOException {
    assumeTrue(Boolean.getBoolean("allmende.measure"), "measured with -Dallmende.measure=true");
    var checker = new Checker(Examples.VOCABULARIES);
    List<Sample> samples = samples();
    for (Profile profile : Profile.values()) {
      var times = new double[ROUNDS / 2 * samples.size()];
      int at = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (Sample sample : samples) {
          long start = System.nanoTime();
          checker.check(sample.graph(), sample.uri(), profile);
          if (round >= ROUNDS / 2) {
            times[at++] = (System.nanoTime() - start) / 1e6;
          }
        }
      }
      Arrays.sort(times);
      double median = times[times.length / 2];
      System.out.printf(
          java.util.Locale.ROOT,
          "%s: %d samples, median %.2f ms, 95 %% %.2f ms%n",
          profile,
          samples.size(),
          median,
          times[times.length * 95 / 100]);
      assertTrue(median < MOST_MILLIS, () -> profile + " takes " + median + " ms");
    }
  }

  private static List<Sample> samples() throws IOException {
    var samples = new ArrayList<Sample>();
    try (var files = Files.walk(Folders.samples().resolve("golden"))) {
      for (Path file : files.filter(one -> one.endsWith("description.ttl")).sorted().toList()) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.source(file).parse(graph);
        graph
            .find(Node.ANY, Terms.A, Terms.DATASET)
            .nextOptional()
            .ifPresent(t -> samples.add(new Sample(graph, t.getSubject().getURI())));
      }
    }
    return samples;
  }
}
