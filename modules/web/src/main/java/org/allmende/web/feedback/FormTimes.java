package org.allmende.web.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.allmende.web.access.Seal;

/// Says of a form when it was given out: a program fills in a form at once, or has kept one since
/// last week. Nothing is remembered; the form itself carries the time, sealed.
public final class FormTimes {

  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final InstantSource clock;
  private final Seal seal = new Seal();

  public FormTimes(InstantSource clock) {
    this.clock = clock;
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
    long second = given.getEpochSecond();
    return second + "." + seal.of(second + " " + about);
  }

  /// How a form comes back with what it carried.
  Return of(String sealed, String about) {
    String time = sealed.substring(0, Math.max(0, sealed.indexOf('.')));
    if (!time.matches("[0-9]{1,12}")) {
      return Return.STALE;
    }
    long given = Long.parseLong(time);
    Instant now = clock.instant();
    Instant then = Instant.ofEpochSecond(given);
    String said = sealed.substring(time.length() + 1);
    if (!seal.fits(given + " " + about, said) || now.isAfter(then.plus(LONGEST))) {
      return Return.STALE;
    }
    return now.isBefore(then.plus(SHORTEST)) ? Return.TOO_SOON : Return.IN_TIME;
  }
}
