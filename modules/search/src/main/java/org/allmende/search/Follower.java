package org.allmende.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.catalog.store.Abreast;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.catalog.store.Waiting;
import org.allmende.model.DatasetId;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/// Keeps the index where the store is, on a thread of its own: it is woken by every change, reads
/// what changed, shows it at once and makes it durable every few seconds, for what a crash takes
/// away is read from the store again. When the index is in doubt it builds a new one beside it and
/// changes over.
final class Follower implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());
  private static final long COMMIT_EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Shelf shelf;
  private final PublishedGraphs store;
  private final DatasetDocument documents;
  private final Generation.Identity identity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition renewed = lock.newCondition();
  private final Waiting waiting = new Waiting(() -> generation().position());
  private final Abreast abreast = new Abreast("search-follower", LOOK, this::step, this::doubt);

  private volatile Generation generation;
  private boolean inDoubt;
  private long rebuilt;
  private boolean closing;
  private boolean uncommitted;
  private long committed = System.nanoTime();

  Follower(Shelf shelf, PublishedGraphs store, DatasetDocument documents, String schema)
      throws IOException {
    this.shelf = shelf;
    this.store = store;
    this.documents = documents;
    this.identity = new Generation.Identity(store.id(), schema);
    this.generation = open();
  }

  void start() {
    abreast.start(store);
  }

  Generation generation() {
    return generation;
  }

  private Generation open() throws IOException {
    try {
      Path current = shelf.current();
      Generation found = Generation.existing(current, identity, store.change());
      shelf.keepOnly(current);
      return found;
    } catch (LockObtainFailedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.INFO, "building the search index anew: {0}", e.toString());
      return build();
    }
  }

  /// A new index of everything that is published, in use when this returns.
  private Generation build() throws IOException {
    Path folder = shelf.next();
    Generation built = Generation.empty(folder, identity);
    try {
      long change = store.scan(new Arrivals((id, described, at) -> add(built, id, described, at)));
      built.show(change);
      built.commit();
      shelf.use(folder);
      shelf.keepOnly(folder);
      return built;
    } catch (IOException | RuntimeException e) {
      built.close();
      Shelf.delete(folder);
      throw e;
    }
  }

  private void add(Generation built, DatasetId id, @Nullable NamedGraph described, Instant changed)
      throws IOException {
    Optional<Document> document = document(id, described, changed);
    if (document.isPresent()) {
      built.add(document.get());
    }
  }

  private Optional<Document> document(
      DatasetId id, @Nullable NamedGraph described, Instant changed) {
    if (described == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(documents.of(id, described.name(), described.graph(), changed));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "not searchable: " + id, e);
      return Optional.empty();
    }
  }

  private void doubt(Exception why) {
    LOG.log(System.Logger.Level.WARNING, "the search index is in doubt", why);
    doubt();
  }

  private void doubt() {
    lock.lock();
    try {
      inDoubt = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean step() throws IOException {
    if (isInDoubt()) {
      changeOver();
    } else if (generation.position() < store.change()) {
      catchUp();
    } else {
      if (uncommitted && System.nanoTime() - committed > COMMIT_EVERY) {
        commit();
      }
      return false;
    }
    return true;
  }

  private void changeOver() throws IOException {
    Generation old = generation;
    generation = build();
    lock.lock();
    try {
      inDoubt = false;
      rebuilt++;
      renewed.signalAll();
    } finally {
      lock.unlock();
    }
    waiting.moved();
    uncommitted = false;
    close(old);
  }

  private static void close(Generation old) {
    try {
      old.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the old search index did not close", e);
    }
  }

  /// Takes in all that has changed from one state of the store, and then shows it: no search finds
  /// one half of what was written together.
  private void catchUp() throws IOException {
    Generation to = generation;
    var arrivals = new Arrivals((id, described, changed) -> apply(to, id, described, changed));
    to.show(store.scanSince(to.position(), arrivals));
    uncommitted = true;
    waiting.moved();
    if (System.nanoTime() - committed > COMMIT_EVERY) {
      commit();
    }
  }

  /// Brings the index to a dataset's present state. Only what is published is described.
  private void apply(Generation to, DatasetId id, @Nullable NamedGraph described, Instant changed)
      throws IOException {
    Optional<Document> document = document(id, described, changed);
    if (document.isPresent()) {
      to.put(id.toString(), document.get());
    } else {
      to.remove(id.toString());
    }
  }

  private void commit() throws IOException {
    generation.commit();
    uncommitted = false;
    committed = System.nanoTime();
  }

  private boolean isInDoubt() {
    lock.lock();
    try {
      return inDoubt;
    } finally {
      lock.unlock();
    }
  }

  /// Has the index built anew, without waiting for it.
  void distrust() {
    doubt();
    abreast.wake();
  }

  /// Builds the index anew and waits until it is in use.
  void rebuild() {
    lock.lock();
    try {
      long before = rebuilt;
      inDoubt = true;
      abreast.wake();
      while (rebuilt == before && !closing) {
        renewed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  boolean await(long change, Duration atMost) {
    return waiting.await(change, atMost);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      renewed.signalAll();
    } finally {
      lock.unlock();
    }
    waiting.end();
    abreast.close();
    try {
      if (uncommitted) {
        generation.commit();
      }
      generation.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "the search index did not close; it will be caught up", e);
    }
  }
}
