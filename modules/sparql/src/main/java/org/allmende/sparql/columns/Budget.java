package org.allmende.sparql.columns;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.jspecify.annotations.Nullable;

/// How long a reader may still read, and how much it may hold. Every step of every walk counts, so
/// that a query ends in time also where it finds nothing.
final class Budget {

  /// A power of two.
  private static final int STEPS = 256;

  /// Numbers a query may hold for sorting, grouping and telling apart: 128 MB.
  private static final long MOST_HELD = 32_000_000;

  private volatile long deadline;
  private volatile boolean limited;
  private volatile @Nullable AtomicBoolean cancelled;
  private int steps;
  private long held;

  /// @param nanoTime by the clock of [System#nanoTime]
  void deadline(long nanoTime) {
    deadline = nanoTime;
    limited = true;
  }

  /// A flag that says when nobody wants the answer any more.
  void watch(@Nullable AtomicBoolean flag) {
    cancelled = flag;
  }

  /// So many numbers more are held.
  ///
  /// @throws QueryCancelledException when that is too much
  void hold(int numbers) {
    held += numbers;
    if (held > MOST_HELD) {
      throw new QueryCancelledException();
    }
  }

  void step() {
    if ((++steps & (STEPS - 1)) == 0) {
      check();
    }
  }

  /// @throws QueryCancelledException when the time is over
  void check() {
    AtomicBoolean flag = cancelled;
    if ((flag != null && flag.get()) || (limited && System.nanoTime() - deadline > 0)) {
      throw new QueryCancelledException();
    }
  }
}
