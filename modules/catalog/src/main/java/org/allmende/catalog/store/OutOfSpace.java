package org.allmende.catalog.store;

/// A write was refused because the disk, or the store that files are kept in, is nearly full.
/// Reading goes on, and writing too as soon as there is room again.
public final class OutOfSpace extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long free;
  private final long required;

  /// @param free bytes that are left
  /// @param required bytes that must stay free
  public OutOfSpace(long free, long required) {
    super(free + " bytes are free on the disk of the data directory, " + required + " must stay");
    this.free = free;
    this.required = required;
  }

  /// @param place what is full, where nobody says how much is left
  public OutOfSpace(String place) {
    super(place + " takes no more bytes");
    this.free = 0;
    this.required = 0;
  }

  public long free() {
    return free;
  }

  public long required() {
    return required;
  }
}
