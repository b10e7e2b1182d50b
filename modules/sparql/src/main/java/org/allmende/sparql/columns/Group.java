package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.List;
import org.allmende.sparql.columns.Expressions.Value;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;

/// GROUP BY and its aggregates. Counts are kept as numbers, sums as how often each value came;
/// other aggregates are ARQ's own.
final class Group extends Flow {

  /// What a text to be concatenated is taken to need.
  private static final int LONG_TEXT = 32;

  /// How one aggregate is kept, for all groups.
  interface Tally {
    void add(int group);

    /// The number of the result, [Slots#UNBOUND] for an error.
    int result(int group);
  }

  private final Flow input;
  private final Slots slots;
  private final int[] keyPlaces;
  private final List<Value> keys;
  private final List<ExprAggregator> aggregates;
  private final int[] resultPlaces;
  private final int[] visible;
  private final Expressions expressions;
  private RowTable groups;
  private List<Tally> tallies = List.of();
  private int at;
  private boolean done;

  /// @param visible the places an aggregate over whole rows is about
  Group(
      Flow input,
      Slots slots,
      int[] keyPlaces,
      List<Value> keys,
      List<ExprAggregator> aggregates,
      int[] visible) {
    this.input = input;
    this.slots = slots;
    this.keyPlaces = keyPlaces;
    this.keys = keys;
    this.aggregates = aggregates;
    this.visible = visible;
    this.expressions = new Expressions(slots);
    this.groups = new RowTable(0, slots.budget);
    this.resultPlaces = aggregates.stream().mapToInt(a -> slots.place(a.getVar())).toArray();
  }

  @Override
  void open() {
    done = false;
  }

  private void run() {
    done = true;
    at = 0;
    groups = new RowTable(keys.size(), slots.budget);
    tallies = aggregates.stream().map(a -> tally(a.getAggregator())).toList();
    var row = new int[keys.size()];
    int group = -1;
    input.open();
    while (input.next()) {
      // rows mostly come in runs of the same group
      boolean same = group >= 0;
      for (int i = 0; i < row.length; i++) {
        int key = keys.get(i).number();
        same &= key == row[i];
        row[i] = key;
      }
      if (!same) {
        group = groups.add(row);
        if (group < 0) {
          group = ~group;
          slots.budget.hold(16 * aggregates.size());
        }
      }
      for (Tally tally : tallies) {
        tally.add(group);
      }
    }
    if (groups.size() == 0 && keys.isEmpty()) {
      groups.add(row);
      tallies =
          aggregates.stream()
              .<Tally>map(a -> new Fixed(number(a.getAggregator().getValueEmpty())))
              .toList();
    }
  }

  @Override
  boolean next() {
    if (!done) {
      run();
    }
    if (at == groups.size()) {
      leave();
      return false;
    }
    for (int i = 0; i < keyPlaces.length; i++) {
      slots.row[keyPlaces[i]] = groups.get(at, i);
    }
    for (int i = 0; i < resultPlaces.length; i++) {
      slots.row[resultPlaces[i]] = tallies.get(i).result(at);
    }
    at++;
    return true;
  }

  @Override
  void leave() {
    for (int place : keyPlaces) {
      slots.row[place] = Slots.UNBOUND;
    }
    for (int place : resultPlaces) {
      slots.row[place] = Slots.UNBOUND;
    }
  }

  private int number(@org.jspecify.annotations.Nullable Node node) {
    return node == null ? Slots.UNBOUND : slots.number(node);
  }

  private Tally tally(Aggregator aggregator) {
    return switch (aggregator) {
      case AggCount _ -> new Count(() -> 0);
      case AggCountVar count -> new Count(value(count));
      case AggCountVarDistinct count -> new Different(value(count));
      case AggCountDistinct _ -> new DifferentRows();
      case AggSum sum -> new Sum(value(sum));
      default -> new Arq(aggregator);
    };
  }

  private Value value(Aggregator aggregator) {
    Expr expr = aggregator.getExprList().get(0);
    return expressions.value(expr);
  }

  private record Fixed(int number) implements Tally {
    @Override
    public void add(int group) {}

    @Override
    public int result(int group) {
      return number;
    }
  }

  private int integer(long number) {
    return slots.number(NodeValue.makeInteger(number).asNode());
  }

  private final class Count implements Tally {
    private final Value value;
    private long[] counts = new long[16];

    Count(Value value) {
      this.value = value;
    }

