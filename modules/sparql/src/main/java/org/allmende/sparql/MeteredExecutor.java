package org.allmende.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.sparql.columns.NumberExecutor;
import org.allmende.sparql.tables.TableRows;
import org.allmende.sparql.tables.Tables;
import org.allmende.sparql.tables.Together;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpAntiJoin;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpSemiJoin;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterGroup;
import org.apache.jena.sparql.engine.iterator.QueryIterHalfJoin;
import org.apache.jena.sparql.engine.iterator.QueryIterMinus;
import org.apache.jena.sparql.engine.iterator.QueryIterPath;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterSort;
import org.apache.jena.sparql.engine.join.Join;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.aggregate.AggCount;

/// ARQ's executor, with what it holds on to counted against the query's budget: rows to be sorted,
/// groups, distinct rows, the side of a join that is kept. What can be answered by numbers does not
/// come here.
final class MeteredExecutor extends NumberExecutor {

  private static final Var UNUSED = Var.alloc("*unused");

  private final Budget budget;

  /// An executor within the budget of this context.
  MeteredExecutor(ExecutionContext context) {
    super(context);
    budget = Budget.of(context.getContext());
  }

  @Override
  protected QueryIterator exec(Op op, QueryIterator input) {
    Optional<QueryIterator> rows = TableRows.inTable(op, input, execCxt);
    return rows.isPresent() ? rows.get() : super.exec(op, input);
  }

  /// Rows of tables; no other service passes the [Examination].
  @Override
  protected QueryIterator execute(OpService service, QueryIterator input) {
    Tables tables = Tables.of(execCxt.getContext());
    if (tables == null) {
      throw new IllegalStateException("a query names a service");
    }
    return new TableRows(tables, execCxt).joined(service, input);
  }

  @Override
  protected QueryIterator execute(OpFilter filter, QueryIterator input) {
    Optional<OpService> rows = TableRows.withFilter(filter);
    return rows.isPresent() ? execute(rows.get(), input) : super.execute(filter, input);
  }

  /// Rows are read once for all rows of the left side, not once for each.
  @Override
  protected QueryIterator execute(OpConditional either, QueryIterator input) {
    Op right = either.getRight();
    ExprList conditions = new ExprList();
    while (right instanceof OpFilter filter) {
      conditions.addAll(filter.getExprs());
      right = filter.getSubOp();
    }
    if (!(right instanceof OpService service)) {
      return super.execute(either, input);
    }
    List<Binding> left = new ArrayList<>();
    QueryIterator rows = budget.keeping(exec(either.getLeft(), input));
    rows.forEachRemaining(left::add);
    QueryIterator names =
        QueryIterPlainWrapper.create(TableRows.names(service, left).iterator(), execCxt);
    return Join.leftJoin(
        QueryIterPlainWrapper.create(left.iterator(), execCxt),
        budget.keeping(execute(service, names)),
        conditions,
        execCxt);
  }

  @Override
  protected QueryIterator execute(OpOrder order, QueryIterator input) {
    return new QueryIterSort(
        budget.keeping(exec(order.getSubOp(), input)), order.getConditions(), execCxt);
  }

  @Override
  protected QueryIterator execute(OpDistinct distinct, QueryIterator input) {
    return budget.keeping(super.execute(distinct, input));
  }

  @Override
  protected QueryIterator execute(OpGroup asked, QueryIterator input) {
    OpGroup group = Together.of(asked).orElse(asked);
    List<ExprAggregator> metered = new ArrayList<>();
    VarExprList keys = group.getGroupVars();
    for (ExprAggregator each : group.getAggregators()) {
      // the first counts the keys
      VarExprList own = metered.isEmpty() ? keys : new VarExprList();
      metered.add(
          new ExprAggregator(
              each.getVar(), new MeteredAggregator(each.getAggregator(), own, budget)));
    }
    if (metered.isEmpty()) {
      // without any, ARQ would remember every single row
      metered.add(new ExprAggregator(UNUSED, new MeteredAggregator(new AggCount(), keys, budget)));
    }
    return new QueryIterGroup(exec(group.getSubOp(), input), keys, metered, execCxt);
  }

  @Override
  protected QueryIterator execute(OpJoin join, QueryIterator input) {
    if (join.getRight() instanceof OpService service) {
      return execute(service, exec(join.getLeft(), input));
    }
    QueryIterator left = budget.keeping(exec(join.getLeft(), input));
    return Join.join(left, exec(join.getRight(), root()), execCxt);
  }

  @Override
  protected QueryIterator execute(OpLeftJoin join, QueryIterator input) {
    QueryIterator left = exec(join.getLeft(), input);
    QueryIterator right = budget.keeping(exec(join.getRight(), root()));
    return Join.leftJoin(left, right, join.getExprs(), execCxt);
  }

  @Override
  protected QueryIterator execute(OpSemiJoin join, QueryIterator input) {
    QueryIterator left = exec(join.getLeft(), input);
    return QueryIterHalfJoin.semiJoin(left, budget.keeping(exec(join.getRight(), root())), execCxt);
  }

  @Override
  protected QueryIterator execute(OpAntiJoin join, QueryIterator input) {
    QueryIterator left = exec(join.getLeft(), input);
    return QueryIterHalfJoin.antiJoin(left, budget.keeping(exec(join.getRight(), root())), execCxt);
  }

  @Override
  protected QueryIterator execute(OpMinus minus, QueryIterator input) {
    QueryIterator left = exec(minus.getLeft(), input);
    QueryIterator right = budget.keeping(exec(minus.getRight(), root()));
    Set<Var> common = OpVars.visibleVars(minus.getLeft());
    common.retainAll(OpVars.visibleVars(minus.getRight()));
    return QueryIterMinus.create(left, right, common, execCxt);
  }

  @Override
  protected QueryIterator execute(OpTable table, QueryIterator input) {
    boolean joins = !table.isJoinIdentity() && !input.isJoinIdentity();
    return super.execute(table, joins ? budget.keeping(input) : input);
  }

  @Override
  protected QueryIterator execute(OpPath path, QueryIterator input) {
    var watched = new WatchedGraph(execCxt.getActiveGraph(), budget);
    return new QueryIterPath(
        path.getTriplePath(), input, ExecutionContext.copyChangeActiveGraph(execCxt, watched));
  }
}
