package org.allmende.sparql;

import java.time.Duration;
import org.apache.jena.sparql.core.DatasetGraph;

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

  /// One state of everything published. Its default graph holds every triple once, its named graphs
  /// are the graphs of the store.
  interface View extends AutoCloseable {

    /// The quads of this state, for reading.
    DatasetGraph data();

    /// The change number of this state.
    long change();

    /// Work on this view that goes on after this time of [System#nanoTime()] ends with an
    /// exception. May be said anew, by any thread.
    void deadline(long nanoTime);

    @Override
    void close();
  }
}
