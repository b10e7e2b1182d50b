package org.allmende.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.jspecify.annotations.Nullable;

/// A store in memory that holds datasets only.
final class MemoryDatasetStore implements DatasetStore {

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

  @Override
  public Instant settled() {
    return Instant.ofEpochSecond(change());
  }

  @Override
  public Receipt put(Entry entry) {
    return putAll(List.of(entry)).getFirst();
  }

  @Override
  public List<Receipt> putAll(List<Entry> entries) {
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

  @Override
  public Receipt putGraph(String name, Graph graph) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Receipt addToGraph(String name, Graph graph) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Receipt erase(DatasetId dataset) {
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
  public synchronized Optional<Stored> find(DatasetId dataset) {
    return Optional.ofNullable(datasets.get(dataset));
  }

  @Override
  public synchronized Optional<DatasetId> idOf(String uri) {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.uri().equals(uri))
        .map(Entry::id)
        .findFirst();
  }

  @Override
  public boolean publishes(Sha256 file) {
    return false;
  }

  @Override
  public synchronized Optional<Graph> graph(String name) {
    return published().stream()
        .filter(entry -> entry.uri().equals(name))
        .map(Entry::graph)
        .findFirst();
  }

  @Override
  public synchronized List<DatasetId> ids(@Nullable String tenant, State state) {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.state() == state)
        .map(Entry::id)
        .filter(dataset -> tenant == null || tenant.equals(dataset.tenant()))
        .toList();
  }

  @Override
  public synchronized List<Change> changesAfter(long number, int limit) {
    return changes.values().stream().filter(entry -> entry.number() > number).limit(limit).toList();
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

  private List<Entry> published() {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.state() == State.PUBLISHED)
        .toList();
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
