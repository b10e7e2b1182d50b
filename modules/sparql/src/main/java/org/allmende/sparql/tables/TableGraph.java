package org.allmende.sparql.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.rows.CellEngine.Wanted;
import org.allmende.catalog.rows.RowTable;
import org.allmende.sparql.Budget;
import org.allmende.sparql.Costly;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NiceIterator;
import org.jspecify.annotations.Nullable;

/// A table as a graph, each of whose reads is a pass over some columns, until it is known that they
/// are asked for again and again. Rows are blank nodes that are called after the table and their
/// number.
public final class TableGraph extends GraphBase {

  /// Who asks for the same columns so often asks for them again.
  private static final int OFTEN = 4;

  private static final Var ROW = Var.alloc("row");
  private static final Var PROPERTY = Var.alloc("property");
  private static final Var VALUE = Var.alloc("value");

  private final RowTable table;
  private final Budget budget;
  private final String prefix;
  private final Map<List<Integer>, Asked> asked = new HashMap<>();

  TableGraph(RowTable table, Budget budget) {
    this.table = table;
    this.budget = budget;
    this.prefix = table.mark() + "-";
  }

  RowTable table() {
    return table;
  }

  Budget budget() {
    return budget;
  }

  Node row(long number) {
    return NodeFactory.createBlankNode(prefix + number);
  }

  /// The number of a row; 0 for what is none of this table.
  long number(Node row) {
    if (!row.isBlank() || !row.getBlankNodeLabel().startsWith(prefix)) {
      return 0;
    }
    return Long.parseLong(row.getBlankNodeLabel().substring(prefix.length()));
  }

  /// A row by its number, with the cells of some columns; null where there is none.
  ///
  /// @param positions of the columns
  @Nullable Row row(long number, List<Integer> positions) {
    Asked so = asked.computeIfAbsent(positions, _ -> new Asked());
    Held held = so.held;
    if (held == null) {
      held = read(positions, budget.left());
      if (held == null) {
        throw new Costly(Budget.tooMuch());
      }
      so.held = held;
    }
    return held.row(number);
  }

  /// The cells of some columns, where they have been asked for often and there is room for them;
  /// null otherwise.
  ///
  /// @param positions of the columns
  @Nullable Held often(List<Integer> positions) {
    Asked so = asked.computeIfAbsent(positions, _ -> new Asked());
    if (so.held == null && ++so.times == OFTEN) {
      so.held = read(positions, budget.left() / 2);
    }
    return so.held;
  }

  /// Reads columns to hold them; null where that takes more than so many bytes.
  private @Nullable Held read(List<Integer> positions, long most) {
    var held = new Held(budget);
    long left = Math.max(1, budget.deadline() - System.nanoTime());
    var wanted = new Wanted(positions, List.of(), false, left);
    long bytes = 0;
    try (var pass = new Pass(table, wanted, budget)) {
      for (Row row = pass.next(); row != null; row = pass.next()) {
        bytes += row.weight();
        if (bytes > most) {
          return null;
        }
        held.add(row);
      }
    }
    budget.keep(bytes);
    return held;
  }

  /// How often some columns have been asked for, and their cells once they are held.
  private static final class Asked {
    private int times;
    private @Nullable Held held;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    Node s = open(pattern.getSubject(), ROW);
    Node p = open(pattern.getPredicate(), PROPERTY);
    Node o = open(pattern.getObject(), VALUE);
    var star = Star.of(Triple.create(s, p, o));
    return new Found(new StarRows(star, this, false), s, p, o);
  }

  private static Node open(@Nullable Node node, Var otherwise) {
    return node == null || !node.isConcrete() ? otherwise : node;
  }

  private static final class Found extends NiceIterator<Triple> {
    private final StarRows rows;
    private final Node s;
    private final Node p;
    private final Node o;

    Found(StarRows rows, Node s, Node p, Node o) {
      this.rows = rows;
      this.s = s;
      this.p = p;
      this.o = o;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Triple next() {
      Binding row = rows.next();
      return Triple.create(bound(s, row), bound(p, row), bound(o, row));
    }

    private static Node bound(Node node, Binding row) {
      return Var.isVar(node) ? row.get(Var.alloc(node)) : node;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
