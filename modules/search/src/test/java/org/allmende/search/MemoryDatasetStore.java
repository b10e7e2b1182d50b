package org.allmende.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;

/// Datasets in memory, and what of them is published.
final class MemoryDatasetStore implements PublishedGraphs {

  private final String id;
  private final Map<DatasetId, Stored> datasets = new TreeMap<>();
  private final Map<Long, Change> changes = new TreeMap<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long change;

  MemoryDatasetStore(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized long change() {
    return change;
  }

  Receipt put(Entry entry) {
    return putAll(List.of(entry)).getFirst();
  }

  List<Receipt> putAll(List<Entry> entries) {
    var receipts = new ArrayList<Receipt>();
    synchronized (this) {
      for (Entry entry : entries) {
        change++;
        datasets.put(
            entry.id(), new Stored(entry, change, Instant.EPOCH, Instant.ofEpochSecond(change)));
        changed(entry.id(), entry.uri());
        receipts.add(new Receipt(change, true));
      }
    }
    listeners.forEach(listener -> listener.accept(change()));
    return receipts;
  }

  private void changed(DatasetId dataset, String uri) {
    changes.values().removeIf(old -> dataset.equals(old.dataset()));
    changes.put(change, new Change(change, dataset, List.of(uri)));
  }

  Receipt erase(DatasetId dataset) {
    Receipt receipt;
    synchronized (this) {
      Stored old = datasets.remove(dataset);
      change++;
      changed(dataset, old == null ? "" : old.entry().uri());
      receipt = new Receipt(change, old != null);
    }
    listeners.forEach(listener -> listener.accept(receipt.change()));
    return receipt;
  }

  @Override
  public void onChange(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public long scan(Consumer<NamedGraph> each) {
    Collection<Stored> all;
    long at;
    synchronized (this) {
      all = List.copyOf(datasets.values());
      at = change;
    }
    all.stream()
        .filter(stored -> stored.entry().state() == State.PUBLISHED)
        .forEach(stored -> hand(stored, each));
    return at;
  }

  @Override
  public synchronized long scanSince(long number, Consumer<NamedGraph> each) {
    for (Change one : changes.values()) {
      DatasetId dataset = one.dataset();
      if (dataset != null && one.number() > number) {
        Stored stored = datasets.get(dataset);
        if (stored != null && stored.entry().state() == State.PUBLISHED) {
          hand(stored, each);
        } else {
          Graph nothing = GraphMemFactory.createDefaultGraph();
          each.accept(new NamedGraph("urn:record", NamedGraph.Kind.RECORD, dataset, nothing));
        }
      }
    }
    return change;
  }

  private static void hand(Stored stored, Consumer<NamedGraph> each) {
    Entry entry = stored.entry();
    String record = entry.uri() + "#record";
    Graph about = GraphMemFactory.createDefaultGraph();
    about.add(
        NodeFactory.createURI(record),
        DCTerms.modified.asNode(),
        NodeFactory.createLiteralString(stored.modified().toString()));
    each.accept(new NamedGraph(entry.uri(), NamedGraph.Kind.DATASET, entry.id(), entry.graph()));
    each.accept(new NamedGraph(record, NamedGraph.Kind.RECORD, entry.id(), about));
  }
}
