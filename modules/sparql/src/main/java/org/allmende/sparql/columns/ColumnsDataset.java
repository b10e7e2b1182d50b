package org.allmende.sparql.columns;

import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.shared.AccessDeniedException;
import org.apache.jena.sparql.core.DatasetGraphBaseFind;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Transactional;
import org.apache.jena.sparql.core.TransactionalNull;
import org.jspecify.annotations.Nullable;

/// A [State] as Jena sees a dataset. Read only; transactions are allowed and do nothing, since
/// nothing changes.
final class ColumnsDataset extends DatasetGraphBaseFind {

  private final State state;
  private final Budget budget;
  private final @Nullable Holdings only;
  private final ColumnsGraph everything;
  private final Transactional transactions = TransactionalNull.create();
  private final PrefixMap prefixes = PrefixMapFactory.emptyPrefixMap();

  /// @param only what is shown; null for everything
  ColumnsDataset(State state, Budget budget, @Nullable Holdings only) {
    this.state = state;
    this.budget = budget;
    this.only = only;
    this.everything = new ColumnsGraph(this, Terms.NONE);
  }

  State state() {
    return state;
  }

  /// Whether everything is shown.
  boolean isWhole() {
    return only == null;
  }

  Budget budget() {
    return budget;
  }

  Node node(int id) {
    return state.terms().node(id);
  }

  /// The number of what is bound; [Terms#NONE] when it is not bound, [#ABSENT] when no term is like
  /// it.
  int number(@Nullable Node node) {
    if (node == null || !node.isConcrete()) {
      return Terms.NONE;
    }
    int id = state.terms().find(node);
    return id == Terms.NONE ? ABSENT : id;
  }

  static final int ABSENT = -2;

  /// The triples of everything, or of one graph, that match.
  Rows rows(int graph, Node s, Node p, Node o) {
    int subject = number(s);
    int predicate = number(p);
    int object = number(o);
    budget.check();
    if (subject == ABSENT || predicate == ABSENT || object == ABSENT || graph == ABSENT) {
      return Rows.none();
    }
    if (graph == Terms.NONE) {
      Rows all = state.find(subject, predicate, object, budget);
      return only == null ? all : only.of(all);
    }
    return only == null || only.hold(graph)
        ? state.findIn(graph, subject, predicate, object, budget)
        : Rows.none();
  }

  @Override
  protected Iterator<Quad> findInDftGraph(Node s, Node p, Node o) {
    return quads(Quad.defaultGraphIRI, rows(Terms.NONE, s, p, o));
  }

  @Override
  public Iterator<Quad> findQuadsInUnionGraph(Node s, Node p, Node o) {
    return quads(Quad.unionGraph, rows(Terms.NONE, s, p, o));
  }

  @Override
  protected Iterator<Quad> findInSpecificNamedGraph(Node g, Node s, Node p, Node o) {
    return quads(g, rows(number(g), s, p, o));
  }

  @Override
  protected Iterator<Quad> findInAnyNamedGraphs(Node s, Node p, Node o) {
    int subject = number(s);
    int predicate = number(p);
    int object = number(o);
    budget.check();
    if (subject == ABSENT || predicate == ABSENT || object == ABSENT) {
      return quads(null, Rows.none());
    }
    Rows all = state.findInGraphs(subject, predicate, object, budget);
    return quads(null, only == null ? all : only.ofQuads(all));
  }

  private Iterator<Quad> quads(@Nullable Node graph, Rows rows) {
    return new Found<>(
        rows,
        () ->
            Quad.create(
                graph == null ? node(rows.g) : graph, node(rows.s), node(rows.p), node(rows.o)));
  }

  @Override
  public Iterator<Node> listGraphNodes() {
    return graphs().map(this::node).iterator();
  }

  private Stream<Integer> graphs() {
    return state.graphs().stream().filter(graph -> only == null || only.hold(graph));
  }

  @Override
  public Graph getDefaultGraph() {
    return everything;
  }

  @Override
  public Graph getUnionGraph() {
    return everything;
  }

  @Override
  public Graph getGraph(Node name) {
    return Quad.isDefaultGraph(name) || Quad.isUnionGraph(name)
        ? everything
        : new ColumnsGraph(this, number(name));
  }

  @Override
  public long size() {
    return graphs().count();
  }

  @Override
  public PrefixMap prefixes() {
    return prefixes;
  }

  @Override
  public void add(Quad quad) {
    throw readOnly();
  }

  @Override
  public void delete(Quad quad) {
    throw readOnly();
  }

  @Override
  public void deleteAny(Node g, Node s, Node p, Node o) {
    throw readOnly();
  }

  @Override
  public void addGraph(Node name, Graph graph) {
    throw readOnly();
  }

  @Override
  public void removeGraph(Node name) {
    throw readOnly();
  }

  private static AccessDeniedException readOnly() {
    return new AccessDeniedException("a projection is read only");
  }

  @Override
  public void begin(TxnType type) {
    transactions.begin(type);
  }

  @Override
  public boolean promote(Promote mode) {
    throw readOnly();
  }

  @Override
  public void commit() {
    transactions.commit();
  }

  @Override
  public void abort() {
    transactions.abort();
  }

  @Override
  public void end() {
    transactions.end();
  }

  @Override
  public boolean isInTransaction() {
    return transactions.isInTransaction();
  }

  @Override
  public ReadWrite transactionMode() {
    return transactions.transactionMode();
  }

  @Override
  public TxnType transactionType() {
    return transactions.transactionType();
  }

  @Override
  public boolean supportsTransactions() {
    return true;
  }
}
