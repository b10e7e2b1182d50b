package org.allmende.sparql.columns;

/// A walk over triples or quads, as numbers. It stands before the first until [#next] is called.
abstract class Rows {

  int s;
  int p;
  int o;

  /// The graph; [Terms#NONE] in a walk over triples.
  int g = Terms.NONE;

  /// Goes to the next row.
  abstract boolean next();

  static Rows none() {
    return new Rows() {
      @Override
      boolean next() {
        return false;
      }
    };
  }
}
