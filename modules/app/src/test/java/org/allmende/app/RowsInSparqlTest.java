package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The rows of the samples, asked in SPARQL: every answer is the one that ARQ gives over the same
/// rows converted to RDF by their CSVW metadata and kept in memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RowsInSparqlTest {

  private static final long SEED = 20261127;
  private static final int PER_TABLE = 25;
  private static final String NAMES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  private final Place place;
  private final DatasetGraph converted = DatasetGraphFactory.createGeneral();
  private final Map<String, Graph> tables = new LinkedHashMap<>();

  RowsInSparqlTest(@TempDir Path data) throws IOException {
    place = new Place(data);
    place.take(Folders.samples().resolve("tenants"));
    var quads = new ByteArrayOutputStream();
    place.installation.exporting().quads(quads);
    RDFParser.source(new ByteArrayInputStream(quads.toByteArray()))
        .lang(Lang.NQUADS)
        .parse(converted);
    Graph all = GraphFactory.createDefaultGraph();
    converted.find().forEachRemaining(quad -> all.add(quad.asTriple()));
    all.find().forEachRemaining(converted.getDefaultGraph()::add);
    Browsing browsing = place.installation.browsing();
    for (DatasetId id : place.installation.directory().datasets().ids(null, State.PUBLISHED)) {
      Browsing.Shown shown = browsing.find(id).orElseThrow();
      int number = 0;
      int file = 0;
      for (Draft draft : browsing.drafts(shown)) {
        file++;
        for (Table table : draft.tables()) {
          number++;
          convert(shown, draft, table, number, file);
        }
      }
    }
    tables.forEach((name, graph) -> converted.addGraph(NodeFactory.createURI(name), graph));
  }

  private void convert(Browsing.Shown shown, Draft draft, Table table, int number, int file)
      throws IOException {
    String uri = shown.stored().entry().uri();
    String address = place.installation.addresses().csv(shown.id(), number);
    var out = new ByteArrayOutputStream();
    CleanTable.of(draft, table)
        .orElseThrow()
        .writeRdf(address, "", false, RdfSyntax.N_TRIPLES, out);
    Graph graph =
        tables.computeIfAbsent(
            uri + (number == 1 ? "#csv" : "#file-" + file), _ -> GraphFactory.createDefaultGraph());
    RDFParser.source(new ByteArrayInputStream(out.toByteArray())).lang(Lang.NTRIPLES).parse(graph);
  }

  @AfterAll
  void close() throws IOException {
    place.close();
  }

  private List<String> ours(String query) throws IOException {
    Answer answer =
        place
            .installation
            .sparql()
            .answer(SparqlEndpoint.Request.of(query, "application/sparql-results+json"));
    var ready = assertInstanceOf(Answer.Ready.class, answer, query + "\n" + answer);
    var out = new ByteArrayOutputStream();
    try (var body = ready.body()) {
      body.writeTo(out);
    }
    return rows(
        RowSet.adapt(ResultSetFactory.fromJSON(new ByteArrayInputStream(out.toByteArray()))));
  }

  private List<String> theirs(String query) {
    // ARQ makes two rows of one for which two alternatives hold
    try (QueryExec exec =
        QueryExec.dataset(converted)
            .query(query)
            .set(ARQ.optFilterDisjunction, false)
            .set(ARQ.optFilterExpandOneOf, false)
            .build()) {
      return rows(exec.select());
    }
  }

  private static List<String> rows(RowSet set) {
    var rows = new ArrayList<String>();
    set.forEachRemaining(row -> rows.add(row(row)));
    Collections.sort(rows);
    return rows;
  }

  private static String row(Binding row) {
    var cells = new TreeSet<String>();
    row.vars().forEachRemaining(v -> cells.add(v + "=" + said(row.get(v))));
    return cells.toString();
  }

  private static String said(Node node) {
    if (node.isBlank()) {
      return "_:row";
    }
    if (node.isLiteral() && node.getLiteralDatatypeURI().endsWith("#decimal")) {
      // how many zeros end a sum depends on the order of its parts
      return new BigDecimal(node.getLiteralLexicalForm()).stripTrailingZeros().toPlainString();
    }
    return node.toString();
  }

  @Test
  void areTheTriplesThatTheirMetadataMakeOfTheCsv() throws IOException {
    for (String name : tables.keySet()) {
      same("SELECT ?p ?o { GRAPH <" + name + "> { ?row ?p ?o } }");
    }
    assertTrue(tables.size() > 20, tables.keySet().toString());
  }

  @Test
  void answerMadeUpQuestionsAsConvertedRowsDo() throws IOException {
    var random = new Random(SEED);
    for (var table : tables.entrySet()) {
      if (table.getValue().size() > 20_000 || table.getValue().isEmpty()) {
        continue;
      }
      var queries = new RowQueries(random, table.getKey(), table.getValue());
      for (int i = 0; i < PER_TABLE; i++) {
        same(queries.next());
      }
    }
  }

  private void same(String query) throws IOException {
    assertEquals(
        String.join("\n", theirs(query)),
        String.join("\n", ours(query)),
        "seed " + SEED + ": " + query);
  }

  private static final String TREES = Place.BASE + "/datasets/weidenstedt/baumkataster";

  @Test
  void areJoinedWithTheDatasetTheyBelongTo() throws IOException {
    String query =
        NAMES
            + """
            SELECT ?title ?p (COUNT(*) AS ?n) {
              <%s> dct:title ?title ; dcat:distribution ?d .
              FILTER(LANG(?title) = "de")
              GRAPH ?d { ?row ?p ?v }
            } GROUP BY ?title ?p
            """
                .formatted(TREES);
    assertTrue(theirs(query).size() > 3, theirs(query).toString());
    same(query);
  }

  @Test
  void areNotGoneThroughWhereNoGraphIsNamed() throws IOException {
    assertEquals(
        List.of("0"),
        place.rows(
            "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?row <" + TREES + ".csv#baumnummer> ?v } }"));
  }

  @Test
  void areSeenByTheEndpointOfTheirOwnTenantOnly() throws IOException {
    String query = "SELECT (COUNT(*) AS ?n) { GRAPH <" + TREES + "#csv> { ?row ?p ?v } }";
    assertTrue(Long.parseLong(asked(query, "weidenstedt")) > 100);
    assertEquals("0", asked(query, "mittelwied"));
  }

  private String asked(String query, String tenant) throws IOException {
    var request =
        new SparqlEndpoint.Request(
            query,
            List.of(),
            List.of(),
            List.of("text/csv"),
            place.installation.addresses().catalog(tenant));
    var ready = assertInstanceOf(Answer.Ready.class, place.installation.sparql().answer(request));
    var out = new ByteArrayOutputStream();
    try (var body = ready.body()) {
      body.writeTo(out);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList().get(1);
  }
}
