package org.allmende.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.allmende.catalog.store.Change;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/// The truth in TDB2, laid out so that any Jena tool can open and query it.
///
/// | where | what |
/// |---|---|
/// | graph named by a dataset's URI | the description of a published dataset |
/// | graph named `{page}#record` | its catalogue record: type, primary topic, issued, modified, and the two links from the tenant's catalogue |
/// | other named graphs | vocabularies and what else is published |
/// | default graph | the private part, in the words of [Words]: per dataset its URI, the number of its last change, its state unless published, notes if any, the whole graph as one N-Triples text unless published, its earlier versions, the checksums of files it publishes; tenants, persons and tokens; the trail, day by day; the store's name and count of changes |
///
/// A dataset keeps only the number of its last change: "what changed after n" reads those numbers,
/// and the ones between have simply gone. Numbers are stored inline and take no room in TDB2's node
/// table, which is what writing costs most.
final class Tdb2DatasetStore implements DatasetStore {

  private final Database database;
  private final Register register;
  private final Writer writer;
  private final Disk disk;
  private final Tdb2Trail trail;
  private final String id;

  Tdb2DatasetStore(
      Database database, Register register, Writer writer, Disk disk, Tdb2Trail trail) {
    this.trail = trail;
    this.database = database;
    this.register = register;
    this.writer = writer;
    this.disk = disk;
    this.id = database.read(Tdb2DatasetStore::storeId);
  }

