package org.allmende.sparql.columns;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/// Published graphs in memory.
public class GraphsInMemory implements PublishedGraphs {

  private final String id;
  private final Map<String, Graph> graphs = new TreeMap<>();
  private final Map<String, Long> changes = new TreeMap<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long change;

  /// A store of no graphs.
  public GraphsInMemory(String id) {
    this.id = id;
  }

  /// Takes every graph of a dataset without counting changes.
  synchronized void fill(DatasetGraph data) {
    data.listGraphNodes()
        .forEachRemaining(g -> {
          Graph copy = GraphFactory.createDefaultGraph();
          data.getGraph(g).find().forEachRemaining(copy::add);
          graphs.put(g.getURI(), copy);
        });
  }

  /// What a dataset over this store must answer like.
  synchronized DatasetGraph expected() {
    // compares terms, not values, as stores do
    DatasetGraph data = DatasetGraphFactory.createTxnMem();
    graphs.forEach((name, graph) ->
        graph
            .find()
            .forEachRemaining(t -> {
              Node s = blank(t.getSubject());
              Node o = blank(t.getObject());
              data.add(NodeFactory.createURI(name), s, t.getPredicate(), o);
              data.getDefaultGraph().add(s, t.getPredicate(), o);
            }));
    return data;
  }

  private static Node blank(Node node) {
    return org.allmende.dcat.terms.Skolem.isSkolem(node)
        ? NodeFactory.createBlankNode(node.getURI())
        : node;
  }

  /// Replaces a graph, in one change.
  public void set(String name, Graph graph) {
    setTogether(Map.of(name, graph));
  }

  /// Replaces graphs in one transaction, each in a change of its own.
  void setTogether(Map<String, Graph> together) {
    long number;
    synchronized (this) {
      together.forEach((name, graph) -> {
        if (graph.isEmpty()) {
          graphs.remove(name);
        } else {
          graphs.put(name, graph);
        }
        changes.put(name, ++change);
      });
      number = change;
    }
    listeners.forEach(l -> l.accept(number));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized long change() {
    return change;
  }

  @Override
  public void onChange(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized long scan(Consumer<NamedGraph> each) {
    graphs.forEach(
        (name, graph) -> each.accept(new NamedGraph(name, NamedGraph.Kind.OTHER, null, graph)));
    return change;
  }

  @Override
  public synchronized long scanSince(long number, Consumer<NamedGraph> each) {
    changes.forEach((name, changed) -> {
      if (changed > number) {
        Graph graph = graphs.getOrDefault(name, GraphFactory.createDefaultGraph());
        each.accept(new NamedGraph(name, NamedGraph.Kind.OTHER, null, graph));
      }
    });
    return change;
  }
}
