package org.allmende.catalog.links;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.terms.Terms;
import org.allmende.model.Bytes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Upload;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/// Datasets in a list, each with some links; no files but one.
final class ListedStore implements DatasetStore, FileStore {

  static final Sha256 FILE = Sha256.of(new byte[] {1});

  private final Map<DatasetId, Entry> entries = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();

  /// Stores a published dataset.
  void publish(String slug, String... links) {
    put(new DatasetId("stadt", slug), State.PUBLISHED, links);
  }

  void put(DatasetId id, State state, String... links) {
    String uri = "https://daten.example.org/datasets/" + id;
    Graph graph = GraphFactory.createDefaultGraph();
    var file = NodeFactory.createURI(uri + "#file");
    graph.add(NodeFactory.createURI(uri), Terms.HAS_DISTRIBUTION, file);
    for (String link : links) {
      graph.add(file, Terms.ACCESS_URL, NodeFactory.createURI(link));
    }
    put(new Entry(id, uri, state, graph, ""));
  }

  @Override
  public String id() {
    return "listed";
  }

  @Override
  public synchronized long change() {
    return changes.size();
  }

  @Override
  public synchronized Receipt put(Entry entry) {
    entries.put(entry.id(), entry);
    changes.add(new Change(changes.size() + 1, entry.id(), List.of(entry.uri())));
    return new Receipt(changes.size(), true);
  }

  @Override
  public List<Receipt> putAll(List<Entry> all) {
    return all.stream().map(this::put).toList();
  }

  @Override
  public Receipt putGraph(String name, Graph graph) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Receipt addToGraph(String name, Graph graph) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Receipt erase(DatasetId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Optional<Stored> find(DatasetId id) {
    return Optional.ofNullable(entries.get(id))
        .map(entry -> new Stored(entry, 1, Instant.EPOCH, Instant.EPOCH));
  }

  @Override
  public Optional<DatasetId> idOf(String uri) {
    return Optional.empty();
  }

  @Override
  public boolean publishes(Sha256 file) {
    return false;
  }

  @Override
  public Optional<Graph> graph(String name) {
    return Optional.empty();
  }

  @Override
  public synchronized List<DatasetId> ids(@Nullable String tenant, State state) {
    return entries.values().stream()
        .filter(entry -> entry.state() == state)
        .map(Entry::id)
        .filter(id -> tenant == null || id.tenant().equals(tenant))
        .toList();
  }

  @Override
  public synchronized List<Change> changesAfter(long number, int limit) {
    return changes.stream().filter(c -> c.number() > number).limit(limit).toList();
  }

  @Override
  public Instant settled() {
    return Instant.EPOCH;
  }

  @Override
  public void onChange(LongConsumer listener) {}

  @Override
  public long scanSince(long number, Consumer<NamedGraph> each) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long scan(Consumer<NamedGraph> each) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Bytes> find(Sha256 hash) {
    return hash.equals(FILE) ? Optional.of(new Bytes.Local(Path.of("file"))) : Optional.empty();
  }

  @Override
  public Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
