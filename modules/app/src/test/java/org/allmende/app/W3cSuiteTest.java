package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.allmende.testkit.W3cSuite;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.TestManifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The W3C's tests of SPARQL 1.1, asked over HTTP of a server with a store, its projections and its
/// guard. The data of all tests are published as graphs; each test names those that are its own, as
/// the protocol has it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class W3cSuiteTest {

  private static final String UT = "http://www.w3.org/2009/sparql/tests/test-update#";
  private static final String HT = "http://www.w3.org/2011/http#";
  private static final String CNT = "http://www.w3.org/2011/content#";
  private static final String BLANK = "urn:x-blank:";
  private static final String NOTHING = "urn:x-test:nothing";

  /// Each with its reason.
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry(W3cSuite.NOT_APPROVED, "ARQ differs; no approved test"),
          Map.entry(
              "csv-tsv-res/csv03 - CSV Result Format",
              "the store keeps a double by its value, and says 1000000.0e0 for 1.0e6"),
          Map.entry("update_dataset_default_graph", "an update; this endpoint only answers"),
          Map.entry("update_dataset_default_graphs", "an update; this endpoint only answers"),
          Map.entry("update_dataset_named_graphs", "an update; this endpoint only answers"),
          Map.entry("update_dataset_full", "an update; this endpoint only answers"),
          Map.entry("update_post_form", "an update; this endpoint only answers"),
          Map.entry("update_post_direct", "an update; this endpoint only answers"),
          Map.entry("update_base_uri", "an update; this endpoint only answers"));

  private final HttpClient client = HttpClient.newHttpClient();
  private String base = "";
  private @Nullable Installation installation;
  private @Nullable Server server;

  @BeforeAll
  void publish(@TempDir Path data) throws IOException {
    int port = Place.freePort();
    base = "http://localhost:" + port;
    var opened = Installation.open(Place.furnished(data), base);
    installation = opened;
    var store = opened.directory().datasets();
    for (Resource file : files()) {
      store.putGraph(file.getURI(), named(RDFDataMgr.loadGraph(file.getURI())));
    }
    for (Resource graph : subjects(W3cSuite.manifest("protocol"), UT + "graph")) {
      String label =
          graph.listProperties().toList().stream()
              .filter(said -> said.getObject().isLiteral())
              .map(said -> said.getString())
              .findFirst()
              .orElseThrow();
      store.putGraph(label, RDFDataMgr.loadGraph(resource(graph, UT + "graph").getURI()));
    }
    opened.follow();
    server = Place.serve(opened, port);
  }

  @AfterAll
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (installation != null) {
      installation.close();
    }
  }

  /// What is published has no blank nodes: they are named when they come in. Here they get names by
  /// which they are known again, and answers are read with blank nodes in their place.
  private static Graph named(Graph graph) {
    return each(
        graph,
        term -> term.isBlank() ? NodeFactory.createURI(BLANK + term.getBlankNodeLabel()) : term);
  }

  private static Node blank(Node term) {
    return term.isURI() && term.getURI().startsWith(BLANK)
        ? NodeFactory.createBlankNode(term.getURI())
        : term;
  }

  private static Graph each(Graph graph, UnaryOperator<Node> change) {
    Graph changed = GraphFactory.createDefaultGraph();
    graph
        .find()
        .forEachRemaining(triple ->
            changed.add(
                change.apply(triple.getSubject()),
                triple.getPredicate(),
                change.apply(triple.getObject())));
    return changed;
  }

  private static RowSet blank(RowSet rows) {
    var changed = new ArrayList<Binding>();
    rows.forEachRemaining(row -> {
      var builder = Binding.builder();
      row.forEach((column, term) -> builder.add(column, blank(term)));
      changed.add(builder.build());
    });
    return RowSetStream.create(rows.getResultVars(), changed.iterator());
  }

  private Set<Resource> files() {
    var files = new TreeSet<Resource>(java.util.Comparator.comparing(Resource::getURI));
    for (String group : W3cSuite.QUERY_GROUPS) {
      Model model = W3cSuite.manifest(group);
      for (String property : List.of(W3cSuite.QUERY + "data", W3cSuite.QUERY + "graphData")) {
        model
            .listObjectsOfProperty(model.createProperty(property))
            .forEachRemaining(file -> files.add(file.asResource()));
      }
    }
    return files;
  }

  private static List<Resource> subjects(Model model, String property) {
    return model.listSubjectsWithProperty(model.createProperty(property)).toList();
  }

  private static @Nullable Resource find(Resource of, String property) {
    return of.getPropertyResourceValue(of.getModel().createProperty(property));
  }

  private static Resource resource(Resource of, String property) {
    Resource found = find(of, property);
    if (found == null) {
      throw new IllegalStateException(of + " has no " + property);
    }
    return found;
  }

  private static String text(Resource of, String property) {
    var said = of.getProperty(of.getModel().createProperty(property));
    return said == null ? "" : said.getObject().asLiteral().getLexicalForm();
  }

  private static List<Resource> list(Resource of, String property) {
    Resource first = find(of, property);
    return first == null
        ? List.of()
        : first.as(RDFList.class).asJavaList().stream().map(node -> node.asResource()).toList();
  }

  // --- query evaluation, results and syntax

  @TestFactory
  Stream<DynamicTest> answersAsTheStandardSays() {
    var tests = new ArrayList<DynamicTest>();
    for (String group : W3cSuite.QUERY_GROUPS) {
      Model model = W3cSuite.manifest(group);
      for (Resource test : model.listSubjectsWithProperty(TestManifest.name).toList()) {
        String name = group + "/" + test.getProperty(TestManifest.name).getString();
        String kind =
            resource(test, RDF.type.getURI()).getURI().substring(W3cSuite.MANIFEST.length());
        if (LEFT_OUT.containsKey(name)) {
          continue;
        }
        switch (kind) {
          case "QueryEvaluationTest", "CSVResultFormatTest" ->
              tests.add(DynamicTest.dynamicTest(name, () -> evaluate(test)));
          case "PositiveSyntaxTest11" ->
              tests.add(DynamicTest.dynamicTest(name, () -> syntax(test, List.of(200, 403))));
          case "NegativeSyntaxTest11" ->
              tests.add(DynamicTest.dynamicTest(name, () -> syntax(test, List.of(400))));
          default -> {}
        }
      }
    }
    assertTrue(tests.size() > 250, "only " + tests.size() + " tests");
    return tests.stream();
  }

  /// A function that is not offered is forbidden, which is no matter of syntax.
  private void syntax(Resource test, List<Integer> status) throws Exception {
    String query = Files.readString(W3cSuite.path(resource(test, TestManifest.action.getURI())));
    var answer = ask(query, "", "*/*");
    assertTrue(status.contains(answer.statusCode()), answer::body);
  }

  private void evaluate(Resource test) throws Exception {
    Resource action = resource(test, TestManifest.action.getURI());
    Resource result = resource(test, TestManifest.result.getURI());
    Path file = W3cSuite.path(resource(action, W3cSuite.QUERY + "query"));
    String query = Files.readString(file);
    var parsed = QueryFactory.create(query, file.toUri().toString());
    String asked = "BASE <" + file.toUri() + ">\n" + query;
    // what the query names itself is published, too
    String dataset =
        parsed.hasDatasetDescription()
            ? ""
            : graphs(action, "data", "default-graph-uri")
                + graphs(action, "graphData", "named-graph-uri");
    if (parsed.isConstructType()) {
      for (Lang lang : List.of(Lang.TURTLE, Lang.NTRIPLES, Lang.JSONLD, Lang.RDFXML)) {
        String made = ok(ask(asked, dataset, lang.getHeaderString()));
        Graph graph = each(RDFParser.fromString(made, lang).toGraph(), W3cSuiteTest::blank);
        assertTrue(RDFDataMgr.loadGraph(result.getURI()).isIsomorphicWith(graph), made);
      }
      return;
    }
    String name = result.getURI();
    if (name.endsWith(".csv")) {
      assertEquals(
          Files.readString(W3cSuite.path(result))
              .lines()
              .map(W3cSuiteTest::unlabelled)
              .sorted()
              .toList(),
          ok(ask(asked, dataset, "text/csv"))
              .lines()
              .map(W3cSuiteTest::unlabelled)
              .sorted()
              .toList());
      return;
    }
    for (Lang lang : List.of(ResultSetLang.RS_JSON, ResultSetLang.RS_XML)) {
      String said = ok(ask(asked, dataset, lang.getHeaderString()));
      var in = new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8));
      if (parsed.isAskType()) {
        boolean truth = ResultsReader.create().build().readAny(name).getBooleanResult();
        assertEquals(truth, ResultSetMgr.readBoolean(in, lang));
      } else {
        RowSet wanted = W3cSuite.rows(result).rewindable();
        RowSet got = blank(RowSet.adapt(ResultSetMgr.read(in, lang))).rewindable();
        assertTrue(
            ResultsCompare.equalsByValue(wanted, got),
            () -> said + "\nexpected\n" + W3cSuite.text(wanted));
      }
    }
  }

  /// What a test is about, as parameters of the protocol; nothing where it says nothing.
  private static String graphs(Resource action, String property, String parameter) {
    var names =
        action
            .listProperties(action.getModel().createProperty(W3cSuite.QUERY + property))
            .toList()
            .stream()
            .map(said -> said.getResource().getURI())
            .toList();
    var parameters = new StringBuilder();
    for (String name : names.isEmpty() ? List.of(NOTHING) : names) {
      parameters.append('&').append(parameter).append('=').append(encode(name));
    }
    return parameters.toString();
  }

  private HttpResponse<String> ask(String query, String dataset, String accept) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(base + "/sparql"))
            .header("Accept", accept)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("query=" + encode(query) + dataset))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String ok(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unlabelled(String line) {
    return line.replaceAll("(_:|urn:x-blank:)\\w+", "_:");
  }

  // --- service description

  @TestFactory
  Stream<DynamicTest> describesItself() {
    return W3cSuite.manifest("service-description")
        .listSubjectsWithProperty(TestManifest.name)
        .toList()
        .stream()
        .map(test ->
            DynamicTest.dynamicTest(
                test.getProperty(TestManifest.name).getString(),
                () -> described(test.getURI().substring(test.getURI().indexOf('#') + 1))));
  }

  private void described(String test) throws Exception {
    for (Lang lang : List.of(Lang.TURTLE, Lang.RDFXML, Lang.JSONLD, Lang.NTRIPLES)) {
      var request =
          HttpRequest.newBuilder(URI.create(base + "/sparql"))
              .header("Accept", lang.getHeaderString())
              .build();
      String said = ok(client.send(request, HttpResponse.BodyHandlers.ofString()));
      Graph graph = RDFParser.fromString(said, lang).toGraph();
      Node service = NodeFactory.createURI(base + "/sparql");
      switch (test) {
        case "returns-rdf" -> assertTrue(graph.size() > 0);
        case "has-endpoint-triple" ->
            assertTrue(graph.contains(Node.ANY, sd("endpoint"), service), said);
        case "conforms-to-schema" -> {
          assertTrue(graph.contains(service, RDF.type.asNode(), sd("Service")), said);
          Node dataset = object(graph, service, "defaultDataset");
          assertTrue(graph.contains(dataset, RDF.type.asNode(), sd("Dataset")), said);
          Node defaultGraph = object(graph, dataset, "defaultGraph");
          assertTrue(graph.contains(defaultGraph, RDF.type.asNode(), sd("Graph")), said);
        }
        default -> throw new AssertionError("a test that is not known: " + test);
      }
    }
  }

  private static Node object(Graph graph, Node subject, String property) {
    return graph.find(subject, sd(property), Node.ANY).toList().getFirst().getObject();
  }

  private static Node sd(String name) {
    return NodeFactory.createURI("http://www.w3.org/ns/sparql-service-description#" + name);
  }

  // --- protocol

  @TestFactory
  Stream<DynamicTest> speaksTheProtocol() {
    Model model = W3cSuite.manifest("protocol");
    var tests = new ArrayList<DynamicTest>();
    for (Resource test : model.listSubjectsWithProperty(TestManifest.name).toList()) {
      String name = test.getURI().substring(test.getURI().indexOf('#') + 1);
      if (!LEFT_OUT.containsKey(name)) {
        tests.add(DynamicTest.dynamicTest(name, () -> converse(test)));
      }
    }
    assertEquals(27, tests.size());
    return tests.stream();
  }

  private void converse(Resource test) throws Exception {
    Resource connection = resource(test, TestManifest.action.getURI());
    for (Resource request : list(connection, HT + "requests")) {
      var answer = client.send(request(request), HttpResponse.BodyHandlers.ofString());
      Resource wanted = resource(request, HT + "resp");
      String status = "StatusCode" + answer.statusCode() / 100 + "xx";
      assertTrue(
          wanted
              .listProperties(
                  wanted.getModel().createProperty(W3cSuite.MANIFEST + "expectedStatus"))
              .toList()
              .stream()
              .anyMatch(said -> said.getResource().getURI().endsWith(status)),
          () -> answer.statusCode() + ": " + answer.body());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      switch (text(wanted, W3cSuite.MANIFEST + "expectedFormat")) {
        case "boolean", "tabular" -> assertTrue(type.contains("sparql-results"), type);
        case "RDF" -> assertTrue(type.startsWith("text/turtle"), type);
        default -> {}
      }
      String truth = text(wanted, W3cSuite.MANIFEST + "expectedBoolean");
      assertTrue(truth.isEmpty() || answer.body().contains("\"boolean\":" + truth), answer::body);
    }
  }

  private HttpRequest request(Resource said) {
    String path = text(said, HT + "absolutePath").replaceFirst("^/sparql/", "/sparql");
    var request = HttpRequest.newBuilder(URI.create(base + path));
    for (Resource header : list(said, HT + "headers")) {
      request.header(text(header, HT + "fieldName"), text(header, HT + "fieldValue"));
    }
    Resource body = find(said, HT + "body");
    HttpRequest.BodyPublisher sent =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(
                text(body, CNT + "chars"), Charset.forName(text(body, CNT + "characterEncoding")));
    return request.method(text(said, HT + "methodName"), sent).build();
  }
}
