package org.allmende.sparql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/// The nodes that `BNODE("name")` makes: one for each name and row, so that two columns of a row
/// may share it. Only the row at hand is remembered; ARQ would remember all of them, and takes the
/// columns of one row for rows of their own.
///
/// A new row has begun when what stands in it is different, apart from the computed columns, or
/// when the same place in the query asks again.
final class RowNodes {

  private final Set<Var> columns;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<Object> asked = new HashSet<>();
  private Map<Var, Node> row = Map.of();

  /// @param columns what the outermost `SELECT` computes, and so adds to a row one by one
  RowNodes(Set<Var> columns) {
    this.columns = Set.copyOf(columns);
  }

  /// @param place in the query, compared by identity
  Node named(String name, Binding at, Object place) {
    Map<Var, Node> now = withoutColumns(at);
    boolean again = !asked.add(place);
    if (again || !now.equals(row)) {
      row = now;
      nodes.clear();
      asked.clear();
      asked.add(place);
    }
    return nodes.computeIfAbsent(name, _ -> NodeFactory.createBlankNode());
  }

  private Map<Var, Node> withoutColumns(Binding at) {
    var values = new HashMap<Var, Node>();
    for (Iterator<Var> vars = at.vars(); vars.hasNext(); ) {
      Var v = vars.next();
      if (!columns.contains(v)) {
        values.put(v, at.get(v));
      }
    }
    return values;
  }
}
