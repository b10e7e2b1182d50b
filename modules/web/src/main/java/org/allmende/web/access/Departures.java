package org.allmende.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.IdentityProvider.Departure;

/// The browsers that have gone to sign in elsewhere and are not back yet. Each may come back once,
/// within minutes, and only the one that went.
final class Departures {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Left> left =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
          return size() > MOST;
        }
      };

  Departures(InstantSource clock) {
    this.clock = clock;
  }

  /// A browser that left.
  ///
  /// @param next where to go on once it is back
  record Left(Departure departure, String next, Instant since) {}

  /// @param browser a name that only this browser knows
  synchronized void add(String browser, Departure departure, String next) {
    left.put(browser, new Left(departure, next, clock.instant()));
  }

  /// The browser that is back. A second time it is not known any more.
  ///
  /// @param browser the name it was given
  /// @param state what it brings
  synchronized Optional<Left> back(String browser, String state) {
    Left known = left.remove(browser);
    return Optional.ofNullable(known)
        .filter(one -> clock.instant().isBefore(one.since().plus(LONGEST)))
        .filter(one -> one.departure().state().equals(state));
  }
}
