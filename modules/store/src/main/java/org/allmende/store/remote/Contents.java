package org.allmende.store.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.SparqlStore.Refused;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;

/// The statements in a shared store: how a copy is taken of them, and how an empty store is filled.
public final class Contents {

  /// Graphs that are read at once.
  private static final int GRAPHS = 50;

  private static final System.Logger LOG = System.getLogger(Contents.class.getName());

  private final SparqlStore store;
  private final Questions questions;

  public Contents(SparqlStore store) {
    this.store = store;
    this.questions = new Questions(store);
  }

  /// Says statements before there is a store.
  public void load(List<Quad> quads) throws IOException {
    List<Quad> said = quads.stream().flatMap(quad -> Spelling.said(quad).stream()).toList();
    for (Changes piece : new Changes(List.of(), said).pieces(Ledger.TOGETHER)) {
      insert(piece);
    }
  }

  private void insert(Changes changes) throws IOException {
    try {
      store.update("INSERT DATA { " + changes.added() + " }");
    } catch (Refused e) {
      if (changes.size() == 1) {
        changes.requireExactElsewhere(e);
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} does not take a statement, which is kept in its exact spelling only",
            store.address());
        return;
      }
      for (Changes half : changes.pieces((changes.size() + 1) / 2)) {
        insert(half);
      }
    }
  }

  /// Whether there is anything of ours, be it left over.
  public boolean isEmpty() throws IOException {
    return count("GRAPH " + Spelling.text(Spelling.PRIVATE)) == 0
        && count("GRAPH " + Ledger.LOG_GRAPH) == 0
        && count("GRAPH " + Spelling.text(Spelling.EXACT)) == 0;
  }

  private long count(String graph) throws IOException {
    return Questions.number(
        questions.rows("SELECT (COUNT(*) AS ?n) WHERE { " + graph + " { ?s ?p ?o } }").getFirst(),
        "n");
  }

  /// Reads the private part, as it stands while it is read.
  public void readPrivate(Consumer<Quad> each) throws IOException {
    String graph = "GRAPH " + Spelling.text(Spelling.PRIVATE);
    whole(
        graph,
        "SELECT ?s ?p ?o WHERE { " + graph + " { ?s ?p ?o } }",
        row -> keep(Quad.defaultGraphNodeGenerated, row, each));
    String exact = "GRAPH " + Spelling.text(Spelling.EXACT);
    whole(
        exact,
        "SELECT ?s ?o WHERE { " + exact + " { ?s ?p ?o } }",
        row -> each.accept(Spelling.exact(Questions.node(row, "s"), Questions.text(row, "o"))));
  }

  /// Reads graphs, as each stands while it is read, without what [#readPrivate] has from them.
  public void read(Collection<Node> names, Consumer<Quad> each) throws IOException {
    var left = new ArrayList<>(names);
    for (int at = 0; at < left.size(); at += GRAPHS) {
      List<Node> some = left.subList(at, Math.min(left.size(), at + GRAPHS));
      String values = some.stream().map(Spelling::text).collect(Collectors.joining(" "));
      String pattern = "VALUES ?g { " + values + " } GRAPH ?g";
      whole(
          pattern,
          "SELECT ?g ?s ?p ?o WHERE { " + pattern + " { ?s ?p ?o } }",
          row -> keep(Questions.node(row, "g"), row, each));
    }
  }

  private static void keep(Node graph, Binding row, Consumer<Quad> each) {
    var quad =
        Quad.create(
            graph, Questions.node(row, "s"), Questions.node(row, "p"), Questions.node(row, "o"));
    if (Spelling.isKept(quad)) {
      each.accept(quad);
    }
  }

  /// Reads all rows there are: some servers answer with the first only and do not say so.
  private void whole(String pattern, String query, Consumer<Binding> each) throws IOException {
    long before = count(pattern);
    long[] rows = {0};
    questions.each(
        query,
        row -> {
          rows[0]++;
          each.accept(row);
        });
    if (rows[0] < before && rows[0] < count(pattern)) {
      throw new Ledger.Unfit(
          "the store at "
              + store.address()
              + " cuts its answers after "
              + rows[0]
              + " rows; let it give more (in Virtuoso: ResultSetMaxRows)");
    }
  }
}
