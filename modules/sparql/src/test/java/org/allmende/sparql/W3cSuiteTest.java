package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.catalog.SparqlEndpoint.Answer;
import org.allmende.catalog.SparqlEndpoint.Reason;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.RDFInput;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.TestManifest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The W3C's tests of SPARQL 1.1 queries, syntax and results, asked of the endpoint with its guard.
final class W3cSuiteTest {

  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

  private static final List<String> GROUPS =
      List.of(
          "aggregates",
          "bind",
          "bindings",
          "construct",
          "csv-tsv-res",
          "functions",
          "json-res",
          "negation",
          "property-path",
          "subquery",
          "syntax-query");

  /// Each with its reason.
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "property-path/ZeroOrX property paths should only return terms in the graph and not also"
              + " terms defined in the query",
          "ARQ lets a path of length zero begin at a term of the query, too; not an approved test");

  @TestFactory
  Stream<DynamicTest> answersAsTheStandardSays() throws IOException {
    Path suite = Folders.shared("real/suites/w3c-rdf-tests/sparql/sparql11");
    var tests = new ArrayList<DynamicTest>();
    for (String group : GROUPS) {
      Path manifest = suite.resolve(group).resolve("manifest.ttl");
      var model = RDFDataMgr.loadModel(manifest.toUri().toString(), Lang.TURTLE);
      for (Resource test : model.listSubjectsWithProperty(TestManifest.name).toList()) {
        String name = group + "/" + test.getProperty(TestManifest.name).getString();
        String kind = kind(test);
        if (!kind.isEmpty() && !LEFT_OUT.containsKey(name)) {
          tests.add(
              DynamicTest.dynamicTest(name, () -> assertDoesNotThrow(() -> run(test, kind), name)));
        }
      }
    }
    assertTrue(tests.size() > 250, "only " + tests.size() + " tests");
    return tests.stream();
  }

  private static String kind(Resource test) {
    String type = test.getPropertyResourceValue(RDF.type).getURI();
    return switch (type.substring(MF.length())) {
      case "QueryEvaluationTest", "CSVResultFormatTest" -> "evaluation";
      case "PositiveSyntaxTest11" -> "good";
      case "NegativeSyntaxTest11" -> "bad";
      default -> "";
    };
  }

  private static void run(Resource test, String kind) throws IOException {
    Resource action = test.getPropertyResourceValue(TestManifest.action);
    if (kind.equals("evaluation")) {
      evaluate(action, test.getPropertyResourceValue(TestManifest.result));
      return;
    }
    String query = Files.readString(path(action));
    try (var endpoint = new GuardedSparqlEndpoint(new Shelf(), Limits.of("http://example/"))) {
      Answer answer = new Asking(endpoint).of(query, "*/*");
      if (answer instanceof Answer.Ready ready) {
        ready.body().close();
      }
      boolean malformed =
          answer instanceof Answer.Refused refused && refused.reason() == Reason.MALFORMED;
      assertEquals(kind.equals("bad"), malformed, answer.toString());
    }
  }

  private static Path path(Resource file) {
    return Path.of(java.net.URI.create(file.getURI().replaceFirst("^file:/+", "file:///")));
  }

  private static void evaluate(Resource action, Resource result) throws IOException {
    var shelf = new Shelf();
    each(action, "data")
        .forEach(file -> load(file).find().forEachRemaining(shelf.data.getDefaultGraph()::add));
    each(action, "graphData")
        .forEach(file -> {
          Node name = NodeFactory.createURI(file.getURI());
          load(file)
              .find()
              .forEachRemaining(
                  t -> shelf.data.add(name, t.getSubject(), t.getPredicate(), t.getObject()));
        });
    Path file =
        path(action.getPropertyResourceValue(action.getModel().createProperty(QT, "query")));
    String query = Files.readString(file);
    var parsed = QueryFactory.create(query, file.toUri().toString());
    try (var endpoint = new GuardedSparqlEndpoint(shelf, Limits.of(file.toUri().toString()))) {
      var ask = new Asking(endpoint);
      if (parsed.isConstructType()) {
        Graph made = GraphFactory.createDefaultGraph();
        RDFParser.fromString(ask.text(query, "text/turtle"), Lang.TURTLE).parse(made);
        assertTrue(load(result).isIsomorphicWith(made), made.toString());
        return;
      }
      String name = result.getURI();
      if (name.endsWith(".csv")) {
        assertEquals(
            Files.readString(path(result)).lines().map(W3cSuiteTest::blank).sorted().toList(),
            ask.text(query, "text/csv").lines().map(W3cSuiteTest::blank).sorted().toList());
        return;
      }
      String json = ask.text(query, Asking.JSON);
      var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
      if (parsed.isAskType()) {
        boolean truth = ResultsReader.create().build().readAny(name).getBooleanResult();
        assertEquals(truth, ResultSetMgr.readBoolean(in, ResultSetLang.RS_JSON));
        return;
      }
      RowSet wanted = wanted(name).rewindable();
      RowSet got = RowSet.adapt(ResultSetMgr.read(in, ResultSetLang.RS_JSON)).rewindable();
      assertTrue(
          ResultsCompare.equalsByValue(wanted, got), () -> json + "\nexpected\n" + text(wanted));
    }
  }

  private static RowSet wanted(String uri) throws IOException {
    if (uri.endsWith(".ttl")) {
      return RowSet.adapt(RDFInput.fromRDF(RDFDataMgr.loadModel(uri)));
    }
    Lang lang = ResultSetLang.RS_XML;
    if (!uri.endsWith(".srx")) {
      lang = uri.endsWith(".srj") ? ResultSetLang.RS_JSON : ResultSetLang.RS_TSV;
    }
    byte[] bytes = Files.readAllBytes(Path.of(java.net.URI.create(uri)));
    return RowSet.adapt(ResultSetMgr.read(new ByteArrayInputStream(bytes), lang));
  }

  private static String text(RowSet rows) {
    var out = new java.io.ByteArrayOutputStream();
    RowSetOps.out(out, rows.rewindable());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String blank(String line) {
    return line.replaceAll("_:\\w+", "_:");
  }

  private static Stream<Resource> each(Resource action, String property) {
    return action.listProperties(action.getModel().createProperty(QT, property)).toList().stream()
        .map(statement -> statement.getResource());
  }

  private static Graph load(Resource file) {
    return RDFDataMgr.loadGraph(file.getURI());
  }
}
