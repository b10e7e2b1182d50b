package org.allmende.search.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.catalog.store.Abreast;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.catalog.store.Waiting;
import org.jspecify.annotations.Nullable;

/// Keeps this node and the index together, on a thread of its own: the node that holds the lease
/// brings the index to where the store is, the others look how far it has come. An index that is
/// missing, of another store, or ahead of it, is built anew by the one that writes; nobody asks it
/// meanwhile.
final class Keeper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Generations generations;
  private final Writer writer;
  private final Lease lease;
  private final PublishedGraphs store;
  private final Map<String, ?> way;
  private final ReentrantLock building = new ReentrantLock();
  private final Waiting waiting = new Waiting(this::position);
  private final Abreast abreast = new Abreast("search-keeper", LOOK, this::keep, this::failed);

  private volatile @Nullable Memory shown;
  private @Nullable String index;
  private boolean away;

  /// @param way as searches are sent
  Keeper(
      Generations generations,
      Writer writer,
      Lease lease,
      PublishedGraphs store,
      Map<String, ?> way) {
    this.generations = generations;
    this.writer = writer;
    this.lease = lease;
    this.store = store;
    this.way = way;
  }

  /// Looks at the index once, builds it where that is to be done here, and follows from then on. A
  /// cluster that is away keeps nobody from starting.
  void start() {
    try {
      keep();
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
    abreast.start(store);
  }

  /// What is known of the index as it stands; null where there is none that may be asked.
  @Nullable Memory shown() {
    return shown;
  }

  /// 0 where nothing is shown.
  long position() {
    Memory now = shown;
    return now == null ? 0 : now.position();
  }

  boolean await(long change, Duration atMost) {
    return waiting.await(change, atMost);
  }

  /// @return whether there may be more to do at once
  private boolean keep() throws IOException {
    boolean more = step();
    away = false;
    return more;
  }

  /// Said once, however long it takes.
  private void failed(Exception e) {
    LOG.log(
        away ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
        "the search index cannot be kept up",
        e);
    away = true;
  }

  private boolean step() throws IOException {
    boolean writes = lease.hold();
    Generations.Standing now = generations.standing(way);
    if (!isGood(now, writes)) {
      shown = null;
      if (!writes) {
        return false;
      }
      LOG.log(System.Logger.Level.INFO, "building the search index anew: {0}", now);
      build();
      now = generations.standing(way);
    }
    if (now == null) {
      return false;
    }
    show(now.index(), now.position());
    if (!writes || now.position() >= store.change()) {
      return false;
    }
    show(now.index(), writer.catchUp(now));
    return true;
  }

  private boolean isGood(Generations.@Nullable Standing now, boolean writes) {
    return now != null && now.store().equals(store.id()) && (!writes || isNotAhead(now.position()));
  }

  /// The node that wrote before this one may have seen more of a store that they share.
  private boolean isNotAhead(long position) {
    if (position > store.change()) {
      store.refresh();
    }
    return position <= store.change();
  }

  private void show(String name, long position) {
    Memory before = shown;
    if (before == null || before.position() != position || !name.equals(index)) {
      index = name;
      shown = new Memory(position);
      waiting.moved();
    }
  }

  private void build() throws IOException {
    building.lock();
    try {
      writer.build();
    } finally {
      building.unlock();
    }
  }

  /// Builds the index anew beside the old one, whoever writes to that; what was written to the old
  /// one meanwhile is caught up afterwards.
  void rebuild() {
    try {
      build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wake();
    waiting.await(store.change(), Duration.ofSeconds(30));
  }

  /// Has the index looked at at once.
  void wake() {
    abreast.wake();
  }

  @Override
  public void close() {
    waiting.end();
    abreast.close();
    try {
      lease.release();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "another node writes a little later", e);
    }
  }
}
