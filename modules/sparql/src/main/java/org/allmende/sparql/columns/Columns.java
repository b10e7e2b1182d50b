package org.allmende.sparql.columns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.catalog.store.Abreast;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.catalog.store.Waiting;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// The published triples as sorted columns of numbers, following the store. SPARQL reads here.
///
/// A large part, the [Base], lies in mapped files and never changes. What changed since, the
/// [Delta], is in memory, and grows with each change of the store; when it has become large
/// relative to the base, both are merged into a new base in the background. After a crash the last
/// base is opened, and the store tells what has changed since. Whatever is damaged or of another
/// store is thrown away and built anew.
///
/// All that has changed is read from one state of the store and taken in at once: no view shows one
/// half of what was written together. Where that would be much to hold in memory, everything is
/// built anew.
public final class Columns implements Published {

  static {
    ColumnsEngine.install();
  }

  private static final System.Logger LOG = System.getLogger(Columns.class.getName());

  private static final int LEAST_DELTA = 100_000;
  private static final int MOST_DELTA = 2_000_000;

  /// So much of a delta is left to be read from the store again at the next start.
  private static final int LEFT_AT_CLOSE = 50_000;

  /// So many changes are caught up with before building anew is quicker.
  private static final int LEAST_LAG = 5_000;

  /// So many changes are taken in together, and no more.
  private static final int MOST_LAG = 20_000;

  private static final int UNUSED_TERMS = 1_000_000;

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final PublishedGraphs store;
  private final Shelf shelf;

  /// Held while a state takes the place of another.
  private final ReentrantLock following = new ReentrantLock();

  private final Waiting waiting = new Waiting(this::position);

  /// Held while files are written.
  private final ReentrantLock writing = new ReentrantLock();

  private final Abreast abreast =
      new Abreast("columns", Duration.ofSeconds(1), this::follow, Columns::failed);

  private volatile State state;
  private volatile boolean closed;

  /// Graphs that changed since a merge began; null while none runs.
  private @Nullable Set<Integer> changedSince;

  private volatile boolean merging;

  /// After a failure no merge is tried before this, by the clock of [System#nanoTime].
  private volatile long pausedUntil = System.nanoTime();

  private Columns(PublishedGraphs store, Shelf shelf) throws IOException {
    this.store = store;
    this.shelf = shelf;
    var saved = shelf.read(store);
    State first = saved.isPresent() ? saved.get() : shelf.build(store);
    if (store.change() - first.change()
        > Math.clamp(first.base().graphCount() / 4, LEAST_LAG, MOST_LAG)) {
      release(first);
      first = shelf.build(store);
    }
    state = first;
  }

  /// Opens the projection of a store, shown at least to the store's present change.
  ///
  /// @param folder its own; what lies there is used when it is whole and of this store
  public static Columns open(Path folder, PublishedGraphs store) {
    try {
      var columns = new Columns(store, new Shelf(folder));
      columns.start();
      return columns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    step();
    abreast.start(store);
  }

  /// What is published now.
  @Override
  public View view() {
    while (true) {
      State now = state;
      if (now.base().users().enter()) {
        if (now.terms().users().enter()) {
          return new Open(now);
        }
        now.base().users().leave();
      }
      if (closed) {
        throw new IllegalStateException("the columns are closed");
      }
      Thread.onSpinWait();
    }
  }

  private static final class Open implements View {
    private final State state;
    private final Budget budget = new Budget();
    private final ColumnsDataset data;
    private boolean closed;

    Open(State state) {
      this.state = state;
      this.data = new ColumnsDataset(state, budget, null);
    }

    @Override
    public DatasetGraph data() {
      return data;
    }

    @Override
    public DatasetGraph data(String catalog) {
      return new ColumnsDataset(state, budget, new Holdings(state, budget, catalog));
    }

    @Override
    public long change() {
      return state.change();
    }

    @Override
    public void deadline(long nanoTime) {
      budget.deadline(nanoTime);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        release(state);
      }
    }
  }

