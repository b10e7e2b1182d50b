package org.allmende.catalog.store;

import java.time.Duration;

/// A way to ask that follows the store: it remembers the change number it has come to, can be
/// thrown away, and is rebuilt from the store alone whenever in doubt.
public interface Projection extends AutoCloseable {

  /// A short name for logs and metrics, such as `search`.
  String name();

  /// The last change that answers already show.
  long position();

  /// Waits until a change is shown.
  ///
  /// @return false when time ran out
  boolean await(long change, Duration atMost);

  /// Throws everything away and builds anew from the store; answers meanwhile are the old ones.
  void rebuild();

  @Override
  void close();
}
