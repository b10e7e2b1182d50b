package org.allmende.catalog.store;

/// A write was refused because this node does not write: it follows another one, or another one has
/// taken over from it. Reading goes on.
public final class ReadOnly extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean superseded;
  private final String leader;

  /// @param superseded whether this node wrote until another one took over
  /// @param leader the address of the node that writes; may be empty where nobody is known
  public ReadOnly(boolean superseded, String leader) {
    super(
        superseded
            ? "another node has taken over, " + leader + "; this one writes nothing any more"
            : "this node follows " + leader + "; write there",
        null,
        false,
        false);
    this.superseded = superseded;
    this.leader = leader;
  }

  public boolean isSuperseded() {
    return superseded;
  }

  public String leader() {
    return leader;
  }
}