  private static void release(State state) {
    state.base().users().leave();
    state.terms().users().leave();
  }

  /// The last change that views show.
  @Override
  public long position() {
    return state.change();
  }

  /// Waits until a change is shown.
  ///
  /// @return false when time ran out
  @Override
  public boolean await(long change, Duration atMost) {
    return waiting.await(change, atMost);
  }

  private boolean follow() {
    boolean more = step();
    mergeWhenLarge();
    return more;
  }

  private static void failed(Exception why) {
    LOG.log(System.Logger.Level.ERROR, "The SPARQL columns cannot follow the store.", why);
  }

  /// Takes in what has changed; false when nothing had.
  private boolean step() {
    long lag = store.change() - position();
    if (lag > MOST_LAG) {
      rebuild();
      return true;
    }
    if (lag <= 0) {
      return false;
    }
    following.lock();
    try {
      publish(broughtUp(state));
      return true;
    } finally {
      following.unlock();
    }
  }

  private void publish(State next) {
    state = next;
    waiting.moved();
  }

  /// A state with all that has changed since.
  private State broughtUp(State from) {
    var edit = new Edit(from);
    long present = store.scanSince(from.change(), named -> take(edit, from.terms(), named));
    return edit.at(present);
  }

  private void take(Edit edit, Terms terms, NamedGraph named) {
    int graph = terms.add(NodeFactory.createURI(named.name()));
    List<int[]> rows = Shelf.rows(terms, named.graph());
    rows.sort(Sorted.ORDER);
    edit.graph(graph, rows);
    if (changedSince != null) {
      changedSince.add(graph);
    }
  }

  private void mergeWhenLarge() {
    int most = Math.clamp(state.base().quads() / 4, LEAST_DELTA, MOST_DELTA);
    if (merging || state.delta().size() <= most || System.nanoTime() - pausedUntil < 0) {
      return;
    }
    merging = true;
    Thread.ofPlatform()
        .daemon()
        .name("columns-merge")
        .start(() -> {
          try {
            if (mostlyUnused(state)) {
              rebuild();
            } else {
              merge();
            }
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The SPARQL columns could not be merged.", e);
            pausedUntil = System.nanoTime() + PAUSE.toNanos();
          } finally {
            merging = false;
          }
        });
  }

  private static boolean mostlyUnused(State state) {
    return state.terms().size() > 2L * state.base().termsInUse() + UNUSED_TERMS;
  }

  void merge() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      State old = begin();
      State merged = shelf.merge(old, store.id());
      following.lock();
      try {
        publish(caughtUp(merged));
        changedSince = null;
        old.base().users().leave();
      } finally {
        following.unlock();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writing.unlock();
    }
  }

  private State begin() {
    following.lock();
    try {
      changedSince = new HashSet<>();
      return state;
    } finally {
      following.unlock();
    }
  }

  /// The merged state with what the present one has got meanwhile.
  private State caughtUp(State merged) {
    State now = state;
    var edit = new Edit(merged);
    for (int graph : changedSince == null ? Set.<Integer>of() : changedSince) {
      edit.graph(graph, Edit.rows(now, graph));
    }
    return edit.at(now.change());
  }

  /// Builds everything anew from the store; views opened meanwhile show what was there.
  @Override
  public void rebuild() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      State built = shelf.build(store);
      following.lock();
      try {
        State old = state;
        if (built.change() < old.change()) {
          built = broughtUp(built);
        }
        publish(built);
        release(old);
      } finally {
        following.unlock();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writing.unlock();
    }
  }

  /// Stops following, and writes what has come when it is much.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      if (state.delta().size() > LEFT_AT_CLOSE) {
        merge();
      }
    } finally {
      stop();
    }
  }

  private void stop() {
    closed = true;
    waiting.end();
    abreast.close();
    writing.lock();
    try {
      release(state);
    } finally {
      writing.unlock();
    }
  }
}
