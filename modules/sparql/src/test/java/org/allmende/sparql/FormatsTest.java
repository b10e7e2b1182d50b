package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is written in each form is what Jena reads in it, for odd terms made with a seed.
final class FormatsTest {

  private static final String QUERY = "SELECT ?s ?p ?o ?none {?s ?p ?o} ORDER BY ?s ?p ?o";
  private static final String ODD = "äß€😀\"'\\,;\n\r\t <>&|{}^`%#?=\u00a0\u2028\uffee-a1.é";

  private static Shelf shelf(Random random) {
    var shelf = new Shelf();
    for (int i = 0; i < 60; i++) {
      shelf.add(
          Triple.create(
              random.nextInt(4) == 0
                  ? NodeFactory.createBlankNode("n" + random.nextInt(9))
                  : iri(random),
              NodeFactory.createURI("http://e/ns#p" + random.nextInt(5)),
              object(random)));
    }
    return shelf;
  }

  private static Node iri(Random random) {
    return NodeFactory.createURI(
        "http://e/" + random.nextInt(20) + "/ä/&'(" + random.nextInt(3) + ")?a=b#c");
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int at = ODD.offsetByCodePoints(0, random.nextInt(ODD.codePointCount(0, ODD.length())));
      text.appendCodePoint(ODD.codePointAt(at));
    }
    return text.toString();
  }

  private static Node object(Random random) {
    return switch (random.nextInt(11)) {
      case 0 -> iri(random);
      case 1 -> NodeFactory.createBlankNode("n" + random.nextInt(9));
      case 2 -> NodeFactory.createLiteralLang(text(random), "de");
      case 3 -> NodeFactory.createLiteralLang(text(random), "en-GB");
      case 4 -> NodeFactory.createLiteralDT("" + random.nextInt(), XSDDatatype.XSDinteger);
      case 5 ->
          NodeFactory.createLiteralDT(
              random.nextInt(99) + "." + random.nextInt(9), XSDDatatype.XSDdecimal);
      case 6 ->
          NodeFactory.createLiteralDT(
              random.nextInt(9) + "e" + random.nextInt(9), XSDDatatype.XSDdouble);
      case 7 ->
          NodeFactory.createLiteralDT(random.nextBoolean() ? "true" : "1", XSDDatatype.XSDboolean);
      case 8 -> NodeFactory.createLiteralDT("kein Datum", XSDDatatype.XSDdate);
      case 9 -> NodeFactory.createLiteralDirLang(text(random), "ar", "rtl");
      default -> NodeFactory.createLiteralString(text(random));
    };
  }

  @TestFactory
  Stream<DynamicTest> writesRowsThatJenaReadsAlike() {
    return IntStream.range(0, 40)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> rows(seed)));
  }

  private static void rows(int seed) {
    var shelf = shelf(new Random(seed));
    List<List<String>> expected = table(QueryExec.dataset(shelf.data).query(QUERY).select(), false);
    List<List<String>> plain = table(QueryExec.dataset(shelf.data).query(QUERY).select(), true);
    try (var endpoint = new GuardedSparqlEndpoint(shelf, Limits.of("http://e/"))) {
      var ask = new Asking(endpoint);
      Map.of(
              ResultSetLang.RS_JSON, Asking.JSON,
              ResultSetLang.RS_XML, "application/sparql-results+xml",
              ResultSetLang.RS_TSV, "text/tab-separated-values")
          .forEach((lang, type) ->
              assertEquals(expected, table(read(lang, ask.text(QUERY, type)), false), type));
      String csv = ask.text(QUERY, "text/csv");
      assertEquals(plain, table(read(ResultSetLang.RS_CSV, csv), true), "CSV");
    }
  }

  private static RowSet read(Lang lang, String text) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return org.apache.jena.sparql.exec.RowSet.adapt(
        org.apache.jena.riot.ResultSetMgr.read(in, lang));
  }

  /// Rows as text, blank nodes numbered in the order they come in.
  private static List<List<String>> table(RowSet rows, boolean plain) {
    Map<Node, Integer> blanks = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    List<List<String>> table = new ArrayList<>();
    rows.forEachRemaining(row -> {
      var line = new ArrayList<String>();
      for (String name : List.of("s", "p", "o", "none")) {
        Node value = row.get(Var.alloc(name));
        if (value == null) {
          line.add("");
        } else if (value.isBlank()) {
          line.add("_:" + blanks.computeIfAbsent(value, _ -> blanks.size()));
        } else if (plain && value.isLiteral() && value.getLiteralLexicalForm().startsWith("_:b")) {
          line.add("_:" + names.computeIfAbsent(value.getLiteralLexicalForm(), _ -> names.size()));
        } else if (plain) {
          line.add(value.isURI() ? value.getURI() : value.getLiteralLexicalForm());
        } else {
          line.add(value.toString());
        }
      }
      table.add(line);
    });
    return table;
  }

  @TestFactory
  Stream<DynamicTest> writesGraphsThatJenaReadsAlike() {
    return IntStream.range(0, 40)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> graphs(seed)));
  }

  private static void graphs(int seed) {
    var shelf = shelf(new Random(seed));
    Graph expected = shelf.data.getDefaultGraph();
    Graph undirected = GraphFactory.createDefaultGraph();
    expected
        .find()
        .filterKeep(
            t -> !t.getObject().isLiteral() || t.getObject().getLiteralBaseDirection() == null)
        .forEachRemaining(undirected::add);
    try (var endpoint = new GuardedSparqlEndpoint(shelf, Limits.of("http://e/"))) {
      var ask = new Asking(endpoint);
      String all = "PREFIX e: <http://e/ns#> CONSTRUCT {?s ?p ?o} WHERE {?s ?p ?o";
      for (Lang lang : List.of(Lang.TURTLE, Lang.NTRIPLES, Lang.RDFXML, Lang.JSONLD)) {
        boolean directed = lang.equals(Lang.TURTLE) || lang.equals(Lang.NTRIPLES);
        String text =
            ask.text(
                all + (directed ? "}" : " FILTER(!isLiteral(?o) || !hasLangdir(?o))}"),
                lang.getContentType().getContentTypeStr());
        Graph read = GraphFactory.createDefaultGraph();
        RDFParser.fromString(text, lang).parse(read);
        assertTrue(
            (directed ? expected : undirected).isIsomorphicWith(read), () -> lang + "\n" + text);
      }
    }
  }
}
