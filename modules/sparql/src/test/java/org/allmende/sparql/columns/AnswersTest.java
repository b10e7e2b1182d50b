package org.allmende.sparql.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.apache.jena.atlas.lib.InternalErrorException;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ARQ over a dataset in memory is right; we must give the same rows.
final class AnswersTest {

  @TempDir Path folder;

  private final GraphsInMemory store = new GraphsInMemory("store");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersRandomQueriesAsArqDoes(long seed) {
    int queries = Integer.getInteger("allmende.random.queries", 250);
    var chance = new Chance(seed);
    for (int i = 0; i < 40; i++) {
      store.set(chance.graphName(), chance.graph(18));
    }
    try (Columns columns = Columns.open(folder, store)) {
      for (int i = 0; i < 12; i++) {
        store.set(chance.graphName(), chance.graph(18));
      }
      assertTrue(columns.await(store.change(), Duration.ofSeconds(20)));
      DatasetGraph expected = store.expected();
      var random = new RandomQuery(seed);
      for (int i = 0; i < queries; i++) {
        String text = random.next();
        Query query = parsed(text);
        if (query != null) {
          assertSameAnswer(expected, columns, query, "seed " + seed + ", query " + i + "\n" + text);
        }
      }
    }
  }

  private static @Nullable Query parsed(String text) {
    try {
      return QueryFactory.create(text);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static void assertSameAnswer(
      DatasetGraph expected, Columns columns, Query query, String what) {
    List<String> wanted;
    try (QueryExec exec =
        QueryExec.dataset(expected).query(query).timeout(2, TimeUnit.SECONDS).build()) {
      wanted = rows(exec.select());
    } catch (QueryCancelledException | InternalErrorException e) {
      return; // too much for the one who is right
    }
    try (View view = columns.view();
        QueryExec exec = QueryExec.dataset(view.data()).query(query).build()) {
      List<String> found = rows(exec.select());
      if (!query.isOrdered()) {
        wanted.sort(null);
        found.sort(null);
      }
      if (!wanted.equals(found)) {
        var missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        var unexpected = new ArrayList<>(found);
        wanted.forEach(unexpected::remove);
        fail(what + "\nmissing: " + missing + "\nunexpected: " + unexpected);
      }
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  /// Rows as text; blank nodes have the labels of the data.
  private static List<String> rows(RowSet rows) {
    var all = new ArrayList<String>();
    rows.forEachRemaining(row -> {
      var values = new TreeMap<String, String>();
      row.forEach((v, node) -> values.put(v.getVarName(), text(node)));
      all.add(values.toString());
    });
    return all;
  }

  private static String text(Node node) {
    return NodeFmtLib.strNT(node);
  }

  @Test
  void answersTheMixAsArqDoes() throws IOException {
    Path queries = Folders.shared("bench/sparql");
    DatasetGraph data = DatasetGraphFactory.create();
    Path file = generated();
    RDFDataMgr.read(data, file.toString());
    store.fill(data);
    DatasetGraph expected = store.expected();
    try (Columns columns = Columns.open(folder.resolve("columns"), store);
        Stream<Path> files = Files.list(queries)) {
      for (Path each : files.filter(f -> f.toString().endsWith(".rq")).sorted().toList()) {
        Query query =
            QueryFactory.create(
                Files.readString(each)
                    .replace("@MUNI@", "Neusonnenhofen")
                    .replace("@AGS@", "07019000")
                    .replace("@ID3@", "007"));
        if (query.isSelectType()) {
          assertSameAnswer(expected, columns, query, each.toString());
        } else {
          assertEquals(size(expected, query), size(columns, query), each.toString());
        }
      }
    }
  }

  private static int size(Columns columns, Query query) {
    try (View view = columns.view()) {
      return size(view.data(), query);
    }
  }

  private static int size(DatasetGraph data, Query query) {
    try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
      return query.isDescribeType() ? exec.describe().size() : exec.construct().size();
    }
  }

  private Path generated() throws IOException {
    Path file = folder.resolve("d.nq");
    Process made =
        new ProcessBuilder(
                "python3",
                Folders.shared("bench/gen.py").toString(),
                "-n",
                "400",
                "--nq",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      org.junit.jupiter.api.Assumptions.assumeTrue(made.waitFor() == 0, "gen.py does not run here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return file;
  }

  @Test
  void endsInTimeWhateverItIsAsked() {
    var chance = new Chance(3);
    for (int i = 0; i < 60; i++) {
      store.set(chance.graphName(), chance.graph(18));
    }
    List<String> hard =
        List.of(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
            "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c + ?f + ?i = 77777) }",
            "SELECT (COUNT(*) AS ?n) { ?a (<https://example.org/p0>|!<x:x>)* ?b . ?c ?d ?e . ?f ?g ?h }",
            "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?x ?y ?z FILTER NOT EXISTS { ?g ?h ?i . ?c ?f ?z } }",
            "SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a ?b ?c } } { SELECT ?d { ?d ?e ?f } }"
                + " { SELECT ?x { ?x ?y ?z } } { SELECT ?u { ?u ?v ?w } } }",
            "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?z");
    try (Columns columns = Columns.open(folder, store)) {
      for (String text : hard) {
        long start = System.nanoTime();
        try (View view = columns.view();
            QueryExec exec = QueryExec.dataset(view.data()).query(text).build()) {
          view.deadline(start + 300_000_000L);
          exec.select().forEachRemaining(row -> {});
        } catch (QueryCancelledException e) {
          // as it should
        }
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        assertTrue(tookMs < 1300 + 2000, text + " took " + tookMs);
      }
    }
  }

  @Test
  void obeysCancelByAnotherThread() throws InterruptedException {
    var chance = new Chance(4);
    for (int i = 0; i < 60; i++) {
      store.set(chance.graphName(), chance.graph(18));
    }
    try (Columns columns = Columns.open(folder, store);
        View view = columns.view();
        QueryExec exec =
            QueryExec.dataset(view.data())
                .query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
                .build()) {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  TimeUnit.MILLISECONDS.sleep(200);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                exec.abort();
              });
      long start = System.nanoTime();
      assertThrows(QueryCancelledException.class, () -> assertFalse(exec.select().hasNext()));
      assertTrue(System.nanoTime() - start < 3_000_000_000L);
      other.join();
    }
  }

  static {
    ARQ.init();
  }
}
