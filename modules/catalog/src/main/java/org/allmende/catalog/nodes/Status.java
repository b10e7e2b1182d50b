package org.allmende.catalog.nodes;

import java.util.Locale;

/// What came of asking a node.
public enum Status {
  /// It answered in time.
  ANSWERED,
  /// It had not answered when the time was over.
  LATE,
  /// It cannot be reached, or its answer is none.
  FAILED,
  /// It said that it does not answer this, or our rules forbid to ask it.
  REFUSED,
  /// It was not asked: it failed several times, or has enough questions of ours.
  PAUSED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
