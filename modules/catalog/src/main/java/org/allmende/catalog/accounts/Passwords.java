package org.allmende.catalog.accounts;

/// Turns passwords into hashes that are slow to guess, and compares. Both take time and memory on
/// purpose; how many go on at once is bounded.
public interface Passwords {

  /// Too many wait already; the same a little later may work.
  final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// The hash of a password, with all that is needed to compare later.
  String hash(String password);

  /// Whether a password has this hash.
  boolean matches(String password, String hash);

  /// Takes as long as a comparison, and is never right: for persons there are none of, so that
  /// nobody learns by the clock who has an account.
  void pretend(String password);

  /// Whether a hash was made in a way that is not strong enough any more.
  boolean isOutdated(String hash);
}
