package org.allmende.sparql.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTriple;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Substitute;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.sparql.engine.iterator.QueryIterCommonParent;
import org.apache.jena.sparql.engine.iterator.QueryIterConcat;
import org.apache.jena.sparql.engine.iterator.QueryIterFilterExpr;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.join.Join;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;

/// Evaluates what [Placing] has marked: for each graph that the rows so far name, the pattern once,
/// joined with those rows.
public final class TableRows {

  private final Tables tables;
  private final ExecutionContext context;

  public TableRows(Tables tables, ExecutionContext context) {
    this.tables = tables;
    this.context = context;
  }

  /// The solutions of a marked pattern that go with these rows.
  public QueryIterator joined(OpService service, QueryIterator input) {
    OpGraph pattern = Placing.marked(service);
    Map<Node, List<Binding>> byGraph = new LinkedHashMap<>();
    var others = new ArrayList<Binding>();
    while (input.hasNext()) {
      Binding row = input.next();
      if (!(row.isEmpty() && !Var.isVar(pattern.getNode()))) {
        tables.budget().keep(row);
      }
      Node graph = Var.lookup(row, pattern.getNode());
      if (graph != null && !Var.isVar(graph) && !tables.graphs(graph).isEmpty()) {
        byGraph.computeIfAbsent(graph, _ -> new ArrayList<>()).add(row);
      } else {
        others.add(row);
      }
    }
    input.close();
    var parts = new QueryIterConcat(context);
    byGraph.forEach((graph, rows) ->
        parts.add(joined(rows, new Later(graph, pattern.getSubOp(), Placing.isTogether(service)))));
    if (!others.isEmpty()) {
      parts.add(
          QC.execute(
              Optimize.stdOptimizationFactory.create(context.getContext()).rewrite(pattern),
              QueryIterPlainWrapper.create(others.iterator(), context),
              context));
    }
    return parts;
  }

  private QueryIterator joined(List<Binding> rows, QueryIterator found) {
    return rows.size() == 1 && rows.getFirst().isEmpty()
        ? found
        : Join.join(QueryIterPlainWrapper.create(rows.iterator(), context), found, context);
  }

  /// The solutions of a pattern in the tables of one graph, one table after the other; nothing is
  /// read before the first is asked for.
  private final class Later extends QueryIter {
    private final Node graph;
    private final Op pattern;
    private final boolean together;
    private final List<Graph> left;
    private QueryIterator now;

    Later(Node graph, Op pattern, boolean together) {
      super(context);
      this.graph = graph;
      this.pattern = pattern;
      this.together = together;
      this.left = new ArrayList<>(tables.graphs(graph));
      this.now = QueryIterNullIterator.create(context);
    }

    @Override
    protected boolean hasNextBinding() {
      while (!now.hasNext()) {
        now.close();
        if (left.isEmpty()) {
          return false;
        }
        now = inside((TableGraph) left.removeFirst());
      }
      return true;
    }

    private QueryIterator inside(TableGraph table) {
      ExecutionContext there = ExecutionContext.copyChangeActiveGraph(context, table);
      if (together) {
        return Star.of(pattern)
            .map(star -> rows(star, table, true, there))
            .orElseThrow(() -> new IllegalStateException("no star in " + graph));
      }
      return QC.execute(pattern, QueryIterRoot.create(there), there);
    }

    @Override
    protected Binding moveToNextBinding() {
      return now.next();
    }

    @Override
    protected void closeIterator() {
      now.close();
    }

    @Override
    protected void requestCancel() {
      now.cancel();
    }
  }

  /// A part of a query that asks one table about single rows, if it is one.
  public static Optional<QueryIterator> inTable(
      Op op, QueryIterator input, ExecutionContext context) {
    if (!(context.getActiveGraph() instanceof TableGraph table)) {
      return Optional.empty();
    }
    if (!input.isJoinIdentity()) {
      return given(op, input, context);
    }
    Optional<QueryIterator> rows = found(op, table, context);
    if (rows.isPresent()) {
      input.close();
    }
    return rows;
  }

  private static Optional<QueryIterator> found(Op op, TableGraph table, ExecutionContext context) {
    return Star.of(op)
        .map(star -> rows(star, table, false, context))
        .or(() -> apart(op, table, context));
  }

  /// A pattern, asked anew for each of some solutions: so `EXISTS` is evaluated. What stands around
  /// the pattern comes here once it is taken apart.
  private static Optional<QueryIterator> given(
      Op op, QueryIterator input, ExecutionContext context) {
    if (!(op instanceof OpTriple) && !(op instanceof OpBGP bgp && !bgp.getPattern().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new QueryIterRepeatApply(input, context) {
          @Override
          protected QueryIterator nextStage(Binding solution) {
            Op asked = Substitute.substitute(op, solution);
            QueryIterator rows = QC.execute(asked, QueryIterRoot.create(context), context);
            return new QueryIterCommonParent(rows, solution, context);
          }
        });
  }

  /// Patterns about several rows: those about each, joined.
  private static Optional<QueryIterator> apart(Op op, TableGraph table, ExecutionContext context) {
    if (!(op instanceof OpBGP bgp) || bgp.getPattern().isEmpty()) {
      return Optional.empty();
    }
    Map<Node, BasicPattern> stars = new LinkedHashMap<>();
    bgp.getPattern()
        .forEach(triple ->
            stars.computeIfAbsent(triple.getSubject(), _ -> new BasicPattern()).add(triple));
    return stars.values().stream()
        .map(star -> rows(Star.of(new OpBGP(star)).orElseThrow(), table, false, context))
        .reduce((left, right) -> Join.join(table.budget().keeping(left), right, context));
  }

  private static QueryIterator rows(
      Star star, TableGraph table, boolean together, ExecutionContext context) {
    QueryIterator rows = new Solutions(new StarRows(star, table, together), context);
    for (Expr filter : star.filters()) {
      rows = new QueryIterFilterExpr(rows, filter, context);
    }
    return rows;
  }

  /// A filter around a marked pattern that is only about what the pattern binds, put inside.
  public static Optional<OpService> withFilter(OpFilter filter) {
    if (!(filter.getSubOp() instanceof OpService service)) {
      return Optional.empty();
    }
    OpGraph pattern = Placing.marked(service);
    Set<Var> bound = new HashSet<>(OpVars.fixedVars(pattern.getSubOp()));
    return bound.containsAll(filter.getExprs().getVarsMentioned())
        ? Optional.of(
            Placing.mark(
                new OpGraph(
                    pattern.getNode(), OpFilter.filterBy(filter.getExprs(), pattern.getSubOp())),
                Placing.isTogether(service)))
        : Optional.empty();
  }

  /// The names of graphs that rows have, each once; nothing else of the rows.
  public static List<Binding> names(OpService service, List<Binding> rows) {
    Node node = Placing.marked(service).getNode();
    if (!Var.isVar(node)) {
      return List.of(BindingFactory.root());
    }
    Var name = Var.alloc(node);
    return rows.stream()
        .map(row -> row.get(name))
        .distinct()
        .map(found -> found == null ? BindingFactory.root() : BindingFactory.binding(name, found))
        .toList();
  }

  private static final class Solutions extends QueryIter {
    private final StarRows rows;

    Solutions(StarRows rows, ExecutionContext context) {
      super(context);
      this.rows = rows;
    }

    @Override
    protected boolean hasNextBinding() {
      return rows.hasNext();
    }

    @Override
    protected Binding moveToNextBinding() {
      return rows.next();
    }

    @Override
    protected void closeIterator() {
      rows.close();
    }

    @Override
    protected void requestCancel() {}
  }
}
