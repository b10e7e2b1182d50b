package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;

/// Checks the description of each of our samples by each of our profiles, beside Jena's SHACL
/// processor with the shapes that the European Commission publishes, and prints how long one check
/// takes when everything is warm.
///
/// `modules/bench/run checks` starts it.
public final class Checks {

  private static final int ROUNDS = 200;
  private static final String OFFICIAL = "standards/semic-dcat-ap/3.0.1/shapes.ttl";

  private record Sample(Graph graph, String uri) {}

  private final List<Sample> samples;

  private Checks(List<Sample> samples) {
    this.samples = samples;
  }

  /// Arguments: the checkout.
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    new Checks(samples(root.resolve("samples/golden"))).run(Baseline.shared(root));
  }

  private void run(Path shared) {
    System.out.println("| check of one sample, of " + samples.size() + " | median ms | 95 % ms |");
    System.out.println("|---|---|---|");
    var checker = new Checker(Vocabularies.shipped());
    for (Profile profile : Profile.values()) {
      measure(
          "ours, " + profile.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          sample -> checker.check(sample.graph(), sample.uri(), profile));
    }
    Graph official = GraphFactory.createDefaultGraph();
    RDFParser.source(shared.resolve(OFFICIAL)).parse(official);
    Shapes shapes = Shapes.parse(official);
    measure(
        "Jena SHACL with the shapes of DCAT-AP 3.0.1",
        sample -> ShaclValidator.get().validate(shapes, sample.graph()));
  }

  private void measure(String name, Consumer<Sample> check) {
    samples.forEach(check);
    var times = new double[ROUNDS / 2 * samples.size()];
    int at = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Sample sample : samples) {
        long start = System.nanoTime();
        check.accept(sample);
        if (round >= ROUNDS / 2) {
          times[at++] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f |%n",
        name,
        times[times.length / 2],
        times[times.length * 95 / 100]);
  }

  private static List<Sample> samples(Path folder) throws IOException {
    var samples = new ArrayList<Sample>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.endsWith("description.ttl")).sorted().toList()) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.source(file).parse(graph);
        dataset(graph).ifPresent(uri -> samples.add(new Sample(graph, uri)));
      }
    }
    return samples;
  }

  private static Optional<String> dataset(Graph graph) {
    return graph
        .find(Node.ANY, RDF.type.asNode(), DCAT.Dataset.asNode())
        .nextOptional()
        .map(triple -> triple.getSubject().getURI());
  }
}
