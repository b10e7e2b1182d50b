package org.allmende.catalog.store;

/// A projection cannot answer at the moment, because it is being rebuilt: asking again a little
/// later helps.
public final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param projection its name
  public NotReady(String projection, Throwable cause) {
    super(projection + " is being rebuilt: " + cause, cause);
  }
}