    @Override
    public void add(int group) {
      if (group >= counts.length) {
        counts = java.util.Arrays.copyOf(counts, Math.max(group + 1, counts.length * 2));
      }
      if (value.number() != Slots.UNBOUND) {
        counts[group]++;
      }
    }

    @Override
    public int result(int group) {
      return integer(group < counts.length ? counts[group] : 0);
    }
  }

  /// Counts different values.
  private final class Different implements Tally {
    private final Value value;
    private final PairSet seen = new PairSet(slots.budget);
    private final Count count = new Count(() -> 0);

    Different(Value value) {
      this.value = value;
    }

    @Override
    public void add(int group) {
      int number = value.number();
      if (number != Slots.UNBOUND && seen.add(group, number)) {
        count.add(group);
      }
    }

    @Override
    public int result(int group) {
      return count.result(group);
    }
  }

  /// Counts different rows.
  private final class DifferentRows implements Tally {
    private final int[] row = new int[visible.length + 1];
    private final RowTable seen = new RowTable(row.length, slots.budget);
    private final Count count = new Count(() -> 0);

    @Override
    public void add(int group) {
      row[0] = group;
      for (int i = 0; i < visible.length; i++) {
        row[i + 1] = slots.row[visible[i]];
      }
      if (seen.add(row) < 0) {
        count.add(group);
      }
    }

    @Override
    public int result(int group) {
      return count.result(group);
    }
  }

  private final class Sum implements Tally {
    private final Value value;
    private final RowTable values = new RowTable(2, slots.budget);
    private final int[] row = new int[2];
    private long[] times = new long[16];
    private @org.jspecify.annotations.Nullable NodeValue[] totals =
        new @org.jspecify.annotations.Nullable NodeValue[0];
    private boolean[] failed = new boolean[0];

    Sum(Value value) {
      this.value = value;
    }

    @Override
    public void add(int group) {
      row[0] = group;
      row[1] = value.number();
      int at = values.add(row);
      if (at < 0) {
        at = ~at;
      }
      if (at >= times.length) {
        times = java.util.Arrays.copyOf(times, times.length * 2);
      }
      times[at]++;
    }

    @Override
    public int result(int group) {
      if (totals.length == 0) {
        total();
      }
      NodeValue total = totals[group];
      return failed[group] || total == null ? Slots.UNBOUND : slots.number(total.asNode());
    }

    private void total() {
      totals = new @org.jspecify.annotations.Nullable NodeValue[groups.size()];
      failed = new boolean[groups.size()];
      for (int i = 0; i < values.size(); i++) {
        int group = values.get(i, 0);
        int id = values.get(i, 1);
        NodeValue each = id == Slots.UNBOUND ? null : NodeValue.makeNode(slots.node(id));
        if (each == null || !each.isNumber()) {
          failed[group] = true;
        } else if (!failed[group]) {
          totals[group] = plus(totals[group], each, times[i]);
        }
      }
    }

    private NodeValue plus(
        @org.jspecify.annotations.Nullable NodeValue total, NodeValue each, long times) {
      if (each.isInteger() || each.isDecimal()) {
        NodeValue many =
            times == 1 ? each : XSDFuncOp.numMultiply(each, NodeValue.makeInteger(times));
        return total == null ? many : XSDFuncOp.numAdd(many, total);
      }
      NodeValue sum = total == null ? each : XSDFuncOp.numAdd(each, total);
      for (long i = 1; i < times; i++) {
        slots.budget.step();
        sum = XSDFuncOp.numAdd(each, sum);
      }
      return sum;
    }
  }

  private final class Arq implements Tally {
    private final Aggregator aggregator;
    private final List<Accumulator> accumulators = new ArrayList<>();

    Arq(Aggregator aggregator) {
      this.aggregator = aggregator;
    }

    @Override
    public void add(int group) {
      while (group >= accumulators.size()) {
        accumulators.add(aggregator.createAccumulator());
      }
      if (aggregator.getName().equals("GROUP_CONCAT")) {
        slots.budget.hold(LONG_TEXT);
      }
      // kept, since an accumulator may hold on to a row
      accumulators.get(group).accumulate(slots.binding(visible), slots.context);
    }

    @Override
    public int result(int group) {
      NodeValue value = accumulators.get(group).getValue();
      return value == null ? Slots.UNBOUND : slots.number(value.asNode());
    }
  }
}
