package org.allmende.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
              read(json, row);
              return true;
            });
  }

  List<Binding> rows(String query) throws IOException {
    return store.select(query, Questions::rows);
  }

  /// @throws IOException when what comes is not what was asked for, such as an answer cut off
  static List<Binding> rows(InputStream json) throws IOException {
    var rows = new ArrayList<Binding>();
    read(json, rows::add);
    return rows;
  }

  private static void read(InputStream json, Consumer<Binding> row) throws IOException {
    Iterator<Binding> rows =
        read(() ->
            RowSetReaderRegistry.getFactory(ResultSetLang.RS_JSON)
                .create(ResultSetLang.RS_JSON)
                .read(json, ARQ.getContext()));
    while (read(rows::hasNext)) {
      row.accept(read(rows::next));
    }
  }

  private static <T> T read(Supplier<T> from) throws IOException {
    try {
      return from.get();
    } catch (RuntimeException e) {
      throw new IOException("the answer cannot be read: " + e.getMessage(), e);
    }
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
