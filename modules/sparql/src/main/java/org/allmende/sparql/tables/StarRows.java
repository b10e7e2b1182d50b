package org.allmende.sparql.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.allmende.catalog.rows.CellEngine.Condition;
import org.allmende.catalog.rows.CellEngine.Wanted;
import org.allmende.catalog.rows.RowTable.RowColumn;
import org.allmende.sparql.Budget;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.jspecify.annotations.Nullable;

/// The solutions of a star, without its filters: one pass over the columns it asks for, or over
/// what is held of them. Nothing is read before the first is wanted.
final class StarRows implements AutoCloseable {

  /// How many rows a solution stands for, where rows that are alike come together.
  static final Var COUNT = Var.alloc("*rows");

  private static final int MOST_KEPT = 10_000;

  private final Star star;
  private final TableGraph graph;
  private final boolean together;
  private final Budget budget;
  private final Map<Node, RowColumn> byProperty = new HashMap<>();
  private final Map<RowColumn, Integer> places = new LinkedHashMap<>();
  private final List<Map<String, List<Node>>> kept = new ArrayList<>();
  private final Deque<Binding> ready = new ArrayDeque<>();
  private final BindingBuilder builder = BindingFactory.builder();
  private final boolean plain;
  private boolean possible = true;
  private @Nullable RowSource rows;
  private boolean ended;

  StarRows(Star star, TableGraph graph, boolean together) {
    this.star = star;
    this.graph = graph;
    this.together = together;
    this.budget = graph.budget();
    graph.table().columns().forEach(column -> byProperty.put(column.property(), column));
    star.required().forEach(triple -> need(triple, true));
    star.optional().forEach(triple -> need(triple, false));
    plain = star.isPlain() && Var.isVar(star.subject());
    if (!Var.isVar(star.subject()) && graph.number(star.subject()) == 0) {
      possible = false;
    }
  }

  private void need(Triple triple, boolean required) {
    if (Var.isVar(triple.getPredicate())) {
      graph.table().columns().forEach(this::place);
      return;
    }
    RowColumn column = byProperty.get(triple.getPredicate());
    if (column != null) {
      place(column);
    } else if (required) {
      possible = false;
    }
  }

  private void place(RowColumn column) {
    if (!places.containsKey(column)) {
      places.put(column, places.size());
      kept.add(new HashMap<>());
    }
  }

  boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return !ready.isEmpty();
  }

  Binding next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void advance() {
    if (!possible) {
      ended = true;
      return;
    }
    if (!Var.isVar(star.subject())) {
      ended = true;
      Row known = graph.row(graph.number(star.subject()), positions());
      if (known != null) {
        required(0, known, BindingFactory.root());
      }
      return;
    }
    RowSource opened = rows;
    if (opened == null) {
      opened = open();
      rows = opened;
    }
    Row row = opened.next();
    if (row == null) {
      ended = true;
      opened.close();
    } else {
      solve(row);
    }
  }

  /// The rows that may match.
  private RowSource open() {
    Held held = together ? null : graph.often(positions());
    if (held == null) {
      List<Condition> conditions = Conditions.of(star, byProperty::get);
      long left = Math.max(1, budget.deadline() - System.nanoTime());
      return new Pass(graph.table(), new Wanted(positions(), conditions, together, left), budget);
    }
    for (Triple triple : star.required()) {
      RowColumn column = byProperty.get(triple.getPredicate());
      Integer place = column == null ? null : places.get(column);
      if (column != null && place != null && triple.getObject().isConcrete()) {
        return held.with(column, place, triple.getObject());
      }
    }
    return held.all();
  }

  private List<Integer> positions() {
    return places.keySet().stream().map(RowColumn::position).toList();
  }

  private void solve(Row row) {
    Binding start = start(row);
    if (plain) {
      Binding solution = plain(row, start);
      if (solution != null) {
        ready.add(solution);
      }
      return;
    }
    required(0, row, start);
  }

  private Binding start(Row row) {
    if (together) {
      Node count = NodeFactory.createLiteralDT(Long.toString(row.count), XSDDatatype.XSDinteger);
      return BindingFactory.binding(COUNT, count);
    }
    return BindingFactory.binding(Var.alloc(star.subject()), graph.row(row.number));
  }

  /// The one solution of a row; null where it has none.
  private @Nullable Binding plain(Row row, Binding start) {
    builder.reset();
    builder.addAll(start);
    for (Triple triple : star.required()) {
      List<Node> values = values(byProperty.get(triple.getPredicate()), row);
      if (values.isEmpty()) {
        return null;
      }
      builder.add(Var.alloc(triple.getObject()), values.getFirst());
    }
    for (Triple triple : star.optional()) {
      List<Node> values = values(byProperty.get(triple.getPredicate()), row);
      if (!values.isEmpty()) {
        builder.add(Var.alloc(triple.getObject()), values.getFirst());
      }
    }
    return builder.build();
  }

  private void required(int at, Row row, Binding solution) {
    if (at == star.required().size()) {
      optional(row, solution);
      return;
    }
    Triple triple = star.required().get(at);
    Node property = triple.getPredicate();
    Node bound = Var.isVar(property) ? solution.get(Var.alloc(property)) : property;
    if (bound != null) {
      matching(at, row, solution, byProperty.get(bound));
      return;
    }
    for (RowColumn column : places.keySet()) {
      Binding more = BindingFactory.binding(solution, Var.alloc(property), column.property());
      matching(at, row, more, column);
    }
  }

  private void matching(int at, Row row, Binding solution, @Nullable RowColumn column) {
    Node object = star.required().get(at).getObject();
    Node bound = Var.isVar(object) ? solution.get(Var.alloc(object)) : object;
    for (Node value : values(column, row)) {
      if (bound == null) {
        required(at + 1, row, BindingFactory.binding(solution, Var.alloc(object), value));
      } else if (bound.equals(value)) {
        required(at + 1, row, solution);
      }
    }
  }

  private void optional(Row row, Binding solution) {
    Binding full = solution;
    for (Triple triple : star.optional()) {
      List<Node> values = values(byProperty.get(triple.getPredicate()), row);
      if (!values.isEmpty()) {
        full = BindingFactory.binding(full, Var.alloc(triple.getObject()), values.getFirst());
      }
    }
    ready.add(full);
  }

  private List<Node> values(@Nullable RowColumn column, Row row) {
    Integer place = column == null ? null : places.get(column);
    String cell = place == null ? null : row.cell(place);
    if (column == null || place == null || cell == null) {
      return List.of();
    }
    Map<String, List<Node>> known = kept.get(place);
    List<Node> values = known.get(cell);
    if (values == null) {
      values = column.values(cell);
      if (known.size() < MOST_KEPT) {
        known.put(cell, values);
        budget.keep(cell.length() * 2L + 160);
      }
    }
    return values;
  }

  @Override
  public void close() {
    ended = true;
    ready.clear();
    RowSource opened = rows;
    if (opened != null) {
      opened.close();
    }
  }
}
