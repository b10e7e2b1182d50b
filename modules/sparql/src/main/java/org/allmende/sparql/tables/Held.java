package org.allmende.sparql.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.rows.RowTable.RowColumn;
import org.allmende.sparql.Budget;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// The cells of some columns, held until the query ends: what a query asks for again and again is
/// not read again and again.
final class Held {

  private static final int BETWEEN_CHECKS = 1024;

  private final Map<Long, Row> rows = new LinkedHashMap<>();
  private final Map<RowColumn, Map<Node, List<Row>>> byValue = new HashMap<>();
  private final Budget budget;

  Held(Budget budget) {
    this.budget = budget;
  }

  void add(Row row) {
    rows.put(row.number, row);
  }

  /// A row by its number; null where there is none.
  @Nullable Row row(long number) {
    return rows.get(number);
  }

  RowSource all() {
    return source(rows.values());
  }

  /// The rows that have a value in a column.
  ///
  /// @param place where the column stands among those that are held
  RowSource with(RowColumn column, int place, Node value) {
    Map<Node, List<Row>> values = byValue.computeIfAbsent(column, _ -> sorted(column, place));
    return source(values.getOrDefault(value, List.of()));
  }

  private Map<Node, List<Row>> sorted(RowColumn column, int place) {
    Map<Node, List<Row>> sorted = new HashMap<>();
    Map<String, List<Node>> known = new HashMap<>();
    for (Row row : rows.values()) {
      String cell = row.cell(place);
      if (cell != null) {
        for (Node value : known.computeIfAbsent(cell, column::values)) {
          sorted.computeIfAbsent(value, this::begun).add(row);
        }
      }
    }
    budget.keep(Row.PER_ROW * rows.size());
    return sorted;
  }

  private List<Row> begun(Node value) {
    budget.keep(value);
    return new ArrayList<>();
  }

  private RowSource source(Iterable<Row> some) {
    var left = some.iterator();
    budget.check();
    return new RowSource() {
      private int taken;

      @Override
      public @Nullable Row next() {
        if (++taken % BETWEEN_CHECKS == 0) {
          budget.check();
        }
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
