package org.allmende.dcat.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.terms.Terms;
import org.allmende.intake.Readers;
import org.allmende.model.Metadata;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.ShaclValidator;
import org.junit.jupiter.api.Test;

/// What we say ourselves about every sample and every real file, with nothing typed, against the
/// official shapes: neither violations nor warnings.
final class DescribedFilesTest {

  private static final String[] OFFICIAL = {
    "semic-dcat-ap/3.0.1/shapes.ttl",
    "semic-dcat-ap/3.0.1/range.ttl",
    "semic-dcat-ap/3.0.1/mdr-vocabularies.shape.ttl",
    "semic-dcat-ap/3.0.1/deprecateduris.ttl",
    "govdata-shacl/v3.0/dcat-ap-SHACL-DE.ttl",
    "govdata-shacl/v3.0/dcat-ap-spec-german-additions.ttl",
    "govdata-shacl/v3.0/dcat-ap-de-controlledvocabularies.ttl",
    "govdata-shacl/v3.0/dcat-ap-de-deprecated.ttl"
  };
  private static final String[] HIGH_VALUE = {"semic-dcat-ap-hvd/3.0.0/hvd-SHACL.ttl"};

  /// What no German town can do anything about, by what the results are known by, and why.
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "http://spdx.org/rdf/terms#algorithm",
          "the European file wants SPDX's addresses with https; SPDX itself and DCAT-AP.de have http",
          "ClassConstraint[rdfs:Resource]",
          "everything that has an address is a resource, whether it says so or not",
          "<http://purl.org/dc/terms/publisher> Node[",
          "the European list of corporate bodies has the institutions of the Union",
          "<http://purl.org/dc/terms/spatial> Node[",
          "the European lists of places have no municipalities; DCAT-AP.de prescribes its own");

  private static final int LEAST_POINTS = 385;
  private final Readers readers = new Readers(Examples.VOCABULARIES);

  @Test
  void satisfyTheOfficialShapesWithoutWarnings() throws IOException {
    var official = OfficialShapes.of(OFFICIAL);
    var highValue = OfficialShapes.of(HIGH_VALUE);
    var checker = new Checker(Examples.VOCABULARIES);
    var quality = new Quality(Examples.VOCABULARIES, checker, Examples.BASE);
    var wrong = new TreeMap<String, Integer>();
    var poor = new ArrayList<String>();
    int described = 0;
    int tables = 0;
    int rich = 0;
    for (Path file : files()) {
      if (!(readers.read(upload(file)) instanceof Reading.Understood(var draft, var _))) {
        continue;
      }
      described++;
      var request = Examples.request(draft, Examples.weidenstedt(), Metadata.NOTHING);
      Graph graph = Examples.DESCRIBER.describe(request).graph();
      count(official, graph, wrong);
      var score = quality.score(graph, request.uri());
      // A table of which no word is known gets no theme: 30 points that only a person can give.
      boolean themed = graph.contains(Node.ANY, Terms.THEME, Node.ANY);
      tables += draft.tables().isEmpty() ? 0 : 1;
      if (themed && !draft.tables().isEmpty() && score.points() >= LEAST_POINTS) {
        rich++;
      } else if (themed && !draft.tables().isEmpty()) {
        poor.add(file.getFileName() + " " + score.points());
      }
      Graph declared =
          Examples.DESCRIBER
              .describe(Examples.request(draft, Examples.weidenstedt(), highValue()))
              .graph();
      count(highValue, declared, wrong);
    }
    assertTrue(described > 150, "only " + described);
    assertEquals(new TreeMap<>(), wrong);
    assertEquals(List.of(), poor);
    assertTrue(rich >= 0.8 * tables, rich + " of " + tables);
  }

  private static List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (Path folder : List.of(Folders.samples(), Folders.shared("real/municipal"))) {
      try (var found = Files.walk(folder)) {
        found
            .filter(Files::isRegularFile)
            .filter(file ->
                !file.toString().matches(".*(golden|\\.meta\\.json|README.md|tenant.json).*"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private static Metadata highValue() {
    Metadata n = Metadata.NOTHING;
    return new Metadata(
        n.title(),
        n.description(),
        n.keywords(),
        n.themes(),
        n.publisher(),
        n.contact(),
        n.license(),
        n.spatial(),
        n.temporal(),
        n.frequency(),
        "http://data.europa.eu/bna/c_e1da4e07",
        n.language(),
        n.identifier(),
        n.landingPage(),
        n.decisions());
  }

  private static Upload upload(Path file) throws IOException {
    var folders = new ArrayList<String>();
    file.toAbsolutePath().forEach(name -> folders.add(name.toString()));
    folders.removeLast();
    byte[] bytes = Files.readAllBytes(file);
    return new Upload(
        file.getFileName().toString(),
        folders,
        "application/octet-stream",
        Sha256.of(bytes),
        bytes.length,
        file);
  }

  private static void count(OfficialShapes shapes, Graph graph, Map<String, Integer> wrong) {
    Graph known = new LayeredGraph(graph, shapes.known());
    ShaclValidator.get().validate(shapes.shapes(), known).getEntries().stream()
        .map(entry ->
            entry.severity().level().getLocalName()
                + " "
                + entry.resultPath()
                + " "
                + entry.message())
        .filter(said -> NOT_OURS.keySet().stream().noneMatch(said::contains))
        .forEach(said -> wrong.merge(said, 1, Integer::sum));
  }
}
