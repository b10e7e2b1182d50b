package org.allmende.catalog.nodes;

import java.time.Duration;
import java.time.Instant;

/// Keeps from asking one node too much: few questions at once, and none for a while after several
/// that failed. When the while is over, one question tries whether it answers again.
final class Brake {

  static final int MOST_AT_ONCE = 8;
  static final int MOST_FAILURES = 3;
  static final Duration PAUSE = Duration.ofMinutes(1);

  private int underWay;
  private int failures;
  private Instant until = Instant.MIN;

  /// Whether a question may go out; [#ended] has to follow.
  synchronized boolean begin(Instant now) {
    if (underWay >= MOST_AT_ONCE || now.isBefore(until)) {
      return false;
    }
    if (failures >= MOST_FAILURES) {
      until = now.plus(PAUSE);
    }
    underWay++;
    return true;
  }

  /// A question is no longer under way.
  synchronized void ended() {
    underWay--;
  }

  synchronized void answered() {
    failures = 0;
    until = Instant.MIN;
  }

  synchronized void failed(Instant now) {
    failures++;
    if (failures >= MOST_FAILURES) {
      until = now.plus(PAUSE);
    }
  }
}
