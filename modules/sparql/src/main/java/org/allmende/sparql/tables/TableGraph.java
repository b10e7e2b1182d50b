package org.allmende.sparql.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.rows.CellEngine.Wanted;
import org.allmende.catalog.rows.RowTable;
import org.allmende.sparql.Budget;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NiceIterator;
import org.jspecify.annotations.Nullable;

/// A table as a graph, each of whose reads is a pass over some columns. Rows are blank nodes that
/// are called after the table and their number.
public final class TableGraph extends GraphBase {

  private static final Var ROW = Var.alloc("row");
  private static final Var PROPERTY = Var.alloc("property");
  private static final Var VALUE = Var.alloc("value");

  private final RowTable table;
  private final Budget budget;
  private final String prefix;
  private final Map<List<Integer>, Map<Long, Pass.Row>> held = new HashMap<>();

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

  /// A row by its number, with the cells of some columns; null where there is none. The columns are
  /// read once and held until the query ends: who asks for one row asks for more.
  ///
  /// @param positions of the columns
  Pass.@Nullable Row cells(long number, List<Integer> positions) {
    return held.computeIfAbsent(positions, this::read).get(number);
  }

  private Map<Long, Pass.Row> read(List<Integer> positions) {
    var rows = new HashMap<Long, Pass.Row>();
    long left = Math.max(1, budget.deadline() - System.nanoTime());
    var wanted = new Wanted(positions, List.of(), false, left);
    try (var pass = new Pass(table, wanted, budget)) {
      for (Pass.Row row = pass.next(); row != null; row = pass.next()) {
        budget.keep(row.weight());
        rows.put(row.number, row);
      }
    }
    return rows;
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
