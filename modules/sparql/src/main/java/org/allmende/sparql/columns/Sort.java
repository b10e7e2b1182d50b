package org.allmende.sparql.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.allmende.sparql.columns.Expressions.Value;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.engine.binding.BindingComparator;
import org.apache.jena.sparql.expr.NodeValue;

/// ORDER BY, all of it or the first rows only. Ties are broken as ARQ does, by the whole row.
final class Sort extends Flow {

  private final Flow input;
  private final Slots slots;
  private final int[] places;
  private final List<Value> keys = new ArrayList<>();
  private final boolean[] descending;
  private final long most;
  private final Terms terms;
  private final Comparator<int[]> order;
  private List<int[]> rows = List.of();
  private int at;
  private boolean done;

  /// @param places what is kept of a row
  /// @param most rows wanted
  Sort(Flow input, Slots slots, int[] places, List<SortCondition> conditions, long most) {
    this.input = input;
    this.slots = slots;
    this.places = places;
    this.most = most;
    this.terms = slots.data.state().terms();
    this.descending = new boolean[conditions.size()];
    var expressions = new Expressions(slots);
    for (int i = 0; i < conditions.size(); i++) {
      keys.add(expressions.value(conditions.get(i).getExpression()));
      descending[i] = conditions.get(i).getDirection() == Query.ORDER_DESCENDING;
    }
    this.order = this::compare;
  }

  @Override
  void open() {
    done = false;
  }

  private void run() {
    done = true;
    at = 0;
    rows = most == 0 ? List.of() : most < Integer.MAX_VALUE ? first((int) most) : all();
  }

  private List<int[]> all() {
    var all = new ArrayList<int[]>();
    input.open();
    while (input.next()) {
      slots.budget.hold(keys.size() + places.length + 6);
      all.add(row());
    }
    all.sort(order);
    return all;
  }

  private List<int[]> first(int count) {
    var heap = new PriorityQueue<int[]>(order.reversed());
    int[] candidate = null;
    input.open();
    while (input.next()) {
      candidate = candidate == null ? new int[keys.size() + places.length] : candidate;
      fill(candidate);
      if (heap.size() < count) {
        slots.budget.hold(candidate.length + 6);
        heap.add(candidate);
        candidate = null;
      } else if (order.compare(candidate, heap.element()) < 0) {
        int[] out = heap.remove();
        heap.add(candidate);
        candidate = out;
      }
    }
    var first = new ArrayList<>(heap);
    first.sort(order);
    return first;
  }

  private int[] row() {
    var row = new int[keys.size() + places.length];
    fill(row);
    return row;
  }

  private void fill(int[] row) {
    for (int i = 0; i < keys.size(); i++) {
      row[i] = keys.get(i).number();
    }
    for (int i = 0; i < places.length; i++) {
      row[keys.size() + i] = slots.row[places[i]];
    }
  }

  private int compare(int[] a, int[] b) {
    slots.budget.step();
    for (int i = 0; i < descending.length; i++) {
      int order = compare(a[i], b[i]);
      if (order != 0) {
        return descending[i] ? -order : order;
      }
    }
    if (Arrays.equals(a, b)) {
      return 0;
    }
    return BindingComparator.compareBindingsSyntactic(binding(a), binding(b));
  }

  private org.apache.jena.sparql.engine.binding.Binding binding(int[] row) {
    return slots.binding(places, Arrays.copyOfRange(row, keys.size(), row.length));
  }

  private int compare(int a, int b) {
    if (a == b) {
      return 0;
    }
    if (a == Slots.UNBOUND || b == Slots.UNBOUND) {
      return a == Slots.UNBOUND ? -1 : 1;
    }
    if (a >= 0 && b >= 0) {
      int order = terms.compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return NodeValue.compareAlways(
        NodeValue.makeNode(slots.node(a)), NodeValue.makeNode(slots.node(b)));
  }

  @Override
  boolean next() {
    if (!done) {
      run();
    }
    if (at == rows.size()) {
      leave();
      return false;
    }
    int[] row = rows.get(at++);
    for (int i = 0; i < places.length; i++) {
      slots.row[places[i]] = row[keys.size() + i];
    }
    return true;
  }

  @Override
  void leave() {
    for (int place : places) {
      slots.row[place] = Slots.UNBOUND;
    }
  }
}
