package org.allmende.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.store.remote.Contents;
import org.allmende.store.remote.Ledger;
import org.apache.jena.graph.Node;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Makes a data directory hold a copy of the store that several nodes share, before it is opened. A
/// catalogue that was written here alone is never replaced by a copy; a copy is replaced whenever
/// it cannot go on with what the store holds.
///
/// The store is read while others write to it, each part of it as it is at that moment. What was
/// written since the first part was read is then written once more, in order: it leaves each
/// statement as the last transaction has left it, whatever had been read of it.
final class SharedCopy {

  private static final System.Logger LOG = System.getLogger(SharedCopy.class.getName());

  /// The file that says that the store here is a copy, and of what.
  private static final String MARK = "shared";

  private static final int TOGETHER = 5_000;

  private final Path directory;
  private final Ledger ledger;
  private final Contents contents;
  private final Generations generations;
  private final Disk disk;

  SharedCopy(Path directory, SparqlStore store, Disk disk) {
    this.directory = directory;
    this.ledger = ledger(store);
    this.contents = new Contents(store);
    this.generations = new Generations(directory.resolve("store"));
    this.disk = disk;
  }

  static Ledger ledger(SparqlStore store) {
    return new Ledger(store, (bytes, heard) -> Patch.read(bytes, heard::hear));
  }

  /// Where the store is that a directory holds a copy of; empty where it holds its own.
  static String address(Path directory) throws IOException {
    Path mark = directory.resolve(MARK);
    return Files.exists(mark) ? Files.readString(mark, StandardCharsets.UTF_8).strip() : "";
  }

