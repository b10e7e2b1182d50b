package org.allmende.catalog.following;

/// How far a store has come. Each transaction has a number, which counts on; each time another node
/// takes over, a new epoch begins. Two stores of one name that stand at the same position hold the
/// same, for within an epoch one node writes only.
///
/// @param epoch how often another node has taken over
/// @param number of the last transaction
public record Position(long epoch, long number) {

  /// Of a store that was never written to.
  public static final Position START = new Position(0, 0);

  public Position {
    if (epoch < 0 || number < 0) {
      throw new IllegalArgumentException("no position: " + epoch + ", " + number);
    }
  }

  @Override
  public String toString() {
    return number + " in epoch " + epoch;
  }
}
