package org.allmende.catalog.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Has callers wait until a projection shows a change.
public final class Waiting {

  private final LongSupplier position;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private boolean ended;

  /// @param position the last change that the projection shows; safe from any thread
  public Waiting(LongSupplier position) {
    this.position = position;
  }

  /// Waits until a change is shown.
  ///
  /// @return false when time ran out, or the projection closed
  public boolean await(long change, Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (position.getAsLong() < change) {
        if (left <= 0 || ended) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// The projection shows more than before.
  public void moved() {
    signal(false);
  }

  /// The projection closes; nobody waits any longer.
  public void end() {
    signal(true);
  }

  private void signal(boolean end) {
    lock.lock();
    try {
      ended |= end;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
