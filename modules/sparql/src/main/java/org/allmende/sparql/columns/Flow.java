package org.allmende.sparql.columns;

/// A step of a query at work. It writes each of its rows into the [Slots] it shares with all steps
/// of the query; after its last row, and when it is left, it leaves the slots as it found them.
abstract class Flow {

  /// Begins anew, beside what the slots hold now.
  abstract void open();

  /// Writes the next row.
  abstract boolean next();

  /// Leaves before the last row.
  abstract void leave();

  /// One row that binds nothing.
  static final class Once extends Flow {
    private boolean given;

    @Override
    void open() {
      given = false;
    }

    @Override
    boolean next() {
      boolean first = !given;
      given = true;
      return first;
    }

    @Override
    void leave() {
      given = true;
    }
  }
}
