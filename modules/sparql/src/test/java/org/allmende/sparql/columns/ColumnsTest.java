package org.allmende.sparql.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.dcat.terms.Skolem;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  @TempDir Path elsewhere;

  private final GraphsInMemory store = new GraphsInMemory("store");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsWhatADatasetInMemoryFinds(long seed) {
    var chance = new Chance(seed);
    fill(chance, 40);
    try (Columns columns = Columns.open(folder, store)) {
      assertSame(columns, chance);
      for (int round = 0; round < 30; round++) {
        for (int i = chance.below(8); i >= 0; i--) {
          store.set(chance.graphName(), chance.graph(chance.below(3) == 0 ? 0 : 30));
        }
        assertTrue(columns.await(store.change(), LONG));
        if (chance.below(5) == 0) {
          columns.merge();
        }
        if (chance.below(12) == 0) {
          columns.rebuild();
        }
        assertSame(columns, chance);
      }
    }
    try (Columns columns = Columns.open(folder, store)) {
      assertSame(columns, chance);
    }
  }

  private void fill(Chance chance, int graphs) {
    for (int i = 0; i < graphs; i++) {
      store.set(chance.graphName(), chance.graph(30));
    }
  }

  private void assertSame(Columns columns, Chance chance) {
    try (View view = columns.view()) {
      DatasetGraph data = view.data();
      DatasetGraph expected = store.expected();
      assertEquals(store.change(), view.change());
      assertSameRows(list(expected.listGraphNodes()), list(data.listGraphNodes()), "names");
      assertEquals(expected.getDefaultGraph().size(), data.getDefaultGraph().size());
      for (int mask = 0; mask < 16; mask++) {
        for (int i = 0; i < 4; i++) {
          Node g = (mask & 8) == 0 ? Node.ANY : NodeFactory.createURI(chance.graphName());
          Node s = (mask & 4) == 0 ? Node.ANY : blank(chance.subject());
          Node p = (mask & 2) == 0 ? Node.ANY : chance.predicate();
          Node o = (mask & 1) == 0 ? Node.ANY : blank(chance.object());
          assertSame(data, expected, g, s, p, o);
        }
      }
    }
  }

  private static Node blank(Node node) {
    return Skolem.isSkolem(node) ? NodeFactory.createBlankNode(node.getURI()) : node;
  }

  private static void assertSame(
      DatasetGraph data, DatasetGraph expected, Node g, Node s, Node p, Node o) {
    String what = g + " " + s + " " + p + " " + o;
    assertSameRows(list(expected.find(g, s, p, o)), list(data.find(g, s, p, o)), what);
    assertSameRows(list(expected.findNG(g, s, p, o)), list(data.findNG(g, s, p, o)), what);
    assertEquals(expected.contains(g, s, p, o), data.contains(g, s, p, o), what);
    List<Triple> all = list(expected.getDefaultGraph().find(s, p, o));
    assertSameRows(all, list(data.getDefaultGraph().find(s, p, o)), what);
    assertEquals(all.size(), list(data.findNG(Quad.unionGraph, s, p, o)).size(), what);
    if (g.isURI()) {
      Graph named = data.getGraph(g);
      assertSameRows(list(expected.getGraph(g).find(s, p, o)), list(named.find(s, p, o)), what);
      assertEquals(expected.getGraph(g).size(), named.size(), what);
    }
    ColumnsDataset columns = (ColumnsDataset) data;
    int[] ids = {columns.number(s), columns.number(p), columns.number(o)};
    if (ids[0] >= Terms.NONE && ids[1] >= Terms.NONE && ids[2] >= Terms.NONE) {
      assertEquals(all.size(), columns.state().count(ids[0], ids[1], ids[2]), what);
    }
  }

  private static <T> void assertSameRows(List<T> expected, List<T> found, String what) {
    var missing = new HashMap<T, Integer>();
    expected.forEach(row -> missing.merge(row, 1, Integer::sum));
    var unexpected = new ArrayList<T>();
    found.forEach(row -> {
      if (!missing.containsKey(row)) {
        unexpected.add(row);
      }
      missing.computeIfPresent(row, (r, n) -> n == 1 ? null : n - 1);
    });
    assertTrue(
        missing.isEmpty() && unexpected.isEmpty(),
        () -> what + "\nmissing: " + missing + "\nunexpected: " + unexpected);
  }

  private static <T> List<T> list(java.util.Iterator<T> all) {
    var list = new ArrayList<T>();
    all.forEachRemaining(list::add);
    return list;
  }

  @Test
  void readersAreNotDisturbedByWriters() throws InterruptedException {
    var chance = new Chance(6);
    fill(chance, 40);
    var trouble = new ConcurrentLinkedQueue<Throwable>();
    var stop = new AtomicBoolean();
    try (Columns columns = Columns.open(folder, store)) {
      var readers = new ArrayList<Thread>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    while (!stop.get()) {
                      read(columns);
                    }
                  } catch (RuntimeException | AssertionError e) {
                    trouble.add(e);
                  }
                }));
      }
      for (int i = 0; i < 60; i++) {
        store.set(chance.graphName(), chance.graph(30));
        if (i % 10 == 5) {
          columns.merge();
        }
        if (i % 25 == 20) {
          columns.rebuild();
        }
      }
      assertTrue(columns.await(store.change(), LONG));
      stop.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertSame(columns, chance);
    }
    assertEquals(List.of(), List.copyOf(trouble));
  }

  private static void read(Columns columns) {
    try (View view = columns.view()) {
      Graph everything = view.data().getDefaultGraph();
      assertEquals(everything.size(), everything.find().toList().size());
    }
  }

  @Test
  void keepsAViewAsItWas() {
    store.set("https://example.org/a", one("before"));
    try (Columns columns = Columns.open(folder, store)) {
      View old = columns.view();
      store.set("https://example.org/a", one("after"));
      assertTrue(columns.await(2, LONG));
      columns.merge();
      columns.rebuild();
      assertEquals(List.of("before"), texts(old));
      old.close();
      old.close();
      try (View view = columns.view()) {
        assertEquals(List.of("after"), texts(view));
      }
    }
  }

  private static Graph one(String text) {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.add(
        Triple.create(
            NodeFactory.createURI("https://example.org/s"),
            NodeFactory.createURI("https://example.org/p"),
            NodeFactory.createLiteralString(text)));
    return graph;
  }

  private static List<String> texts(View view) {
    return view.data()
        .getDefaultGraph()
        .find()
        .mapWith(t -> t.getObject().getLiteralLexicalForm())
        .toList();
  }

  @Test
  void showsTogetherWhatWasWrittenTogether() throws InterruptedException {
    store.setTogether(together("0"));
    var torn = new ConcurrentLinkedQueue<List<String>>();
    var done = new AtomicBoolean();
    try (Columns columns = Columns.open(folder, store)) {
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                while (!done.get()) {
                  try (View view = columns.view()) {
                    List<String> seen = texts(view).stream().distinct().toList();
                    if (seen.size() != 1) {
                      torn.add(seen);
                    }
                  }
                }
              });
      for (int round = 1; round <= 4; round++) {
        store.setTogether(together(Integer.toString(round)));
        assertTrue(columns.await(store.change(), LONG));
      }
      done.set(true);
      reader.join();
    }
    assertEquals(List.of(), List.copyOf(torn));
  }

  /// Many graphs that say the same.
  private static Map<String, Graph> together(String text) {
    var graphs = new HashMap<String, Graph>();
    for (int i = 0; i < 1200; i++) {
      graphs.put("https://example.org/together/" + i, one(text));
    }
    return graphs;
  }

  @Test
  void usesWhatLiesThere() throws IOException {
    var chance = new Chance(7);
    fill(chance, 20);
    Columns.open(folder, store).close();
    Path base = base();
    Columns.open(folder, store).close();
    assertEquals(base, base());
    store.set("https://example.org/later", one("later"));
    try (Columns columns = Columns.open(folder, store)) {
      assertEquals(base, base());
      assertSame(columns, chance);
    }
  }

  private Path base() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(p -> p.getFileName().toString().startsWith("base"))
          .findAny()
          .orElseThrow();
    }
  }

  @Test
  void buildsAnewWhenAnyFileIsDamagedOrMissing() throws IOException {
    var chance = new Chance(8);
    fill(chance, 20);
    Columns.open(folder, store).close();
    int files = files().size();
    for (int i = 0; i < files; i++) {
      Path file = files().get(i);
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[bytes.length > 100_000 ? 5 : bytes.length / 2] ^= 4;
        Files.write(file, bytes);
      }
      try (Columns columns = Columns.open(folder, store)) {
        assertSame(columns, chance);
      }
      file = files().get(i);
      Files.delete(file);
      try (Columns columns = Columns.open(folder, store)) {
        assertSame(columns, chance);
      }
      file = files().get(i);
      Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 3));
      try (Columns columns = Columns.open(folder, store)) {
        assertSame(columns, chance);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void buildsAnewForAnotherStore() {
    store.set("https://example.org/a", one("here"));
    Columns.open(folder, store).close();
    var other = new GraphsInMemory("other");
    other.set("https://example.org/a", one("there"));
    try (Columns columns = Columns.open(folder, other);
        View view = columns.view()) {
      assertEquals(List.of("there"), texts(view));
    }
  }

  @Test
  void survivesBeingKilled() throws IOException {
    var chance = new Chance(9);
    fill(chance, 20);
    Columns running = Columns.open(folder, store);
    fill(chance, 10);
    assertTrue(running.await(store.change(), LONG));
    Path copy = elsewhere.resolve("copy");
    copy(folder, copy);
    Files.createDirectories(copy.resolve("work-99"));
    Files.createDirectories(copy.resolve("base-98"));
    Files.writeString(copy.resolve("manifest.tmp"), "half");
    running.close();
    fill(chance, 10);
    try (Columns columns = Columns.open(copy, store)) {
      assertSame(columns, chance);
      assertFalse(Files.exists(copy.resolve("work-99")));
      columns.merge();
      assertSame(columns, chance);
    }
    try (Columns columns = Columns.open(copy, store)) {
      assertSame(columns, chance);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  @Test
  void presentsNamesMadeForBlankNodesAsBlank() {
    Graph graph = GraphFactory.createDefaultGraph();
    Node name = NodeFactory.createURI("https://example.org/d/.well-known/genid/c1");
    graph.add(
        Triple.create(
            NodeFactory.createURI("https://example.org/d"),
            NodeFactory.createURI("https://example.org/contact"),
            name));
    graph.add(
        Triple.create(
            name,
            NodeFactory.createURI("https://example.org/p"),
            NodeFactory.createLiteralString("Amt")));
    store.set("https://example.org/d", graph);
    try (Columns columns = Columns.open(folder, store);
        View view = columns.view()) {
      Node contact =
          view.data()
              .getDefaultGraph()
              .find(NodeFactory.createURI("https://example.org/d"), Node.ANY, Node.ANY)
              .next()
              .getObject();
      assertTrue(contact.isBlank());
      assertTrue(view.data().getDefaultGraph().contains(contact, Node.ANY, Node.ANY));
    }
  }

  @Test
  void stopsAtTheDeadline() {
    var chance = new Chance(10);
    fill(chance, 40);
    try (Columns columns = Columns.open(folder, store);
        View view = columns.view()) {
      view.deadline(System.nanoTime() - 1);
      assertThrows(
          QueryCancelledException.class, () -> view.data().getDefaultGraph().find().toList());
    }
  }

  @Test
  void refusesEveryWriteAndAllowsTransactions() {
    store.set("https://example.org/a", one("here"));
    try (Columns columns = Columns.open(folder, store);
        View view = columns.view()) {
      DatasetGraph data = view.data();
      Node n = NodeFactory.createURI("https://example.org/a");
      assertThrows(Exception.class, () -> data.add(n, n, n, n));
      assertThrows(Exception.class, () -> data.deleteAny(n, n, n, n));
      assertThrows(Exception.class, () -> data.getDefaultGraph().add(n, n, n));
      assertThrows(Exception.class, () -> data.getDefaultGraph().clear());
      data.begin(ReadWrite.READ);
      assertTrue(data.isInTransaction());
      data.end();
    }
  }

  /// Two catalogues with a dataset each, a triple in both, and a vocabulary.
  @Test
  void showsOneCatalogueAlone() {
    set("http://c/1", "<http://c/1> dcat:dataset <http://d/1> ; dcat:record <http://d/1#record> .");
    set("http://c/2", "<http://c/2> dcat:title 'two' .");
    set(
        "http://d/1",
        "<http://d/1> a dcat:Dataset ; dcat:by <http://a> . <http://a> a dcat:Agent .");
    set(
        "http://d/2",
        "<http://d/2> a dcat:Dataset ; dcat:by <http://a> . <http://a> a dcat:Agent .");
    set("http://d/1#record", "<http://d/1#record> dcat:of <http://d/1> .");
    set(
        "http://d/2#record",
        "<http://d/2#record> dcat:of <http://d/2> . <http://c/2> dcat:dataset <http://d/2> ; "
            + "dcat:record <http://d/2#record> .");
    set("http://v", "<http://v> dcat:label 'words' .");
    try (Columns columns = Columns.open(folder, store);
        View view = columns.view()) {
      String all = "SELECT ?s ?g { ?s ?p ?o } ORDER BY ?s";
      assertEquals(
          "http://a http://c/1 http://d/1 http://d/1#record http://v",
          subjects(view.data("http://c/1"), all));
      assertEquals(
          "http://a http://c/2 http://d/2 http://d/2#record http://v",
          subjects(view.data("http://c/2"), all));
      assertEquals(
          "http://c/1 http://d/1 http://d/1#record http://v",
          subjects(view.data("http://c/1"), "SELECT ?s { GRAPH ?s { ?a ?b ?c } } ORDER BY ?s"));
      assertEquals(
          "",
          subjects(
              view.data("http://c/1"),
              "SELECT ?s { GRAPH <http://d/2> { ?s ?b ?c } } ORDER BY ?s"));
      assertEquals("http://v", subjects(view.data("http://c/none"), all));
    }
  }

  private void set(String name, String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString("PREFIX dcat: <http://www.w3.org/ns/dcat#>\n" + turtle, Lang.TURTLE)
        .parse(graph);
    store.set(name, graph);
  }

  private static String subjects(DatasetGraph data, String query) {
    try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
      return exec.select().stream()
          .map(row -> row.get("s").getURI())
          .distinct()
          .collect(Collectors.joining(" "));
    }
  }
}
