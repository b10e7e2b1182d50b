package org.allmende.catalog.store;

/// A write was not acknowledged because the store that several nodes share does not answer. It may
/// have been written all the same; then it shows once the store answers again, and writing it again
/// changes nothing. Reading goes on meanwhile.
public final class StoreAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param address of the store
  public StoreAway(String address, Throwable cause) {
    super("the store at " + address + " does not answer: " + cause.getMessage(), cause);
  }
}
