package org.allmende.catalog.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.model.DatasetId;

/// Sees to it that one dataset is written by one at a time: whoever reads it, judges and writes it
/// back does so alone, be it a clerk, a repair or a harvest. Places that are not in the store yet
/// are kept for whoever asked first.
public final class DatasetLocks {

  private static final int STRIPES = 64;

  private final Set<DatasetId> reserved = new HashSet<>();
  private final List<Lock> locks =
      Stream.generate(() -> (Lock) new ReentrantLock()).limit(STRIPES).toList();

  /// Something done with datasets.
  ///
  /// @param <T> what comes of it
  /// @param <E> what it may fail with
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /// Does something while nobody else writes a dataset.
  public <T, E extends Exception> T alone(DatasetId id, Work<T, E> work) throws E {
    Lock lock = locks.get(stripe(id));
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /// Does something while nobody else writes any of the datasets, and gives up the places that were
  /// kept for them. Whoever holds one already must not ask for others.
  public void alone(Collection<DatasetId> ids, Runnable work) {
    // In one order for all, so that nobody waits for a lock whose holder waits for him.
    List<Lock> wanted =
        ids.stream()
            .mapToInt(DatasetLocks::stripe)
            .distinct()
            .sorted()
            .mapToObj(locks::get)
            .toList();
    wanted.forEach(Lock::lock);
    try {
      work.run();
    } finally {
      wanted.reversed().forEach(Lock::unlock);
      ids.forEach(this::release);
    }
  }

  private static int stripe(DatasetId id) {
    return Math.floorMod(id.hashCode(), STRIPES);
  }

  /// Keeps a place for somebody; false when another has it, or something stands there.
  ///
  /// @param taken whether something stands there
  public synchronized boolean reserve(DatasetId id, Predicate<DatasetId> taken) {
    return !reserved.contains(id) && !taken.test(id) && reserved.add(id);
  }

  /// Gives up a place that was kept.
  public synchronized void release(DatasetId id) {
    reserved.remove(id);
  }
}
