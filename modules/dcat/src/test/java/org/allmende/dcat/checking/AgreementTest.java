package org.allmende.dcat.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.allmende.dcat.describing.Examples;
import org.allmende.dcat.terms.Terms;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Our shapes beside the official ones, on every official example: who objects to which field of
/// which thing, whatever the weight. Where only one side objects, `agreement.tsv` says why, once
/// for each profile, side and field; the whole list is written to `target/agreement.txt`.
class AgreementTest {

  private static final String OURS = "ours";
  private static final String THEIRS = "theirs";
  private static final Checker CHECKER = new Checker(Examples.VOCABULARIES);

  /// A field of a thing somebody objects to.
  private record Objection(Node focus, String field) {}

  /// Why one side objects alone.
  private record Difference(Profile profile, String side, String field)
      implements Comparable<Difference> {

    @Override
    public int compareTo(Difference other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return profile + "\t" + side + "\t" + field;
    }
  }

  private record Side(Profile profile, String name, Path file) {}

  @Test
  void differsFromTheOfficialShapesOnlyWithAReason() throws IOException {
    Map<Difference, String> reasons = reasons();
    var found = new TreeMap<Difference, Integer>();
    var lines = new ArrayList<String>();
    int common = 0;
    for (Profile profile : Profile.values()) {
      OfficialShapes official = official(profile);
      for (Path file : examples()) {
        Graph graph = read(file);
        Map<Objection, String> ours = ours(graph, profile);
        Map<Objection, String> theirs = theirs(graph, official);
        common += (int) ours.keySet().stream().filter(theirs::containsKey).count();
        alone(own(ours, profile), theirs.keySet(), new Side(profile, OURS, file), found, lines);
        alone(theirs, ours.keySet(), new Side(profile, THEIRS, file), found, lines);
      }
    }
    report(lines, found, reasons);
    var without = new TreeSet<>(found.keySet());
    without.removeAll(reasons.keySet());
    assertEquals(Set.of(), without, "differences without a reason");
    var unused = new TreeSet<>(reasons.keySet());
    unused.removeAll(found.keySet());
    assertEquals(Set.of(), unused, "reasons for what does not differ");
    assertTrue(common > 5000, "only " + common + " objections in common");
  }

  private static void alone(
      Map<Objection, String> here,
      Set<Objection> there,
      Side side,
      Map<Difference, Integer> found,
      List<String> lines) {
    here.forEach((one, words) -> {
      if (!there.contains(one)) {
        var difference = new Difference(side.profile(), side.name(), one.field());
        found.merge(difference, 1, Integer::sum);
        lines.add(
            String.join(
                "\t",
                difference.toString(),
                String.valueOf(side.file().getFileName()),
                one.focus().toString(),
                words));
      }
    });
  }

  private static void report(
      List<String> lines, Map<Difference, Integer> found, Map<Difference, String> reasons)
      throws IOException {
    var all = new ArrayList<String>();
    found.forEach((difference, times) ->
        all.add(difference + "\t" + times + "\t" + reasons.getOrDefault(difference, "")));
    all.add("");
    all.addAll(lines);
    Files.write(Path.of("target", "agreement.txt"), all, StandardCharsets.UTF_8);
  }

  private static OfficialShapes official(Profile profile) {
    return switch (profile) {
      case DCAT_AP ->
          OfficialShapes.of(
              together(
                  OfficialShapes.EUROPEAN,
                  OfficialShapes.EUROPEAN_VOCABULARIES,
                  OfficialShapes.EUROPEAN_RECOMMENDED));
      case DCAT_AP_DE ->
          OfficialShapes.of(
              together(
                  OfficialShapes.GERMAN,
                  OfficialShapes.GERMAN_MORE,
                  OfficialShapes.EUROPEAN_RECOMMENDED));
      case HVD -> OfficialShapes.of(OfficialShapes.HIGH_VALUE);
    };
  }

  private static String[] together(String[]... parts) {
    return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray(String[]::new);
  }

  private static Map<Objection, String> ours(Graph graph, Profile profile) {
    var set = new LinkedHashMap<Objection, String>();
    for (ReportEntry entry : CHECKER.entries(graph, profile)) {
      String code = entry.source().getURI().replaceFirst(".*:", "");
      set.merge(
          new Objection(entry.focusNode(), field(entry.resultPath())),
          code,
          (one, other) -> one.startsWith("hvd-") ? one : other);
    }
    return set;
  }

  /// The official shapes for high-value datasets stand alone; ours add to the European ones.
  private static Map<Objection, String> own(Map<Objection, String> ours, Profile profile) {
    var own = new LinkedHashMap<>(ours);
    own.values().removeIf(code -> profile == Profile.HVD && !code.startsWith("hvd-"));
    return own;
  }

  /// On a list of concepts the official shapes blame the concept: here, who names it.
  private static Map<Objection, String> theirs(Graph graph, OfficialShapes official) {
    var set = new LinkedHashMap<Objection, String>();
    for (ReportEntry entry : official.entries(graph)) {
      Node above = official.nested().get(entry.source());
      if (above == null) {
        set.put(new Objection(entry.focusNode(), field(entry.resultPath())), entry.message());
      } else {
        graph
            .find(Node.ANY, above, entry.focusNode())
            .forEach(t -> set.put(new Objection(t.getSubject(), name(above)), entry.message()));
      }
    }
    return set;
  }

  private static String field(org.apache.jena.sparql.path.@Nullable Path path) {
    if (path == null) {
      return "";
    }
    return java.util.regex.Pattern.compile("<([^>]*)>")
        .matcher(path.toString())
        .results()
        .map(found -> name(Terms.iri(found.group(1))))
        .sorted()
        .collect(Collectors.joining("|"));
  }

  private static String name(Node property) {
    return property.getURI().replaceFirst(".*/([^/]*[/#])", "$1");
  }

  private static Map<Difference, String> reasons() throws IOException {
    var reasons = new TreeMap<Difference, String>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/agreement.tsv"))) {
      if (!line.startsWith("#")) {
        String[] part = line.split("\t", -1);
        reasons.put(new Difference(Profile.valueOf(part[0]), part[1], part[2]), part[3]);
      }
    }
    return reasons;
  }

  private static Collection<Path> examples() throws IOException {
    try (var files = Files.walk(Folders.shared("standards/examples"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(ttl|rdf|jsonld)"))
          .filter(file -> !file.endsWith("context.jsonld"))
          .sorted()
          .toList();
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
