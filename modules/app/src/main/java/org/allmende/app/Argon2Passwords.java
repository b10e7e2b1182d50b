package org.allmende.app;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.allmende.catalog.accounts.Passwords;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Passwords hashed by Argon2id, [RFC 9106](https://www.rfc-editor.org/rfc/rfc9106), with 19 MiB
/// and two rounds each, as the [Password Storage Cheat
/// Sheet](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html) of
/// OWASP says. A few are worked on at a time; whoever comes when many wait is sent away, so that
/// attempts exhaust neither memory nor processors.
final class Argon2Passwords implements Passwords {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int KIB = 19 * 1024;
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIB, ROUNDS);
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  @Override
  public String hash(String password) {
    return inTurn(() -> encoder.encode(password));
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  @Override
  public void pretend(String password) {
    inTurn(() -> encoder.encode(password));
  }

  @Override
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Busy();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Busy();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
