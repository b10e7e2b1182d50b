package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.model.Sha256;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;

/// Counts attempts, such as failed ones to sign in, by the network they come from and by the
/// account they are meant for, and says when it is enough. Kept in memory only, and only for
/// minutes. Accounts are counted whether there are any of that name or not, so that the answer does
/// not tell.
public final class Attempts {

  private static final Limit NETWORK = new Limit(20, Duration.ofMinutes(1));
  private static final Limit ACCOUNT = new Limit(10, Duration.ofMinutes(10));
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Limit limit;
  private final Map<String, Failures> networks = new Latest();
  private final Map<String, Failures> logins = new Latest();

  /// Failed attempts to sign in.
  public Attempts(InstantSource clock) {
    this(clock, NETWORK);
  }

  /// @param limit how many from one network are enough
  /// @param window in what time
  public Attempts(InstantSource clock, int limit, Duration window) {
    this(clock, new Limit(limit, window));
  }

  private Attempts(InstantSource clock, Limit limit) {
    this.clock = clock;
    this.limit = limit;
  }

  private record Failures(Instant since, int count) {}

  /// So many failures in such a time.
  private record Limit(int count, Duration window) {

    boolean isReached(Failures known, Instant now) {
      return known.count() >= count && now.isBefore(known.since().plus(window));
    }

    Problem problem() {
      return Problem.of(Trouble.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, Long.toString(window.toSeconds()));
    }
  }

  /// Forgets whoever came first when there are too many.
  private static final class Latest extends LinkedHashMap<String, Failures> {

    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
      return size() > MOST;
    }
  }

  /// Lets pass who may make an attempt.
  ///
  /// @throws Problem where too many from the same network have failed
  void require(HttpServletRequest request) {
    if (exhausted(request.getRemoteAddr())) {
      throw limit.problem();
    }
  }

  /// Lets pass an attempt at an account.
  ///
  /// @throws Problem where too many at the same account have failed
  synchronized void requireFor(String login) {
    Failures known = logins.get(key(login));
    if (known != null && ACCOUNT.isReached(known, clock.instant())) {
      throw ACCOUNT.problem();
    }
  }

  /// Whether no further attempt is heard from this address for now.
  synchronized boolean exhausted(String address) {
    Failures known = networks.get(network(address));
    return known != null && limit.isReached(known, clock.instant());
  }

  void failed(HttpServletRequest request) {
    failed(request.getRemoteAddr());
  }

  synchronized void failed(String address) {
    count(networks, network(address), limit);
  }

  synchronized void failedFor(String login) {
    count(logins, key(login), ACCOUNT);
  }

  private void count(Map<String, Failures> failures, String key, Limit limit) {
    Instant now = clock.instant();
    failures.compute(
        key,
        (_, known) ->
            known == null || now.isAfter(known.since().plus(limit.window()))
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

  /// However long a login is typed, it takes the same room.
  private static String key(String login) {
    return Sha256.of(login.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /// An IPv4 address itself; of an IPv6 address the first 64 bits, which one household shares.
  static String network(String address) {
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