  /// From now on the store in a directory is a copy.
  static void mark(Path directory, String address) throws IOException {
    Disk.write(directory.resolve(MARK), (address + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// From now on the store in a directory is its own.
  static void unmark(Path directory) throws IOException {
    Disk.delete(directory.resolve(MARK));
  }

  void prepare() throws IOException {
    List<Path> all = generations.all();
    if (!all.isEmpty() && address(directory).isEmpty()) {
      throw new DataDirectoryException(
          "The data directory "
              + directory
              + " holds a store of its own; move it with \"allmende move --store sparql\", or begin"
              + " with an empty directory.");
    }
    try {
      if (all.isEmpty() || !goesOn(all.getLast())) {
        take();
      }
    } catch (DataDirectoryException e) {
      throw e;
    } catch (Ledger.Unfit e) {
      throw new DataDirectoryException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      if (all.isEmpty()) {
        throw new DataDirectoryException(
            "The store at " + ledger.address() + " does not answer: " + e.getMessage(), e);
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The store at {0} does not answer; reading begins with what is here: {1}",
          ledger.address(),
          e.getMessage());
    }
  }

  /// What a copy says of itself.
  private record Stand(String store, long number, String command) {}

  private boolean goesOn(Path generation) throws IOException {
    Ledger.State state = state();
    DatasetGraph data = Database.open(generation);
    Stand here;
    try {
      here = Database.read(data, SharedCopy::stand);
    } finally {
      Database.close(data);
    }
    if (!here.store().equals(state.store()) || here.number() > state.last()) {
      return false;
    }
    return leadsOn(here);
  }

  /// Whether a copy stands at a transaction that is kept.
  private boolean leadsOn(Stand here) throws IOException {
    return ledger
        .transactionOf(here.number())
        .filter(kept -> kept.command().equals(here.command()))
        .isPresent();
  }

  private static Stand stand(DatasetGraph data) {
    return new Stand(
        Tdb2DatasetStore.storeId(data),
        Register.position(data.getDefaultGraph()).number(),
        command(data));
  }

  /// What the last transaction that is shared came of; empty where there is none.
  static String command(DatasetGraph data) {
    return data.getDefaultGraph().find(Words.STORE, Words.COMMAND, Node.ANY).toList().stream()
        .map(said -> said.getObject().getLiteralLexicalForm())
        .findFirst()
        .orElse("");
  }

  /// Where the shared store stands; it is made when there is none.
  private Ledger.State state() throws IOException {
    var state = ledger.state();
    if (state.isEmpty()) {
      if (!contents.isEmpty()) {
        throw new DataDirectoryException(
            "The store at "
                + ledger.address()
                + " holds what is left of another one; empty it and begin anew.");
      }
      String id = Generations.newId();
      ledger.create(
          id,
          0,
          "",
          List.of(
              Quad.create(Difference.PRIVATE, Words.STORE, Words.STORE_ID, Words.text(id)),
              Quad.create(Difference.PRIVATE, Words.STORE, Words.LAST_CHANGE, Words.number(0))));
      state = ledger.state();
    }
    return state.orElseThrow(() -> new IOException("it writes nothing"));
  }

  private void take() throws IOException {
    Ledger.State begun = state();
    LOG.log(System.Logger.Level.INFO, "Takes a copy of the store at {0}.", ledger.address());
    try (var making = generations.begin()) {
      fill(making.data(), begun);
      making.seal();
      mark(directory, ledger.address());
      making.finish();
    }
    // What was built from another state of the store has to be built anew.
    for (String built : List.of("index", "columns")) {
      Disk.delete(directory.resolve(built));
    }
    generations.tidy();
  }

  private void fill(DatasetGraph to, Ledger.State begun) throws IOException {
    var names = new HashSet<Node>();
    try (var filler = new Filler(to, disk)) {
      contents.readPrivate(quad -> {
        if (quad.isDefaultGraph()) {
          name(quad, names);
        }
        filler.add(quad);
      });
      contents.read(names, filler::add);
      filler.commit();
    }
    long number = begun.shown();
    for (long last = last(begun); number < last; last = last(begun)) {
      while (number < last) {
        redo(to, ++number);
      }
    }
  }

  /// The graphs that the private part speaks of.
  private static void name(Quad secret, Set<Node> names) {
    Node word = secret.getPredicate();
    if (word.equals(Words.DATASET)) {
      names.add(secret.getSubject());
      names.add(secret.getObject());
    } else if (word.equals(Words.GRAPH_CHANGE)) {
      names.add(secret.getSubject());
    }
  }

  private long last(Ledger.State begun) throws IOException {
    return ledger
        .state()
        .filter(state -> state.store().equals(begun.store()))
        .orElseThrow(() -> new IOException("it was moved"))
        .last();
  }

  private void redo(DatasetGraph to, long number) throws IOException {
    byte[] bytes =
        ledger
            .transactionOf(number)
            .orElseThrow(() -> new IOException("it was written to faster than it could be read"))
            .bytes();
    Database.write(
        to,
        data ->
            Patch.read(
                new ByteArrayInputStream(bytes),
                (added, graph, t) -> {
                  var quad = Quad.create(graph, t);
                  if (added) {
                    data.add(quad);
                  } else {
                    data.delete(quad);
                  }
                }));
  }

  /// Writes everything a store of its own holds to a shared one that is empty, and finds it the
  /// same there.
  ///
  /// @throws DataDirectoryException when that is not empty, or does not give back what it was given
  long give() throws IOException {
    if (ledger.state().isPresent() || !contents.isEmpty()) {
      throw new DataDirectoryException(
          "The store at " + ledger.address() + " is not empty; empty it and run this again.");
    }
    List<Path> all = generations.all();
    DatasetGraph data = Database.open(all.getLast());
    data.begin(TxnType.READ);
    try {
      long quads = give(data);
      mark(directory, ledger.address());
      return quads;
    } finally {
      data.end();
      Database.close(data);
    }
  }

  /// Brings a directory to the last state of a shared store that nobody writes to any more.
  ///
  /// @return whether that is so of the store it holds a copy of
  boolean takeWhatIsLeft() throws IOException {
    var moved = ledger.moved();
    if (moved.isEmpty() || ledger.state().isPresent()) {
      return false;
    }
    DatasetGraph data = Database.open(generations.all().getLast());
    try {
      Stand here = Database.read(data, SharedCopy::stand);
      if (!here.store().equals(moved.get().store())) {
        return false;
      }
      long last = moved.get().last();
      if (here.number() > last || !leadsOn(here)) {
        throw new DataDirectoryException(
            "The copy in "
                + directory
                + " stands at transaction "
                + here.number()
                + " and cannot go on to "
                + last
                + ", where the store at "
                + ledger.address()
                + " ended; run this at another node, or restore a backup.");
      }
      for (long number = here.number() + 1; number <= last; number++) {
        redo(data, number);
      }
      return true;
    } finally {
      Database.close(data);
    }
  }

  private long give(DatasetGraph from) throws IOException {
    var some = new ArrayList<Quad>();
    Iterator<Quad> all = from.find();
    long quads = 0;
    while (all.hasNext()) {
      some.add(all.next());
      quads++;
      if (some.size() == TOGETHER || !all.hasNext()) {
        contents.load(some);
        some.clear();
      }
    }
    compare(from, quads);
    Stand stand = stand(from);
    ledger.create(stand.store(), stand.number(), stand.command(), List.of());
    return quads;
  }

  private void compare(DatasetGraph from, long quads) throws IOException {
    var names = new HashSet<Node>();
    long[] count = {0, 0};
    Consumer<Quad> find = quad -> count[from.contains(quad) ? 0 : 1]++;
    contents.readPrivate(quad -> {
      if (quad.isDefaultGraph()) {
        name(quad, names);
      }
      find.accept(quad);
    });
    contents.read(names, find);
    if (count[0] != quads || count[1] != 0) {
      throw new DataDirectoryException(
          "The store at "
              + ledger.address()
              + " does not give back what it was given: "
              + count[0]
              + " of "
              + quads
              + " statements, and "
              + count[1]
              + " others. Nothing has changed here.");
    }
  }
}
