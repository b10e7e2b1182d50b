package org.allmende.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.graph.GraphFactory;

/// Compares results with golden files and tells only the difference. `-Dgolden=update` writes them
/// anew; the difference is then reviewed like code.
public final class Golden {

  private Golden() {}

  /// A text against its golden file, line by line.
  public static void assertText(Path golden, String actual) {
    try {
      if (updating()) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, actual, StandardCharsets.UTF_8);
        return;
      }
      String expected =
          Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : "";
      if (!expected.equals(actual)) {
        report(golden.toString(), expected.lines().toList(), actual.lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A graph without blank nodes against its golden Turtle file.
  public static void assertGraph(Path golden, Graph actual) {
    try {
      if (updating()) {
        Files.createDirectories(golden.getParent());
        Files.write(golden, lines(actual), StandardCharsets.UTF_8);
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Graph expected = GraphFactory.createDefaultGraph();
    if (Files.exists(golden)) {
      RDFParser.source(golden).lang(Lang.TURTLE).parse(expected);
    }
    assertSameGraph(golden.toString(), expected, actual);
  }

  /// Two graphs, blank nodes compared by shape.
  public static void assertSameGraph(String name, Graph expected, Graph actual) {
    if (!expected.isIsomorphicWith(actual)) {
      report(name, lines(expected), lines(actual));
    }
  }

  private static List<String> lines(Graph graph) {
    var lines = new TreeSet<String>();
    graph
        .find()
        .forEachRemaining(t ->
            lines.add(
                NodeFmtLib.strNT(t.getSubject())
                    + " "
                    + NodeFmtLib.strNT(t.getPredicate())
                    + " "
                    + NodeFmtLib.strNT(t.getObject())
                    + " ."));
    return List.copyOf(lines);
  }

  private static void report(String name, List<String> expected, List<String> actual) {
    var missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    var unexpected = new ArrayList<>(actual);
    expected.forEach(unexpected::remove);
    fail(
        name
            + " differs\nmissing:\n"
            + String.join("\n", missing)
            + "\nunexpected:\n"
            + String.join("\n", unexpected));
  }

  private static boolean updating() {
    return "update".equals(System.getProperty("golden"));
  }
}
