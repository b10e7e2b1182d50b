package org.allmende.sparql.results;

/// A single row or triple is larger than an answer should hold at a time.
public final class Oversize extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Oversize() {
    super("a single row is too large");
  }
}
