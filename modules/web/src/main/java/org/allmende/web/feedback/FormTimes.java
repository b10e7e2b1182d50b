package org.allmende.web.feedback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Says of a form when it was given out: a program fills in a form at once, or has kept one since
/// last week. Nothing is remembered; the form itself carries the time, sealed.
public final class FormTimes {

  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final InstantSource clock;
  private final SecretKeySpec key;

  public FormTimes(InstantSource clock) {
    this.clock = clock;
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /// How a form comes back.
  enum Return {
    IN_TIME,
    TOO_SOON,
    /// Given out too long ago, by a process that has ended since, for something else, or not by us.
    STALE
  }

  /// What a form carries.
  ///
  /// @param about what it is about, which it cannot be used for anything else
  String now(String about) {
    return at(clock.instant(), about);
  }

  String at(Instant given, String about) {
    return sealed(given.getEpochSecond(), about);
  }

  /// How a form comes back with what it carried.
  Return of(String sealed, String about) {
    String time = sealed.substring(0, Math.max(0, sealed.indexOf('.')));
    if (!time.matches("[0-9]{1,12}")) {
      return Return.STALE;
    }
    long given = Long.parseLong(time);
    byte[] expected = sealed(given, about).getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    Instant then = Instant.ofEpochSecond(given);
    if (!MessageDigest.isEqual(expected, sealed.getBytes(StandardCharsets.UTF_8))
        || now.isAfter(then.plus(LONGEST))) {
      return Return.STALE;
    }
    return now.isBefore(then.plus(SHORTEST)) ? Return.TOO_SOON : Return.IN_TIME;
  }

  private String sealed(long second, String about) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] code = mac.doFinal((second + " " + about).getBytes(StandardCharsets.UTF_8));
      return second + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
