package org.allmende.catalog.links;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
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
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.reading.Datasets;
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

/// Datasets, other graphs and files kept in memory, the files' bytes in a temporary folder. It
/// keeps no catalogue records.
final class ListedStore implements DatasetStore, FileStore {

  private final Map<DatasetId, Stored> datasets = new TreeMap<>();
  private final Map<String, Graph> others = new TreeMap<>();
  private final Map<String, Change> changes = new HashMap<>();
  private final Map<Sha256, Path> files = new HashMap<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long change;

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
    return change;
  }

  @Override
  public Instant settled() {
    return Instant.EPOCH;
  }

  @Override
  public synchronized Receipt put(Entry entry) {
    Stored before = datasets.get(entry.id());
    if (before != null && before.entry().equals(entry)) {
      return new Receipt(change, false);
    }
    var receipt = changed(entry.id(), entry.uri());
    datasets.put(entry.id(), new Stored(entry, change, Instant.EPOCH, Instant.EPOCH));
    return receipt;
  }

  private Receipt changed(@Nullable DatasetId dataset, String graph) {
    change++;
    changes.put(graph, new Change(change, dataset, List.of(graph)));
    listeners.forEach(listener -> listener.accept(change));
    return new Receipt(change, true);
  }

  @Override
  public synchronized List<Receipt> putAll(List<Entry> all) {
    return all.stream().map(this::put).toList();
  }

  @Override
  public synchronized Receipt putGraph(String name, Graph graph) {
    Graph before = others.getOrDefault(name, GraphFactory.createDefaultGraph());
    if (before.isIsomorphicWith(graph)) {
      return new Receipt(change, false);
    }
    if (graph.isEmpty()) {
      others.remove(name);
    } else {
      others.put(name, graph);
    }
    return changed(null, name);
  }

  @Override
  public synchronized Receipt addToGraph(String name, Graph graph) {
    Graph both = GraphFactory.createDefaultGraph();
    graph.find().forEachRemaining(both::add);
    graph(name).ifPresent(before -> before.find().forEachRemaining(both::add));
    return putGraph(name, both);
  }

  @Override
  public synchronized Receipt erase(DatasetId id) {
    Stored gone = datasets.remove(id);
    return gone == null ? new Receipt(change, false) : changed(id, gone.entry().uri());
  }

  @Override
  public synchronized Optional<Stored> find(DatasetId id) {
    return Optional.ofNullable(datasets.get(id));
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
  public synchronized boolean publishes(Sha256 file) {
    return published().stream()
        .flatMap(entry -> Datasets.read(entry.graph(), entry.uri()).distributions().stream())
        .anyMatch(one -> file.hex().equalsIgnoreCase(one.checksum()));
  }

  private List<Entry> published() {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.state() == State.PUBLISHED)
        .toList();
  }

  @Override
  public synchronized Optional<Graph> graph(String name) {
    return published().stream()
        .filter(entry -> entry.uri().equals(name))
        .map(Entry::graph)
        .findFirst()
        .or(() -> Optional.ofNullable(others.get(name)));
  }

  @Override
  public synchronized List<DatasetId> ids(@Nullable String tenant, State state) {
    return datasets.values().stream()
        .filter(stored -> stored.entry().state() == state)
        .map(stored -> stored.entry().id())
        .filter(id -> tenant == null || id.tenant().equals(tenant))
        .toList();
  }

  @Override
  public synchronized List<Change> changesAfter(long number, int limit) {
    return changes.values().stream()
        .filter(one -> one.number() > number)
        .sorted((a, b) -> Long.compare(a.number(), b.number()))
        .limit(limit)
        .toList();
  }

  @Override
  public void onChange(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized long scan(Consumer<NamedGraph> each) {
    published().forEach(entry -> each.accept(named(entry.uri(), entry.id(), entry.graph())));
    others.forEach((name, graph) -> each.accept(named(name, null, graph)));
    return change;
  }

  @Override
  public synchronized long scanSince(long number, Consumer<NamedGraph> each) {
    for (Change one : changesAfter(number, Integer.MAX_VALUE)) {
      String name = one.graphs().getFirst();
      Graph graph = graph(name).orElseGet(GraphFactory::createDefaultGraph);
      each.accept(named(name, one.dataset(), graph));
    }
    return change;
  }

  private static NamedGraph named(String name, @Nullable DatasetId dataset, Graph graph) {
    var kind = dataset == null ? NamedGraph.Kind.OTHER : NamedGraph.Kind.DATASET;
    return new NamedGraph(name, kind, dataset, graph);
  }

  @Override
  public synchronized Optional<Bytes> find(Sha256 hash) {
    return Optional.ofNullable(files.get(hash)).map(Bytes.Local::new);
  }

  @Override
  public synchronized Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException {
    byte[] content = bytes.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
    if (content.length > limit) {
      throw new TooLarge(limit);
    }
    Sha256 hash = Sha256.of(content);
    Path file = Files.write(Files.createTempFile("allmende-listed", null), content);
    file.toFile().deleteOnExit();
    files.put(hash, file);
    return new Upload(name, folders, mediaType, hash, content.length, file);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
