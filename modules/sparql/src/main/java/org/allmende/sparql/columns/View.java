package org.allmende.sparql.columns;

import org.apache.jena.sparql.core.DatasetGraph;

/// Everything published at one change: it stays as it is while the view is open, whatever is
/// published meanwhile. Cheap to open; for one query. Must be closed; nothing may be read after.
public interface View extends AutoCloseable {

  /// Each published graph by its name; the default graph is all of them together, every triple
  /// once. Read only.
  DatasetGraph data();

  /// The same without what belongs to other catalogues: the graphs of a catalogue, and those that
  /// are in none.
  ///
  /// @param catalog its URI
  DatasetGraph data(String catalog);

  /// The change number this is about.
  long change();

  /// From when on reading throws [org.apache.jena.query.QueryCancelledException].
  ///
  /// @param nanoTime by the clock of [System#nanoTime]
  void deadline(long nanoTime);

  @Override
  void close();
}