  static String storeId(DatasetGraph data) {
    Iterator<Quad> found = data.find(Difference.PRIVATE, Words.STORE, Words.STORE_ID, Node.ANY);
    if (!found.hasNext()) {
      throw new IllegalStateException("the database holds no store of ours");
    }
    return found.next().getObject().getLiteralLexicalForm();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long change() {
    return register.change();
  }

  @Override
  public void refresh() {
    writer.look();
  }

  @Override
  public Instant settled() {
    return writer.settled();
  }

  @Override
  public Receipt put(Entry entry) {
    disk.requireSpace();
    Content content = Content.of(entry.graph());
    return writer.write(edit -> edit.put(entry, content));
  }

  @Override
  public Receipt put(Entry entry, Deed deed) {
    disk.requireSpace();
    Content content = Content.of(entry.graph());
    return writer.write(edit -> noted(edit, edit.put(entry, content), deed));
  }

  private Receipt noted(Edit edit, Receipt receipt, Deed deed) {
    if (receipt.changed()) {
      trail.write(edit, deed, receipt.change());
    }
    return receipt;
  }

  @Override
  public List<Receipt> putAll(List<Entry> entries) {
    disk.requireSpace();
    List<Content> contents = entries.stream().map(e -> Content.of(e.graph())).toList();
    return writer.writeAlone(edit -> {
      var receipts = new ArrayList<Receipt>(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        receipts.add(edit.put(entries.get(i), contents.get(i)));
      }
      return List.copyOf(receipts);
    });
  }

  @Override
  public void fill(
      List<Entry> entries,
      BiConsumer<Entry, Receipt> taken,
      BiConsumer<Entry, IllegalArgumentException> refused) {
    if (writer.isShared()) {
      DatasetStore.super.fill(entries, taken, refused);
      return;
    }
    disk.requireSpace();
    var candidates = new ArrayList<Candidate>();
    for (Entry entry : entries) {
      try {
        candidates.add(new Candidate(entry, Content.of(entry.graph())));
      } catch (IllegalArgumentException e) {
        refused.accept(entry, e);
      }
    }
    List<Runnable> news =
        writer.writeOn(edit -> candidates.stream().map(c -> c.put(edit, taken, refused)).toList());
    news.forEach(Runnable::run);
  }

  private record Candidate(Entry entry, Content content) {

    /// Writes it, and returns how to say what came of it.
    Runnable put(
        Edit edit,
        BiConsumer<Entry, Receipt> taken,
        BiConsumer<Entry, IllegalArgumentException> refused) {
      try {
        Receipt receipt = edit.put(entry, content);
        return () -> taken.accept(entry, receipt);
      } catch (IllegalArgumentException e) {
        return () -> refused.accept(entry, e);
      }
    }
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public Receipt putGraph(String name, Graph graph) {
    disk.requireSpace();
    Content content = Content.of(graph);
    return writer.write(edit -> edit.putGraph(name, content));
  }

  @Override
  public Receipt addToGraph(String name, Graph graph) {
    disk.requireSpace();
    Content content = Content.of(graph);
    return writer.write(edit -> edit.addToGraph(name, content));
  }

  @Override
  public Receipt erase(DatasetId dataset) {
    return writer.write(edit -> edit.erase(dataset, Entry.ANYTHING));
  }

  @Override
  public Receipt erase(Stored read, Deed deed) {
    return writer.write(edit -> noted(edit, edit.erase(read.entry().id(), read.change()), deed));
  }

  @Override
  public Optional<Stored> find(DatasetId dataset) {
    Mark mark = register.dataset(dataset);
    return mark == null ? Optional.empty() : database.read(data -> stored(data, dataset, mark));
  }

  @Override
  public Optional<Standing> standing(DatasetId dataset) {
    Mark mark = register.dataset(dataset);
    if (mark == null) {
      return Optional.empty();
    }
    var known = database.read(data -> Known.read(data, Words.iri(mark.node())));
    return known.uri().map(_ -> new Standing(known.state(), known.modified(known.issued())));
  }

  private static Optional<Stored> stored(DatasetGraph data, DatasetId dataset, Mark mark) {
    Node record = Words.iri(mark.node());
    var known = Known.read(data, record);
    if (known.uri().isEmpty()) {
      return Optional.empty();
    }
    Node uri = known.uri().get();
    State state = known.state();
    Graph graph = state == State.PUBLISHED ? copy(data, uri) : Content.read(known.graph());
    var entry = new Entry(dataset, uri.getURI(), state, graph, known.notes(), known.versions());
    var issued = known.issued();
    return Optional.of(new Stored(entry, known.change(), issued, known.modified(issued)));
  }

  @Override
  public void notes(String tenant, BiConsumer<DatasetId, String> each) {
    database.read(data -> {
      data.getDefaultGraph()
          .find(Node.ANY, Words.NOTES, Node.ANY)
          .forEachRemaining(t -> {
            DatasetId dataset = Mark.dataset(t.getSubject().getURI());
            if (dataset.tenant().equals(tenant)) {
              each.accept(dataset, t.getObject().getLiteralLexicalForm());
            }
          });
      return true;
    });
  }

  @Override
  public Optional<DatasetId> idOf(String uri) {
    return database.read(data -> {
      Iterator<Node> owner = Ownership.owner(data, Words.iri(uri));
      return owner.hasNext() ? Optional.of(Mark.dataset(owner.next().getURI())) : Optional.empty();
    });
  }

  @Override
  public boolean publishes(Sha256 file) {
    return database.read(data ->
        data.find(Difference.PRIVATE, Node.ANY, Words.FILE, Words.text(file.hex())).hasNext());
  }

  @Override
  public Optional<Graph> graph(String name) {
    Node node = Words.iri(name);
    if (!node.isURI() || Quad.isDefaultGraph(node) || Quad.isUnionGraph(node)) {
      return Optional.empty();
    }
    return database.read(data -> Optional.of(copy(data, node))).filter(g -> !g.isEmpty());
  }

  @Override
  public List<DatasetId> ids(@Nullable String tenant, State state) {
    return register.ids(tenant, state);
  }

  @Override
  public List<Change> changesAfter(long number, int limit) {
    List<Mark> marks = register.after(number, limit);
    return marks.isEmpty()
        ? List.of()
        : database.read(data -> marks.stream().map(mark -> change(data, mark)).toList());
  }

  private static Change change(DatasetGraph data, Mark mark) {
    if (mark.dataset() == null) {
      return new Change(mark.number(), null, List.of(mark.node()));
    }
    var graphs = new ArrayList<String>();
    Known.read(data, Words.iri(mark.node())).uris().forEach(uri -> graphs.add(uri.getURI()));
    graphs.add(mark.node());
    return new Change(mark.number(), mark.dataset(), graphs);
  }

  @Override
  public void onChange(LongConsumer listener) {
    writer.onChange(listener);
  }

  @Override
  public long scan(Consumer<NamedGraph> each) {
    return database.read(data -> new Scan(data).run(each));
  }

  @Override
  public long scanSince(long change, Consumer<NamedGraph> each) {
    return database.read(data -> {
      long present = Register.lastChange(data.getDefaultGraph());
      // The register follows a commit at once; until then it does not know what that has changed.
      while (register.change() < present) {
        writer.requireWell();
        Thread.onSpinWait();
      }
      new Scan(data).changed(register.after(change, Integer.MAX_VALUE), each);
      return present;
    });
  }

  static Graph copy(DatasetGraph data, Node name) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    data.find(name, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(q -> graph.add(q.asTriple()));
    return graph;
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
