package org.allmende.sparql;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.sparql.columns.Published;
import org.allmende.sparql.columns.View;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// Published data in memory: named graphs, and all of them together as the default graph.
final class Shelf implements Published {

  final DatasetGraph data = DatasetGraphFactory.createGeneral();
  final AtomicInteger open = new AtomicInteger();
  long change = 1;
  volatile Runnable whenViewed = () -> {};

  Shelf put(String graph, String turtle) {
    Graph read = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle, Lang.TURTLE).parse(read);
    var name = NodeFactory.createURI(graph);
    read.find()
        .forEachRemaining(t -> {
          data.add(name, t.getSubject(), t.getPredicate(), t.getObject());
          data.getDefaultGraph().add(t);
        });
    change++;
    return this;
  }

  Shelf add(Triple triple) {
    data.getDefaultGraph().add(triple);
    return this;
  }

  @Override
  public View view() {
    whenViewed.run();
    open.incrementAndGet();
    return new View() {
      private boolean closed;

      @Override
      public DatasetGraph data() {
        return data;
      }

      @Override
      public DatasetGraph data(String catalog) {
        return DatasetGraphFactory.empty();
      }

      @Override
      public long change() {
        return change;
      }

      @Override
      public void deadline(long nanoTime) {}

      @Override
      public synchronized void close() {
        if (!closed) {
          open.decrementAndGet();
        }
        closed = true;
      }
    };
  }

  @Override
  public long position() {
    return change;
  }

  @Override
  public boolean await(long wanted, Duration atMost) {
    return wanted <= change;
  }

  @Override
  public void rebuild() {}

  @Override
  public void close() {}
}
