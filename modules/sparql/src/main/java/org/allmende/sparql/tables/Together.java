package org.allmende.sparql.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTriple;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction0;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.expr.Unstable;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggAvgDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMax;
import org.apache.jena.sparql.expr.aggregate.AggMaxDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMin;
import org.apache.jena.sparql.expr.aggregate.AggMinDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.AggSumDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;

/// Aggregates over the rows of a table for which it does not matter which row is which: rows whose
/// cells are alike come once, with their number, and the aggregates count them so often.
///
/// The engine of the columns so does what makes a million rows a few thousand, and never has to
/// know what a sum is in SPARQL: filters, joins and sums are made of the same terms as ever.
///
/// It is possible where one pattern about rows is joined with others, filtered and extended, and
/// nobody asks for the row itself. The value of no expression may depend on how often it is asked.
public final class Together {

  private Together() {}

  /// The group, asked in this way, where it may be.
  public static Optional<OpGroup> of(OpGroup group) {
    Optional<OpService> only = only(group.getSubOp());
    if (only.isEmpty() || !isCountable(group, only.get())) {
      return Optional.empty();
    }
    OpService service = only.get();
    Op sub =
        Transformer.transform(
            new TransformCopy() {
              @Override
              public Op transform(OpService op, Op inside) {
                return Placing.mark(Placing.marked(service), true);
              }
            },
            group.getSubOp());
    var counted = new ArrayList<ExprAggregator>();
    for (ExprAggregator each : group.getAggregators()) {
      counted.add(new ExprAggregator(each.getVar(), counting(each.getAggregator())));
    }
    return Optional.of(OpGroup.create(sub, group.getGroupVars(), counted));
  }

  /// The one pattern about rows, where each of its solutions counts in what surrounds it.
  private static Optional<OpService> only(Op op) {
    var services = new ArrayList<OpService>();
    boolean[] simple = {true};
    walk(op, services, simple);
    return simple[0] && services.size() == 1 ? Optional.of(services.getFirst()) : Optional.empty();
  }

  private static void walk(Op op, List<OpService> services, boolean[] simple) {
    switch (op) {
      case OpService service -> services.add(service);
      case OpFilter filter -> walk(filter.getSubOp(), services, simple);
      case OpExtend extend -> walk(extend.getSubOp(), services, simple);
      case OpAssign assign -> walk(assign.getSubOp(), services, simple);
      case OpSequence all -> all.getElements().forEach(each -> walk(each, services, simple));
      case OpJoin join -> {
        walk(join.getLeft(), services, simple);
        walk(join.getRight(), services, simple);
      }
      case OpBGP _, OpTriple _, OpPath _, OpTable _ -> {
        // holds no rows
      }
      default -> simple[0] = false;
    }
  }

  private static boolean isCountable(OpGroup group, OpService service) {
    Optional<Star> star = Star.of(Placing.marked(service).getSubOp());
    if (star.isEmpty() || !star.get().isPlain() || !Var.isVar(star.get().subject())) {
      return false;
    }
    Var row = Var.alloc(star.get().subject());
    Set<Var> asked = new HashSet<>();
    var expressions = new ArrayList<Expr>(star.get().filters().getList());
    for (ExprAggregator each : group.getAggregators()) {
      Aggregator aggregator = each.getAggregator();
      if (!isKnown(aggregator)) {
        return false;
      }
      if (aggregator.getExprList() != null) {
        expressions.addAll(aggregator.getExprList().getList());
      }
    }
    keys(group.getGroupVars(), asked, expressions);
    others(group.getSubOp(), asked, expressions);
    return expressions.stream().allMatch(Together::isSteady)
        && expressions.stream().noneMatch(e -> e.getVarsMentioned().contains(row))
        && !asked.contains(row);
  }

  private static void keys(VarExprList keys, Set<Var> asked, List<Expr> expressions) {
    asked.addAll(keys.getVars());
    expressions.addAll(keys.getExprs().values());
  }

  /// What stands around the pattern.
  private static void others(Op op, Set<Var> asked, List<Expr> expressions) {
    switch (op) {
      case OpService _ -> {
        // is the pattern
      }
      case OpFilter filter -> {
        expressions.addAll(filter.getExprs().getList());
        others(filter.getSubOp(), asked, expressions);
      }
      case OpExtend extend -> {
        keys(extend.getVarExprList(), asked, expressions);
        others(extend.getSubOp(), asked, expressions);
      }
      case OpAssign assign -> {
        keys(assign.getVarExprList(), asked, expressions);
        others(assign.getSubOp(), asked, expressions);
      }
      case OpSequence all -> all.getElements().forEach(each -> others(each, asked, expressions));
      case OpJoin join -> {
        others(join.getLeft(), asked, expressions);
        others(join.getRight(), asked, expressions);
      }
      default -> asked.addAll(OpVars.mentionedVars(op));
    }
  }

  private static boolean isKnown(Aggregator aggregator) {
    return switch (aggregator) {
      case AggCount _, AggCountVar _, AggCountVarDistinct _ -> true;
      case AggSum _, AggSumDistinct _, AggAvg _, AggAvgDistinct _ -> true;
      case AggMin _, AggMinDistinct _, AggMax _, AggMaxDistinct _ -> true;
      default -> false;
    };
  }

  private static Aggregator counting(Aggregator aggregator) {
    return switch (aggregator) {
      case AggCount _, AggCountVar _, AggSum _, AggAvg _ -> new Counting(aggregator);
      // the same value a second time changes nothing
      default -> aggregator;
    };
  }

  private static boolean isSteady(Expr expression) {
    boolean[] steady = {true};
    Walker.walk(
        expression,
        new ExprVisitorBase() {
          @Override
          public void visit(ExprFunction0 function) {
            steady[0] = false;
          }

          @Override
          public void visit(ExprFunctionOp function) {
            steady[0] = false;
          }

          @Override
          public void visit(org.apache.jena.sparql.expr.ExprFunction1 function) {
            steady[0] &= !(function instanceof Unstable);
          }
        });
    return steady[0];
  }
}
