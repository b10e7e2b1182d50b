package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.allmende.catalog.store.Entry;
import org.allmende.model.State;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.junit.jupiter.api.Test;

/// Whatever can be said comes back as it was said, also to somebody who has never seen it.
abstract class StatementsContract extends Contract {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final Node ABOUT = NodeFactory.createURI(Sample.uri("a/x"));

  private static Node typed(String text, String type) {
    return NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(type));
  }

  private static Stream<Node> texts() {
    return Stream.of(
            "",
            "  a  ",
            "Köln – Straße 😀 漢字",
            "a\"b\\c'd",
            "a\r\n\tb",
            "{?x $y} <z> %41 \\u0041",
            "a\u0001b",
            "a\u0000b",
            "a\u007fb\u0085c",
            "\ufffe",
            "u\u0308",
            "ü".repeat(70_000))
        .map(NodeFactory::createLiteralString);
  }

  private static Stream<Node> spokenTexts() {
    return Stream.of("de", "de-DE", "de-1996", "sr-Latn", "gsw", "x-own")
        .map(language -> NodeFactory.createLiteralLang("Baum 😀", language));
  }

  private static Stream<Node> values() {
    return Stream.of(
            "integer 01",
            "integer abc",
            "integer 9223372036854775807",
            "int 5",
            "long 5",
            "nonNegativeInteger 007",
            "decimal 1.50",
            "decimal 1",
            "double 1.0E0",
            "double INF",
            "float 1.5",
            "boolean true",
            "boolean 1",
            "boolean maybe",
            "date 2024-02-01",
            "date 2024-02-01Z",
            "date 31.02.2024",
            "dateTime 2024-02-01T10:00:00.120Z",
            "dateTime 2024-02-01T10:00:00",
            "dateTime 2024-02-01T10:00:00+01:00",
            "dateTime 2024-01-01T24:00:00Z",
            "time 12:00:00",
            "gYear 2024",
            "gYearMonth 2024-05",
            "duration P1Y",
            "dayTimeDuration PT1H",
            "hexBinary 00ab",
            "anyURI http://a b",
            "unsignedByte 255",
            "token x y")
        .map(said ->
            typed(
                said.substring(said.indexOf(' ') + 1), XSD + said.substring(0, said.indexOf(' '))));
  }

  private static Stream<Node> others() {
    String geo = "http://www.opengis.net/ont/geosparql#";
    String rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    return Stream.of(
        typed("POINT(7.1 50.7)", geo + "wktLiteral"),
        typed("POINT(abc", geo + "wktLiteral"),
        typed("{\"type\":\"Point\"}", geo + "geoJSONLiteral"),
        typed("<a>", rdf + "XMLLiteral"),
        typed("<b", rdf + "HTML"),
        typed("x", "https://example.org/type"));
  }

  private static Stream<Node> names() {
    return Stream.of(
            "https://e.org/ü",
            "https://e.org/%C3%BC",
            "https://e.org/a%20b?a=1&b=(2);c#f",
            "HTTP://E.org/x",
            "urn:x:" + "a".repeat(900),
            "https://e.org/" + "b".repeat(4_000),
            "https://e.org/😀",
            "mailto:a@b.de",
            "https://e.org/a'b")
        .map(NodeFactory::createURI);
  }

  private static Graph odd() {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    int[] number = {0};
    Stream.of(texts(), spokenTexts(), values(), others(), names())
        .flatMap(some -> some)
        .forEach(node -> {
          Node word = NodeFactory.createURI("https://example.org/word" + number[0]++);
          graph.add(Triple.create(ABOUT, word, node));
          if (node.isURI()) {
            graph.add(Triple.create(node, word, ABOUT));
            graph.add(Triple.create(ABOUT, node, ABOUT));
          }
        });
    return graph;
  }

  private static List<String> lines(Graph graph) {
    return graph.stream()
        .map(t ->
            NodeFmtLib.strNT(t.getSubject())
                + NodeFmtLib.strNT(t.getPredicate())
                + NodeFmtLib.strNT(Content.spelled(t.getObject())))
        .sorted()
        .toList();
  }

  private static Entry entry(State state, Graph graph, String notes) {
    return new Entry(Sample.id("a/x"), Sample.uri("a/x"), state, graph, notes);
  }

  @Test
  void givesBackEveryStatementAsItWasSaid() throws IOException {
    Graph odd = odd();
    String notes = "{\"a\":\"\\u0000 😀 \\\\ \u0001\"}";
    try (var directory = open(folder)) {
      directory.datasets().put(entry(State.PUBLISHED, odd, notes));
      directory.datasets().putGraph("https://example.org/words", odd);
      directory.datasets().put(Sample.draft("a/y", "Entwurf 😀", notes));
    }
    List<String> told = Sample.dump(folder);
    try (var directory = open(reader())) {
      var found = directory.datasets().find(Sample.id("a/x")).orElseThrow();
      assertSame(lines(odd), lines(found.entry().graph()));
      assertEquals(notes, found.entry().notes());
    }
    assertSame(told, Sample.dump(reader()));
  }

  @Test
  void refusesAWholeNumberThatNoEngineKeeps() throws IOException {
    Node number = typed("123456789012345678901234567890", XSD + "integer");
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    graph.add(Triple.create(ABOUT, NodeFactory.createURI("https://example.org/word"), number));
    try (var directory = open(folder)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> directory.datasets().put(entry(State.PUBLISHED, graph, "")));
    }
  }

  @Test
  void forgetsEveryStatementThatIsNotSaidAnyMore() throws IOException {
    try (var directory = open(folder)) {
      directory.datasets().put(entry(State.PUBLISHED, odd(), ""));
      directory.datasets().put(entry(State.PUBLISHED, Sample.titled(Sample.uri("a/x"), "A"), ""));
    }
    List<String> told = Sample.dump(folder);
    try (var directory = open(reader())) {
      var found = directory.datasets().find(Sample.id("a/x")).orElseThrow();
      assertSame(lines(Sample.titled(Sample.uri("a/x"), "A")), lines(found.entry().graph()));
    }
    assertSame(told, Sample.dump(reader()));
  }

  private static void assertSame(List<String> expected, List<String> found) {
    var missing = new TreeSet<>(expected);
    found.forEach(missing::remove);
    var unexpected = new TreeSet<>(found);
    expected.forEach(unexpected::remove);
    assertEquals("missing []\nunexpected []", "missing " + missing + "\nunexpected " + unexpected);
  }

  /// The directory of another node where the engine is shared, and the same one where it is not.
  private Path reader() {
    return options().shared() == null ? folder : folder.resolve("another");
  }
}
