package org.allmende.sparql.columns;

import java.time.Duration;

/// Everything published, as the endpoint asks it: it follows the store and hands out views that
/// stand still.
public interface Published extends AutoCloseable {

  /// The newest state, fixed until the view is closed.
  View view();

  /// The last change that [#view] shows.
  long position();

  /// Waits until a change is shown.
  ///
  /// @return false when time ran out
  boolean await(long change, Duration atMost);

  /// Throws everything away and builds anew from the store.
  void rebuild();

  @Override
  void close();
}
