package org.allmende.store;

import org.apache.jena.graph.Node;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Fills a fresh database in few large transactions, each half as large as all before it, which is
/// both the fastest way and the one that takes the fewest bytes ([Writer#writeOn]). A crash in
/// between leaves a database that nobody uses yet.
final class Filler implements AutoCloseable {

  private static final int FEWEST_TOGETHER = 500_000;

  private final DatasetGraph data;
  private final Disk disk;
  private long quads;
  private long nextCommit = FEWEST_TOGETHER;

  /// @param disk where it lies; filling stops with [org.allmende.catalog.store.OutOfSpace] at its
  ///   reserve
  Filler(DatasetGraph data, Disk disk) {
    this.data = data;
    this.disk = disk;
    data.begin(TxnType.WRITE);
  }

  /// Takes over everything another database holds, within a transaction of that one.
  void addAll(DatasetGraph from) {
    from.findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(this::add);
    from.find(Difference.PRIVATE, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(this::add);
  }

  void add(Quad quad) {
    data.add(quad);
    if (++quads == nextCommit) {
      nextCommit += Math.max(FEWEST_TOGETHER, quads / 2);
      commit();
      disk.requireSpace();
      data.begin(TxnType.WRITE);
    }
  }

  /// How many quads were added, repeated ones included.
  long quads() {
    return quads;
  }

  void commit() {
    data.commit();
    data.end();
  }

  /// Gives up what was not committed.
  @Override
  public void close() {
    if (data.isInTransaction()) {
      data.abort();
      data.end();
    }
  }
}
