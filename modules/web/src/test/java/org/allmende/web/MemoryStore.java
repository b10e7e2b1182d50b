package org.allmende.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Bytes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Upload;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/// Datasets and files kept in memory, the files' bytes in a temporary folder.
public final class MemoryStore implements DatasetStore, FileStore {

  private final Map<DatasetId, Stored> datasets = new ConcurrentSkipListMap<>();
  private final Map<String, Graph> graphs = new ConcurrentSkipListMap<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final Path folder;
  private final MemoryTrail trail;
  private long change;

  public MemoryStore(InstantSource clock, MemoryTrail trail) throws IOException {
    this.clock = clock;
    this.trail = trail;
    this.folder = Files.createTempDirectory("allmende-files");
  }

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public synchronized long change() {
    return change;
  }

  @Override
  public Instant settled() {
    return clock.instant();
  }

  @Override
  public synchronized Receipt put(Entry entry) {
    Stored before = datasets.get(entry.id());
    if (before != null && before.entry().equals(entry)) {
      return new Receipt(before.change(), false);
    }
    Instant now = clock.instant();
    datasets.put(
        entry.id(), new Stored(entry, ++change, before == null ? now : before.issued(), now));
    listeners.forEach(listener -> listener.accept(change));
    return new Receipt(change, true);
  }

  @Override
  public Receipt put(Entry entry, Deed deed) {
    return noted(put(entry), deed);
  }

  @Override
  public Receipt erase(Stored read, Deed deed) {
    return noted(erase(read.entry().id()), deed);
  }

  private Receipt noted(Receipt receipt, Deed deed) {
    if (receipt.changed()) {
      trail.note(deed, receipt.change());
    }
    return receipt;
  }

  @Override
  public List<Receipt> putAll(List<Entry> entries) {
    return entries.stream().map(this::put).toList();
  }

  @Override
  public synchronized Receipt putGraph(String name, Graph graph) {
    graphs.put(name, graph);
    return new Receipt(++change, true);
  }

  @Override
  public synchronized Receipt addToGraph(String name, Graph graph) {
    Graph both = GraphFactory.createDefaultGraph();
    graph(name).ifPresent(before -> GraphUtil.addInto(both, before));
    GraphUtil.addInto(both, graph);
    return putGraph(name, both);
  }

  @Override
  public synchronized Receipt erase(DatasetId id) {
    return new Receipt(++change, datasets.remove(id) != null);
  }

  @Override
  public Optional<Stored> find(DatasetId id) {
    return Optional.ofNullable(datasets.get(id));
  }

  @Override
  public Optional<DatasetId> idOf(String uri) {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.uri().equals(uri))
        .map(Entry::id)
        .findFirst();
  }

  @Override
  public boolean publishes(Sha256 file) {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.state() == State.PUBLISHED)
        .anyMatch(entry ->
            Datasets.read(entry.graph(), entry.uri()).distributions().stream()
                    .anyMatch(one -> file.hex().equalsIgnoreCase(one.checksum()))
                || entry.earlier().stream()
                    .flatMap(version -> version.files().stream())
                    .anyMatch(one -> file.equals(one.sha256())));
  }

  @Override
  public Optional<Graph> graph(String name) {
    return Optional.ofNullable(graphs.get(name));
  }

  @Override
  public List<DatasetId> ids(@Nullable String tenant, State state) {
    return datasets.values().stream()
        .map(Stored::entry)
        .filter(entry -> entry.state() == state)
        .map(Entry::id)
        .filter(id -> tenant == null || tenant.equals(id.tenant()))
        .toList();
  }

  @Override
  public List<Change> changesAfter(long number, int limit) {
    return datasets.values().stream()
        .filter(stored -> stored.change() > number)
        .sorted(Comparator.comparingLong(Stored::change))
        .limit(limit)
        .map(stored -> new Change(stored.change(), stored.entry().id(), List.of()))
        .toList();
  }

  @Override
  public void onChange(LongConsumer listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized long scanSince(long number, Consumer<NamedGraph> each) {
    datasets.values().stream()
        .filter(stored -> stored.change() > number)
        .forEach(stored -> {
          Entry entry = stored.entry();
          boolean shown = entry.state() == State.PUBLISHED;
          Graph graph = shown ? entry.graph() : GraphFactory.createDefaultGraph();
          each.accept(new NamedGraph(entry.uri(), NamedGraph.Kind.DATASET, entry.id(), graph));
        });
    graphs.forEach(
        (name, graph) -> each.accept(new NamedGraph(name, NamedGraph.Kind.OTHER, null, graph)));
    return change;
  }

  @Override
  public long scan(Consumer<NamedGraph> each) {
    return scanSince(0, each);
  }

  @Override
  public void close() {}

  @Override
  public Upload receive(
      InputStream bytes, String name, List<String> folders, String mediaType, long limit)
      throws IOException {
    byte[] content = bytes.readNBytes((int) limit + 1);
    if (content.length > limit) {
      throw new TooLarge(limit);
    }
    Sha256 hash = Sha256.of(content);
    Path file = Files.write(folder.resolve(hash.hex()), content);
    return new Upload(name, folders, mediaType, hash, content.length, file);
  }

  @Override
  public Optional<Bytes> find(Sha256 hash) {
    return Optional.of(folder.resolve(hash.hex())).filter(Files::exists).map(Bytes.Local::new);
  }

  /// The names under which bytes lie on disk.
  public List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
