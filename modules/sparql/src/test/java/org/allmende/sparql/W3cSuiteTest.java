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
import java.util.stream.Stream;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.testkit.W3cSuite;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.TestManifest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The W3C's tests of SPARQL 1.1 queries, syntax and results, asked of the endpoint with its guard.
final class W3cSuiteTest {

  @TestFactory
  Stream<DynamicTest> answersAsTheStandardSays() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (String group : W3cSuite.QUERY_GROUPS) {
      Model model = W3cSuite.manifest(group);
      for (Resource test : model.listSubjectsWithProperty(TestManifest.name).toList()) {
        String name = group + "/" + test.getProperty(TestManifest.name).getString();
        String kind = kind(test);
        if (!kind.isEmpty() && !name.equals(W3cSuite.NOT_APPROVED)) {
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
    return switch (type.substring(W3cSuite.MANIFEST.length())) {
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
    String query = Files.readString(W3cSuite.path(action));
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
        W3cSuite.path(
            action.getPropertyResourceValue(
                action.getModel().createProperty(W3cSuite.QUERY, "query")));
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
            Files.readString(W3cSuite.path(result))
                .lines()
                .map(W3cSuiteTest::blank)
                .sorted()
                .toList(),
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
      RowSet wanted = W3cSuite.rows(result).rewindable();
      RowSet got = RowSet.adapt(ResultSetMgr.read(in, ResultSetLang.RS_JSON)).rewindable();
      assertTrue(
          ResultsCompare.equalsByValue(wanted, got),
          () -> json + "\nexpected\n" + W3cSuite.text(wanted));
    }
  }

  private static String blank(String line) {
    return line.replaceAll("_:\\w+", "_:");
  }

  private static Stream<Resource> each(Resource action, String property) {
    return action
        .listProperties(action.getModel().createProperty(W3cSuite.QUERY, property))
        .toList()
        .stream()
        .map(statement -> statement.getResource());
  }

  private static Graph load(Resource file) {
    return RDFDataMgr.loadGraph(file.getURI());
  }
}
