package org.allmende.sparql.columns;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.jena.util.iterator.NiceIterator;

/// Rows as an iterator: each is made into what is asked for only when it is taken.
final class Found<T> extends NiceIterator<T> {

  private final Rows rows;
  private final Supplier<T> made;
  private boolean known;
  private boolean more;

  /// @param made of the row that the rows stand at
  Found(Rows rows, Supplier<T> made) {
    this.rows = rows;
    this.made = made;
  }

  @Override
  public boolean hasNext() {
    if (!known) {
      more = rows.next();
      known = true;
    }
    return more;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    known = false;
    return made.get();
  }
}
