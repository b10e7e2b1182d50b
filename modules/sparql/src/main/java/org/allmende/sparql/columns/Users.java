package org.allmende.sparql.columns;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts who uses a mapped thing. Its owner is the first; when the last has left it is given back.
final class Users {

  private final AtomicInteger count = new AtomicInteger(1);
  private final Runnable giveBack;

  Users(Runnable giveBack) {
    this.giveBack = giveBack;
  }

  /// Counts one user more; false when it has been given back already.
  boolean enter() {
    return count.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
  }

  void leave() {
    if (count.decrementAndGet() == 0) {
      giveBack.run();
    }
  }
}
