package org.allmende.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts attempts, such as failed ones to sign in, by the network they come from, and says when it
/// is enough. Kept in memory only, and not for longer than they count.
public final class Attempts {

  private static final int LIMIT = 20;
  private static final int MAX_NETWORKS = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final int limit;
  private final Duration window;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_NETWORKS;
        }
      };

  /// Failed attempts to sign in.
  public Attempts(InstantSource clock) {
    this(clock, LIMIT, WINDOW);
  }

  /// @param limit how many are enough
  /// @param window in what time
  public Attempts(InstantSource clock, int limit, Duration window) {
    this.clock = clock;
    this.limit = limit;
    this.window = window;
  }

  private record Failures(Instant since, int count) {}

  /// Whether no further attempt is heard from this address for now.
  synchronized boolean exhausted(String address) {
    Failures known = failures.get(network(address));
    return known != null
        && known.count() >= limit
        && clock.instant().isBefore(known.since().plus(window));
  }

  synchronized void failed(String address) {
    Instant now = clock.instant();
    failures.compute(
        network(address),
        (key, known) ->
            known == null || now.isAfter(known.since().plus(window))
                ? new Failures(now, 1)
                : new Failures(known.since(), known.count() + 1));
  }

  /// Counts one more attempt from this address; false where there were enough already.
  public synchronized boolean take(String address) {
    if (exhausted(address)) {
      return false;
    }
    failed(address);
    return true;
  }

  /// An IPv4 address itself; of an IPv6 address the first 64 bits, which one household shares.
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 8)));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
