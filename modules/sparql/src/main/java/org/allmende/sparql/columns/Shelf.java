package org.allmende.sparql.columns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.dcat.terms.Skolem;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The folder of the projection: writes it, reads it, and keeps out what does not belong.
final class Shelf {

  private static final System.Logger LOG = System.getLogger(Shelf.class.getName());
  private static final Budget FREE = new Budget();

  private final Path folder;
  private int next;

  Shelf(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    for (Path path : Disk.list(folder)) {
      String name = path.getFileName().toString();
      next = Math.max(next, number(name.substring(name.lastIndexOf('-') + 1)) + 1);
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private synchronized Path fresh(String kind) throws IOException {
    Path path = folder.resolve(kind + "-" + next++);
    Disk.delete(path);
    return Files.createDirectory(path);
  }

  /// What lies in the folder when it is whole and of this store.
  Optional<State> read(PublishedGraphs store) throws IOException {
    if (Disk.list(folder).isEmpty()) {
      return Optional.empty();
    }
    try {
      Manifest manifest = Manifest.read(folder);
      if (!manifest.store().equals(store.id()) || manifest.change() > store.change()) {
        return Optional.empty();
      }
      keepOnly(manifest);
      Path terms = folder.resolve(manifest.terms());
      return Optional.of(
          new State(
              Terms.open(
                  terms,
                  manifest.seed(),
                  terms.resolve(manifest.table()),
                  manifest.size(),
                  manifest.end()),
              Base.open(folder.resolve(manifest.base())),
              Delta.NONE,
              manifest.change()));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "The SPARQL columns are built anew.", e);
      return Optional.empty();
    }
  }

  /// Deletes what the manifest does not name.
  private void keepOnly(Manifest manifest) throws IOException {
    for (Path path : Disk.list(folder)) {
      String name = path.getFileName().toString();
      if (!List.of("manifest", manifest.terms(), manifest.base()).contains(name)) {
        Disk.delete(path);
      }
    }
    for (Path path : Disk.list(folder.resolve(manifest.terms()))) {
      String name = path.getFileName().toString();
      if (name.startsWith("table") && !name.equals(manifest.table())) {
        Disk.delete(path);
      }
    }
  }

  /// Builds everything anew from the store, graph by graph, and saves it.
  State build(PublishedGraphs store) throws IOException {
    Path work = fresh("work");
    Path columns = fresh("base");
    Terms terms = Terms.create(fresh("terms"), RandomGenerator.getDefault().nextLong());
    var heap = new QuadHeap(work);
    long change = store.scan(named -> heap(heap, terms, named));
    heap.write(columns, terms.size());
    Disk.delete(work);
    var state = new State(terms, Base.open(columns), Delta.NONE, change);
    save(state, store.id());
    return state;
  }

  private static void heap(QuadHeap heap, Terms terms, NamedGraph named) {
    int graph = terms.add(NodeFactory.createURI(named.name()));
    try {
      for (int[] row : rows(terms, named.graph())) {
        heap.add(row[0], row[1], row[2], graph);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// The triples of a graph as numbers. A name that was made for a blank node when it was stored is
  /// a blank node again: who asks must get the answers any other store gives.
  static List<int[]> rows(Terms terms, Graph graph) {
    var numbers = new LinkedHashMap<Node, Integer>();
    var rows = new ArrayList<int[]>();
    graph
        .find()
        .forEachRemaining(t ->
            rows.add(
                new int[] {
                  number(numbers, terms, t.getSubject()),
                  number(numbers, terms, t.getPredicate()),
                  number(numbers, terms, t.getObject())
                }));
    return rows;
  }

  private static int number(Map<Node, Integer> numbers, Terms terms, Node node) {
    Node told = Skolem.isSkolem(node) ? NodeFactory.createBlankNode(node.getURI()) : node;
    return numbers.computeIfAbsent(told, terms::add);
  }

  /// Writes a state as a new base with nothing changed since, and saves it. The state itself stays
  /// readable.
  State merge(State state, String store) throws IOException {
    Path columns = fresh("base");
    try {
      new BaseWriter(columns, state.terms().size())
          .write(state.findInGraphs(Terms.NONE, Terms.NONE, Terms.NONE, FREE));
      var merged = new State(state.terms(), Base.open(columns), Delta.NONE, state.change());
      save(merged, store);
      return merged;
    } catch (IOException e) {
      Disk.delete(columns);
      throw e;
    }
  }

  private void save(State state, String store) throws IOException {
    Terms terms = state.terms();
    String table = "table-" + next++;
    int size = terms.size();
    long end = terms.end();
    terms.saveTable(terms.folder().resolve(table));
    terms.force();
    var sums = new LinkedHashMap<String, Manifest.Sum>();
    sum(sums, terms.blobFile(), end);
    sum(sums, terms.placesFile(), (long) size << 2);
    sum(sums, terms.folder().resolve(table), Files.size(terms.folder().resolve(table)));
    for (Path file : Disk.list(state.base().folder())) {
      sum(sums, file, Files.size(file));
    }
    Disk.sync(terms.folder());
    Disk.sync(folder);
    var manifest =
        new Manifest(
            store,
            state.change(),
            terms.folder().getFileName().toString(),
            table,
            terms.seed(),
            size,
            end,
            state.base().folder().getFileName().toString(),
            sums);
    manifest.write(folder);
    keepOnly(manifest);
  }

  private void sum(Map<String, Manifest.Sum> sums, Path file, long bytes) throws IOException {
    sums.put(folder.relativize(file).toString(), Manifest.Sum.of(file, bytes));
  }
}
