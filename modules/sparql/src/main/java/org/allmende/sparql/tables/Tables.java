package org.allmende.sparql.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.rows.RowGraphs;
import org.allmende.catalog.rows.RowTable;
import org.allmende.sparql.Budget;
import org.allmende.sparql.Costly;
import org.allmende.sparql.Refusal;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/// The tables that a query can see: those of the distributions that the data it reads speak of, in
/// the graph of the dataset they belong to. So a query of one tenant's data sees that tenant's
/// tables, and what is not published has none.
public final class Tables {

  static final Node DISTRIBUTION = NodeFactory.createURI("http://www.w3.org/ns/dcat#distribution");

  private static final Symbol KEY = Symbol.create("urn:allmende:tables");
  private static final int MOST = 100;

  private final DatasetGraph data;
  private final long change;
  private final RowGraphs rows;
  private final Budget budget;
  private final @Nullable Set<String> named;
  private final Map<Node, List<Graph>> found = new HashMap<>();
  private int count;

  /// @param data everything that may be seen
  /// @param change the change that they stand at
  /// @param query which may name the graphs it is about
  public Tables(DatasetGraph data, long change, RowGraphs rows, Query query, Budget budget) {
    this.data = data;
    this.change = change;
    this.rows = rows;
    this.budget = budget;
    this.named = query.hasDatasetDescription() ? new HashSet<>(query.getNamedGraphURIs()) : null;
  }

  /// Makes them known to what runs with this context.
  public void into(Context context) {
    context.set(KEY, this);
  }

  /// Those of the query that runs with this context; null where none may be seen.
  public static @Nullable Tables of(Context context) {
    return context.get(KEY);
  }

  Budget budget() {
    return budget;
  }

  /// The tables that are the graph of this name, each a graph of its own; empty where it is not one
  /// of rows.
  List<Graph> graphs(Node name) {
    List<Graph> known = found.get(name);
    if (known == null) {
      known = find(name);
      found.put(name, known);
      count += known.size();
      if (count > MOST) {
        throw new Costly(
            "Eine Abfrage liest die Zeilen von höchstens "
                + MOST
                + " Tabellen. Schränken Sie die Datensätze ein.",
            "A query reads the rows of at most " + MOST + " tables. Narrow the datasets.");
      }
    }
    return known;
  }

  private List<Graph> find(Node name) {
    if (!name.isURI() || (named != null && !named.contains(name.getURI()))) {
      return List.of();
    }
    Iterator<Quad> said = data.findNG(Node.ANY, Node.ANY, DISTRIBUTION, name);
    while (said.hasNext()) {
      Quad quad = said.next();
      if (quad.getGraph().equals(quad.getSubject())) {
        List<RowTable> tables = tables(quad.getSubject().getURI(), name.getURI());
        if (!tables.isEmpty()) {
          return tables.stream().map(table -> (Graph) new TableGraph(table, budget)).toList();
        }
      }
    }
    return List.of();
  }

  private List<RowTable> tables(String dataset, String distribution) {
    try {
      return rows.tables(dataset, distribution, change);
    } catch (RowGraphs.Changed e) {
      throw new Refusal(
          Reason.BUSY,
          "<" + dataset + "> wird gerade neu veröffentlicht. Versuchen Sie es gleich noch einmal.",
          "<" + dataset + "> is just being published anew. Try again shortly.");
    }
  }
}
