package org.allmende.sparql;

import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggAvgDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcatDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMax;
import org.apache.jena.sparql.expr.aggregate.AggMaxDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMin;
import org.apache.jena.sparql.expr.aggregate.AggMinDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSample;
import org.apache.jena.sparql.expr.aggregate.AggSampleDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.AggSumDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.aggregate.AggregatorBase;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/// An aggregate whose groups, distinct values and growing texts count against a budget.
final class MeteredAggregator extends AggregatorBase {

  private static final long PER_GROUP = 256;
  private static final long PER_VALUE = 48;

  private final Aggregator inner;
  private final VarExprList keys;
  private final Budget budget;

  MeteredAggregator(Aggregator inner, VarExprList keys, Budget budget) {
    super(
        inner.getName(), false, inner.getExprList() == null ? new ExprList() : inner.getExprList());
    this.inner = inner;
    this.keys = keys;
    this.budget = budget;
  }

  @Override
  public Accumulator createAccumulator() {
    budget.keep(PER_GROUP);
    return keys.isEmpty() ? plain() : new Keyed(plain());
  }

  private Accumulator plain() {
    return switch (inner) {
      case AggCountDistinct _ -> new DistinctRows(new AggCount().createAccumulator());
      case AggCountVarDistinct a -> distinct(a.getExprList(), new AggCountVar(first(a)));
      case AggSumDistinct a -> distinct(a.getExprList(), new AggSum(first(a)));
      case AggAvgDistinct a -> distinct(a.getExprList(), new AggAvg(first(a)));
      case AggGroupConcatDistinct a ->
          distinct(
              a.getExprList(),
              new AggGroupConcat(weighed(first(a), a.getSeparator()), a.getSeparator()));
      // the same value a second time changes nothing
      case AggMinDistinct a -> new Held(new AggMin(first(a)).createAccumulator());
      case AggMaxDistinct a -> new Held(new AggMax(first(a)).createAccumulator());
      case AggSampleDistinct a -> new Held(new AggSample(first(a)).createAccumulator());
      case AggMin _, AggMax _, AggSample _ -> new Held(inner.createAccumulator());
      case AggGroupConcat a ->
          new AggGroupConcat(weighed(first(a), a.getSeparator()), a.getSeparator())
              .createAccumulator();
      default -> inner.createAccumulator();
    };
  }

  private static Expr first(Aggregator aggregator) {
    return aggregator.getExprList().get(0);
  }

  private Accumulator distinct(ExprList expressions, Aggregator plain) {
    return new DistinctValues(expressions.get(0), plain.createAccumulator());
  }

  private Expr weighed(Expr expression, @Nullable String separator) {
    return new Weighed(expression, separator == null ? 1 : separator.length(), budget);
  }

  @Override
  public Node getValueEmpty() {
    return inner.getValueEmpty();
  }

  @Override
  public Aggregator copy(ExprList expressions) {
    return new MeteredAggregator(inner.copy(expressions), keys, budget);
  }

  @Override
  public int hashCode() {
    return inner.hashCode();
  }

  @Override
  public boolean equals(@Nullable Aggregator other, boolean bySyntax) {
    return other instanceof MeteredAggregator metered && inner.equals(metered.inner, bySyntax);
  }

  private final class DistinctValues implements Accumulator {
    private final Set<Node> seen = new HashSet<>();
    private final Expr expression;
    private final Accumulator plain;

    DistinctValues(Expr expression, Accumulator plain) {
      this.expression = expression;
      this.plain = plain;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      NodeValue value = ExprLib.evalOrNull(expression, row, env);
      if (value == null) {
        plain.accumulate(row, env);
      } else if (seen.add(value.asNode())) {
        budget.keep(PER_VALUE + Budget.weight(value.asNode()));
        plain.accumulate(row, env);
      }
    }

    @Override
    public @Nullable NodeValue getValue() {
      return plain.getValue();
    }
  }

  private final class DistinctRows implements Accumulator {
    private final Set<Binding> seen = new HashSet<>();
    private final Accumulator plain;

    DistinctRows(Accumulator plain) {
      this.plain = plain;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      if (seen.add(row)) {
        budget.keep(row);
        plain.accumulate(row, env);
      }
    }

    @Override
    public @Nullable NodeValue getValue() {
      return plain.getValue();
    }
  }

  /// An accumulator that keeps one value, the last that [#getValue] gave.
  private final class Held implements Accumulator {
    private final Accumulator plain;
    private @Nullable NodeValue held;
    private long weight;

    Held(Accumulator plain) {
      this.plain = plain;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      plain.accumulate(row, env);
      NodeValue now = plain.getValue();
      if (now != null && !now.equals(held)) {
        long after = Budget.weight(now.asNode());
        budget.keep(after - weight);
        weight = after;
        held = now;
      }
    }

    @Override
    public @Nullable NodeValue getValue() {
      return plain.getValue();
    }
  }

  /// An accumulator that counts the key of its group, which it sees in its first row.
  private final class Keyed implements Accumulator {
    private final Accumulator plain;
    private boolean counted;

    Keyed(Accumulator plain) {
      this.plain = plain;
    }

    @Override
    public void accumulate(Binding row, FunctionEnv env) {
      if (!counted) {
        counted = true;
        for (Var key : keys.getVars()) {
          budget.keep(Budget.weight(keys.get(key, row, env)));
        }
      }
      plain.accumulate(row, env);
    }

    @Override
    public @Nullable NodeValue getValue() {
      return plain.getValue();
    }
  }

  /// An expression whose values are put together to one long text.
  private static final class Weighed extends ExprFunction1 {
    private final Budget budget;
    private final int separator;
    private long length;

    Weighed(Expr inner, int separator, Budget budget) {
      super(inner, "weighed");
      this.separator = separator;
      this.budget = budget;
    }

    @Override
    public NodeValue eval(NodeValue value) {
      long more = value.asString().length() + (long) separator;
      length += more;
      Bounds.text(length);
      budget.keep(2 * more);
      return value;
    }

    @Override
    public Expr copy(Expr inner) {
      return new Weighed(inner, separator, budget);
    }
  }
}
