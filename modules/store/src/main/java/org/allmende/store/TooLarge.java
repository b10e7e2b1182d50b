package org.allmende.store;

/// More was to be written in one transaction than the store takes.
final class TooLarge extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  TooLarge(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
