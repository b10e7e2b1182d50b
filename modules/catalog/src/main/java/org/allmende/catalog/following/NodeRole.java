package org.allmende.catalog.following;

/// What a node is to others.
///
/// @param kind whether it writes
/// @param other the address of the node it follows, of the one that has taken over from it, or of
///   the one it has taken over from itself; may be empty
/// @param epoch the highest it has heard of
/// @param whole of a follower: whether all files of its first copy have come; of a leader: whether
///   the node it has taken over from knows
public record NodeRole(Kind kind, String other, long epoch, boolean whole) {

  /// Of a node that knows of no other.
  public static final NodeRole ALONE = new NodeRole(Kind.LEADER, "", 0, true);

  /// Whether a node writes.
  public enum Kind {
    /// It does.
    LEADER,
    /// It takes over what another one writes.
    FOLLOWER,
    /// It did until another one took over.
    SUPERSEDED
  }

  /// Of a node that begins to follow another.
  public static NodeRole following(String leader) {
    return new NodeRole(Kind.FOLLOWER, leader, 0, false);
  }

  public boolean writes() {
    return kind == Kind.LEADER;
  }

  public boolean follows() {
    return kind == Kind.FOLLOWER;
  }

  /// The same, and [#whole].
  public NodeRole completed() {
    return new NodeRole(kind, other, epoch, true);
  }
}
