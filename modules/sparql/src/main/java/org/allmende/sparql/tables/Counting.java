package org.allmende.sparql.tables;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.aggregate.AggregatorBase;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/// A count, a sum or a mean over solutions that each stand for several rows ([StarRows#COUNT]), and
/// for one where they do not say.
final class Counting extends AggregatorBase {

  private final Aggregator inner;

  Counting(Aggregator inner) {
    super(
        inner.getName(), false, inner.getExprList() == null ? new ExprList() : inner.getExprList());
    this.inner = inner;
  }

  @Override
  public Accumulator createAccumulator() {
    Expr value = getExprList().isEmpty() ? null : getExprList().get(0);
    return switch (inner) {
      case AggSum _ -> new Sum(value, false);
      case AggAvg _ -> new Sum(value, true);
      default -> new Count(value);
    };
  }

  @Override
  public Node getValueEmpty() {
    return inner.getValueEmpty();
  }

  @Override
  public Aggregator copy(ExprList expressions) {
    return new Counting(inner.copy(expressions));
  }

  @Override
  public int hashCode() {
    return inner.hashCode();
  }

  @Override
  public boolean equals(@Nullable Aggregator other, boolean bySyntax) {
    return other instanceof Counting counting && inner.equals(counting.inner, bySyntax);
  }

  private static long times(Binding row) {
    Node count = row.get(StarRows.COUNT);
    return count == null ? 1 : Long.parseLong(count.getLiteralLexicalForm());
  }

  private static final class Count implements Accumulator {
    private final @Nullable Expr value;
    private long count;

    Count(@Nullable Expr value) {
      this.value = value;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      if (value == null || ExprLib.evalOrNull(value, row, env) != null) {
        count += times(row);
      }
    }

    @Override
    public NodeValue getValue() {
      return NodeValue.makeInteger(count);
    }
  }

  /// One value that is no number, and there is no sum.
  private static final class Sum implements Accumulator {
    private final @Nullable Expr value;
    private final boolean mean;
    private NodeValue total = NodeValue.nvZERO;
    private long count;
    private boolean failed;

    Sum(@Nullable Expr value, boolean mean) {
      this.value = value;
      this.mean = mean;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      NodeValue number = value == null ? null : ExprLib.evalOrNull(value, row, env);
      if (number == null || !number.isNumber()) {
        failed = true;
        return;
      }
      long times = times(row);
      count += times;
      if (number.isInteger() || number.isDecimal()) {
        total =
            XSDFuncOp.numAdd(XSDFuncOp.numMultiply(number, NodeValue.makeInteger(times)), total);
      } else {
        // floating numbers are rounded at every step
        for (long i = 0; i < times; i++) {
          total = XSDFuncOp.numAdd(number, total);
        }
      }
    }

    @Override
    public @Nullable NodeValue getValue() {
      if (failed) {
        return null;
      }
      if (!mean) {
        return total;
      }
      return count == 0
          ? NodeValue.nvZERO
          : XSDFuncOp.numDivide(total, NodeValue.makeInteger(count));
    }
  }
}
