package org.allmende.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.allmende.catalog.store.SparqlStore;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/// Asks a store, and reads the rows that it answers with.
record Questions(SparqlStore store) {

  static {
    ARQ.init();
  }

  /// Hands on rows while they come.
  void each(String query, Consumer<Binding> row) throws IOException {
    boolean _ =
        store.select(
            query,
            json -> {
              rows(json).forEachRemaining(row);
              return true;
            });
  }

  List<Binding> rows(String query) throws IOException {
    return store.select(
        query,
        json -> {
          var rows = new ArrayList<Binding>();
          rows(json).forEachRemaining(rows::add);
          return rows;
        });
  }

  static Iterator<Binding> rows(InputStream json) {
    return RowSetReaderRegistry.getFactory(ResultSetLang.RS_JSON)
        .create(ResultSetLang.RS_JSON)
        .read(json, ARQ.getContext());
  }

  static Node node(Binding row, String name) {
    return row.get(Var.alloc(name));
  }

  static String text(Binding row, String name) {
    return node(row, name).getLiteralLexicalForm();
  }

  static long number(Binding row, String name) {
    return Long.parseLong(text(row, name));
  }
}
