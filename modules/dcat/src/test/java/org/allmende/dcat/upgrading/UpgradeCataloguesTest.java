package org.allmende.dcat.upgrading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.allmende.dcat.checking.OfficialShapes;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.junit.jupiter.api.Test;

/// Every record of the real catalogues and of the standards' examples after the upgrade, against
/// the official shapes.
class UpgradeCataloguesTest {

  private static final Upgrade UPGRADE = new Upgrade(Examples.VOCABULARIES);

  private static final String LACKING = "the source does not say it, and it cannot be invented";
  private static final String ELSEWHERE = "points to a thing that is not in the same file";
  private static final String UNKNOWN_FORMAT = "a format that is in no list: stays as it is";

  /// What is left, by property and kind of constraint, and why.
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("publisher MinCount", LACKING),
          Map.entry("title MinCount", LACKING),
          Map.entry("description MinCount", LACKING),
          Map.entry("license MinCount", LACKING),
          Map.entry("accessURL MinCount", LACKING),
          Map.entry("endpointURL MinCount", LACKING),
          Map.entry("algorithm MinCount", LACKING),
          Map.entry("checksumValue MinCount", LACKING),
          Map.entry("name MinCount", LACKING),
          Map.entry("notation MinCount", LACKING),
          Map.entry("hvdCategory MinCount", LACKING),
          Map.entry("applicableLegislation MinCount", LACKING),
          Map.entry("contactPoint MinCount", LACKING),
          Map.entry("page MinCount", LACKING),
          Map.entry("prefLabel MinCount", LACKING),
          Map.entry(
              "null MinCount", "a contact without any way to reach it, a period without dates"),
          Map.entry("hasVersion ClassConstraint", ELSEWHERE),
          Map.entry("servesDataset ClassConstraint", ELSEWHERE),
          Map.entry("source ClassConstraint", ELSEWHERE),
          Map.entry("inSeries ClassConstraint", ELSEWHERE),
          Map.entry("hadRole ClassConstraint", ELSEWHERE),
          Map.entry("hasPolicy ClassConstraint", ELSEWHERE),
          Map.entry("relation ShNode", ELSEWHERE),
          Map.entry("format NodeKindConstraint", UNKNOWN_FORMAT),
          Map.entry("format ClassConstraint", UNKNOWN_FORMAT),
          Map.entry("format ShNode", UNKNOWN_FORMAT),
          Map.entry("inScheme HasValueConstraint", UNKNOWN_FORMAT),
          Map.entry("theme ClassConstraint", "data themes that are newer than the list, or none"),
          Map.entry("language ShNode", "a language of the EU's address that the list has not"),
          Map.entry("algorithm ShNode", "the European file wants https, SPDX itself has http"),
          Map.entry("status ShNode", "the European file looks for what the list itself is"),
          Map.entry("geometry NodeKindConstraint", "the text of the profile allows literals"),
          Map.entry("rights MaxCount", "two statements of rights: both are kept"),
          Map.entry(
              "accessURL ClassConstraint", "the official HVD file wants a class of addresses"),
          Map.entry(
              "endpointURL ClassConstraint", "the official HVD file wants a class of addresses"),
          Map.entry(
              "endpointDescription ClassConstraint",
              "the official HVD file wants a class of addresses"),
          Map.entry("hasEmail ClassConstraint", "the official HVD file wants a class of addresses"),
          Map.entry("hasURL ClassConstraint", "the official HVD file wants a class of addresses"));

  private record File(String name, List<String> uris, List<Graph> before, List<Graph> after) {}

  @Test
  void leavesNoViolationThatIsOurs() throws IOException {
    var shapes = OfficialShapes.mandatoryWithVocabularies();
    var highValue = OfficialShapes.of("semic-dcat-ap-hvd/3.0.0/hvd-SHACL.ttl");
    var left = new TreeMap<String, Integer>();
    var ours = new ArrayList<String>();
    int records = 0;
    for (File file : files()) {
      Graph union = GraphFactory.createDefaultGraph();
      file.after().forEach(graph -> GraphUtil.addInto(union, graph));
      records += file.after().size();
      var found = new ArrayList<ReportEntry>();
      shapes.forEach(official -> found.addAll(official.violations(union)));
      if (union.contains(Node.ANY, Terms.HVD_CATEGORY, Node.ANY)) {
        found.addAll(highValue.violations(union));
      }
      for (ReportEntry entry : found) {
        String kind = kind(entry);
        left.merge(kind, 1, Integer::sum);
        if (!REASONS.containsKey(kind)) {
          ours.add(kind + " " + file.name() + " " + entry.focusNode() + " " + entry.value());
        }
      }
    }
    System.out.println(records + " records after the upgrade; what is left:");
    left.forEach((kind, count) ->
        System.out.println(count + "\t" + kind + "\t" + REASONS.getOrDefault(kind, "?")));
    assertEquals(List.of(), ours);
    assertTrue(records > 700, "only " + records + " records");
  }

  @Test
  void aSecondUpgradeChangesNothing() throws IOException {
    for (File file : files()) {
      for (int i = 0; i < file.after().size(); i++) {
        String uri = file.uris().get(i);
        Graph once = file.after().get(i);
        Graph twice = UPGRADE.upgrade(once, uri).graph();
        var gone = once.stream().filter(t -> !twice.contains(t)).toList();
        var come = twice.stream().filter(t -> !once.contains(t)).toList();
        assertTrue(
            gone.isEmpty() && come.isEmpty(),
            () -> file.name() + " " + uri + " without " + gone + " with " + come);
      }
    }
  }

  @Test
  void losesNothing() throws IOException {
    var lost = new ArrayList<String>();
    for (File file : files()) {
      for (int i = 0; i < file.after().size(); i++) {
        Set<String> said = texts(file.after().get(i));
        String all = String.join("\n", said);
        List<Finding> findings =
            UPGRADE.upgrade(file.before().get(i), file.uris().get(i)).findings();
        for (String text : texts(file.before().get(i))) {
          if (!said.contains(text)
              && !all.contains(text)
              && findings.size() < 200
              && findings.stream().noneMatch(f -> tells(f, text))) {
            lost.add(file.name() + " " + file.uris().get(i) + ": " + text);
          }
        }
      }
    }
    assertEquals(List.of(), lost);
  }

  private static boolean tells(Finding finding, String text) {
    String start = text.length() > 200 ? text.substring(0, 200) : text;
    return String.valueOf(finding.place().value()).startsWith(start);
  }

  private static Set<String> texts(Graph graph) {
    var texts = new HashSet<String>();
    graph
        .find()
        .forEachRemaining(t -> {
          Node object = t.getObject();
          if (object.isLiteral() && !object.getLiteralLexicalForm().isBlank()) {
            texts.add(object.getLiteralLexicalForm());
          } else if (object.isURI() && !Skolem.isSkolem(object)) {
            texts.add(object.getURI());
          }
        });
    return texts;
  }

  private static String kind(ReportEntry entry) {
    return (entry.resultPath() instanceof P_Link link ? link.getNode().getLocalName() : "null")
        + " "
        + entry.constraint().getClass().getSimpleName();
  }

  private static List<File> files() throws IOException {
    var files = new ArrayList<File>();
    for (String folder : List.of("real/catalogs", "standards/examples")) {
      Path top = Folders.shared(folder);
      try (Stream<Path> paths = Files.walk(top)) {
        for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
          String name = path.getFileName().toString();
          if (RdfFiles.recognises(path, name)) {
            files.add(file(path, name));
          }
        }
      }
    }
    return files;
  }

  private static File file(Path path, String name) throws IOException {
    var file = new File(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new RdfFiles()
        .read(
            path,
            name,
            new RdfFiles.Sink() {
              @Override
              public void record(String uri, Graph graph, boolean more) {
                file.uris().add(uri);
                file.before().add(graph);
                file.after().add(UPGRADE.upgrade(graph, uri).graph());
              }

              @Override
              public void rest(Graph graph) {
                // Catalogues and the like are not upgraded.
              }

              @Override
              public void finding(Finding finding) {
                // Said where reading is tested.
              }
            });
    return file;
  }
}
