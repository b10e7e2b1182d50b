package org.allmende.model;

import java.util.Locale;

/// Where a dataset stands in its life.
public enum State {
  /// Seen by its publisher only.
  DRAFT,
  /// Seen by everybody.
  PUBLISHED,
  /// No longer offered; a tombstone says so.
  WITHDRAWN;

  /// The name used in JSON, in lower case.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
