package org.allmende.catalog.store;

/// Something that this installation keeps elsewhere cannot be reached at the moment. What does not
/// need it goes on; asking again a little later helps.
public final class EngineAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String engine;

  /// @param engine what cannot be reached, such as `files`
  /// @param why what it or the network says; no secrets
  public EngineAway(String engine, String why, Throwable cause) {
    super(engine + " cannot be reached: " + why, cause);
    this.engine = engine;
  }

  /// What cannot be reached.
  public String engine() {
    return engine;
  }
}
