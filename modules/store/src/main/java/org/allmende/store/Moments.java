package org.allmende.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The moments that changes are dated with. A transaction has that of its beginning, and shows
/// itself only at its end: what was asked in between must not be told a later moment than that, or
/// who asks for what is new since then misses it. So no date lies before one that was given out
/// earlier, whether to a transaction or to a reader, also when the clock is put back.
final class Moments {

  private final InstantSource clock;
  private Instant last = Instant.EPOCH;
  private @Nullable Instant begun;

  Moments(InstantSource clock) {
    this.clock = clock;
  }

  /// Nothing is dated before a moment that another clock has given.
  synchronized void notBefore(Instant moment) {
    last = moment.isAfter(last) ? moment : last;
  }

  /// The moment of a transaction that begins.
  synchronized Instant begin() {
    Instant now = next();
    begun = now;
    return now;
  }

  /// The transaction is visible, or has come to nothing.
  synchronized void end() {
    begun = null;
  }

  /// A moment before which nothing will be dated that is not visible yet.
  synchronized Instant settled() {
    return begun == null ? next() : begun;
  }

  private Instant next() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    last = now.isBefore(last) ? last : now;
    return last;
  }
}
