package org.allmende.catalog.store;

/// The store has stopped after a failure of the machine below it: what was acknowledged is safe,
/// the write in hand may or may not be there, and nothing more is written until the next start.
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreFailed(Throwable cause) {
    super("the store has stopped; the next start repairs it: " + cause, cause);
  }
}
