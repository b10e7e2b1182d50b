package org.allmende.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.allmende.catalog.store.SparqlStore;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.system.Txn;

/// A store that speaks SPARQL, in memory.
final class MemorySparqlStore implements SparqlStore {

  private volatile DatasetGraph data = DatasetGraphFactory.createTxnMem();

  /// What it holds, for [#restore].
  List<Quad> saved() {
    return Txn.calculateRead(data, () -> Iter.toList(data.find()));
  }

  /// Holds what it held once.
  void restore(List<Quad> saved) {
    DatasetGraph fresh = DatasetGraphFactory.createTxnMem();
    Txn.executeWrite(fresh, () -> saved.forEach(fresh::add));
    data = fresh;
  }

  @Override
  public String address() {
    return "memory";
  }

  @Override
  public <T> T select(String query, Answer<T> answer) throws IOException {
    return answer.read(new ByteArrayInputStream(json(query)));
  }

  private byte[] json(String query) throws IOException {
    try {
      return Txn.calculateRead(
          data,
          () -> {
            try (QueryExec asked = QueryExec.dataset(data).query(query).build()) {
              RowSet rows = asked.select();
              var out = new ByteArrayOutputStream();
              RowSetWriterRegistry.getFactory(ResultSetLang.RS_JSON)
                  .create(ResultSetLang.RS_JSON)
                  .write(out, rows, null);
              return out.toByteArray();
            }
          });
    } catch (QueryCancelledException e) {
      throw new IOException("nobody waits any more", e);
    }
  }

  @Override
  public void update(String update) {
    Txn.executeWrite(data, () -> UpdateExec.dataset(data).update(update).execute());
  }
}
