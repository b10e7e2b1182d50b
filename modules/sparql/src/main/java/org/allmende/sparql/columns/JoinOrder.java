package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.allmende.sparql.columns.Statistics.Spread;

/// In which order the triple patterns of a group are best joined: each is tried as the first, the
/// others follow by how few rows they make, and the cheapest whole wins. Counts of patterns are
/// exact; how a bound variable narrows them is estimated.
final class JoinOrder {

  private static final double PROBE = 50;
  private static final double BITMAP_PROBE = 4;
  private static final double ROW = 3;

  /// Of more patterns than this only the smallest is tried as the first.
  private static final int FEW = 12;

  private final State state;
  private final List<int[]> patterns;
  private final long[] counts;

  JoinOrder(State state, List<int[]> patterns) {
    this.state = state;
    this.patterns = patterns;
    this.counts = new long[patterns.size()];
    for (int i = 0; i < counts.length; i++) {
      int[] parts = patterns.get(i);
      counts[i] = state.count(constant(parts[0]), constant(parts[1]), constant(parts[2]));
    }
  }

  private static int constant(int part) {
    return Pattern.isVariable(part) ? Terms.NONE : part;
  }

  private record Plan(List<int[]> patterns, double cost) {}

  /// @param bound places bound before
  List<int[]> best(BitSet bound) {
    if (patterns.size() < 2) {
      return patterns;
    }
    Plan best = null;
    for (int first = 0; first < patterns.size(); first++) {
      if (patterns.size() <= FEW || first == smallest(bound)) {
        Plan plan = from(first, bound);
        best = best == null || plan.cost < best.cost ? plan : best;
      }
    }
    return best == null ? patterns : best.patterns;
  }

  private int smallest(BitSet bound) {
    int smallest = 0;
    for (int i = 1; i < counts.length; i++) {
      if (fanOut(i, bound) < fanOut(smallest, bound)) {
        smallest = i;
      }
    }
    return smallest;
  }

  private Plan from(int first, BitSet before) {
    var bound = (BitSet) before.clone();
    var left = new ArrayList<Integer>();
    for (int i = 0; i < patterns.size(); i++) {
      left.add(i);
    }
    var order = new ArrayList<int[]>();
    double rows = 1;
    double cost = 0;
    Integer next = first;
    while (next != null) {
      left.remove(/* element */ next);
      double fanOut = fanOut(next, bound);
      cost += cost(next, bound, rows, fanOut);
      rows *= fanOut;
      order.add(patterns.get(next));
      bind(patterns.get(next), bound);
      next = null;
      for (Integer i : left) {
        next = next == null || fanOut(i, bound) < fanOut(next, bound) ? i : next;
      }
    }
    return new Plan(order, cost);
  }

  private double cost(int i, BitSet bound, double rows, double fanOut) {
    int[] parts = patterns.get(i);
    boolean check =
        Pattern.isVariable(parts[0])
            && bound.get(Pattern.place(parts[0]))
            && !Pattern.isVariable(parts[1])
            && !Pattern.isVariable(parts[2]);
    double made = rows * fanOut * ROW;
    return check
        ? Math.min(rows * PROBE, rows * BITMAP_PROBE + counts[i] * ROW) + made
        : rows * PROBE + made;
  }

  private static void bind(int[] parts, BitSet bound) {
    for (int part : parts) {
      if (Pattern.isVariable(part)) {
        bound.set(Pattern.place(part));
      }
    }
  }

  /// How many triples a pattern has for one row in which some variables are bound.
  private double fanOut(int i, BitSet bound) {
    int[] parts = patterns.get(i);
    double rows = counts[i];
    boolean known = !Pattern.isVariable(parts[1]) && parts[1] >= 0;
    Spread spread = known ? state.base().statistics().of(parts[1]) : null;
    double all = Math.max(state.size(), 1);
    if (isBound(parts[0], bound)) {
      rows /= spread != null ? spread.subjects() : Math.max(all / 8, 1);
    }
    if (isBound(parts[2], bound)) {
      rows /= spread != null ? spread.objects() : Math.max(all / 4, 1);
    }
    if (isBound(parts[1], bound)) {
      rows /= 20;
    }
    return rows;
  }

  private static boolean isBound(int part, BitSet bound) {
    return Pattern.isVariable(part) && bound.get(Pattern.place(part));
  }
}
