package org.allmende.catalog.rows;

import java.io.IOException;
import java.util.List;
import org.allmende.model.ColumnType;
import org.apache.jena.graph.Node;

/// The rows of a published table as triples, after [csv2rdf](https://www.w3.org/TR/csv2rdf/) in
/// minimal mode: each row is a blank node, each of its cells that has a value a triple.
public interface RowTable {

  /// Tells it from all other tables, as long as its rows are the same.
  String mark();

  List<RowColumn> columns();

  /// Passes over the cells of some columns.
  void pass(CellEngine.Wanted wanted, CellEngine.Taker taker) throws IOException;

  /// A column.
  interface RowColumn {

    /// From 1.
    int position();

    ColumnType type();

    Node property();

    /// What a cell says; nothing where it has no value. Each is said of its row.
    List<Node> values(String cell);
  }
}
