package org.allmende.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;

/// How much one client may ask, in a minute and at once, and how much one account may upload. A
/// client is a network address, of IPv6 the half that a household shares; what runs on the machine
/// itself and asks directly is not counted.
///
/// A [token bucket](https://en.wikipedia.org/wiki/Token_bucket): who was quiet may ask all at once,
/// who asks on and on gets an even share. Kept in memory only.
public final class Throttle {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST = 20_000;

  private final InstantSource clock;
  private final Limits limits;
  private final Map<String, Bucket> clients = new Latest();
  private final Map<String, Bucket> accounts = new Latest();
  private final Places places = new Places();

  /// How much is allowed; 0 for no bound.
  public record Limits(int requestsPerMinute, int uploadsPerHour) {

    /// Where nothing is set.
    public static final Limits USUAL = new Limits(3_000, 2_000);

    public Limits {
      if (requestsPerMinute < 0 || uploadsPerHour < 0) {
        throw new IllegalArgumentException(requestsPerMinute + ", " + uploadsPerHour);
      }
    }
  }

  /// @param left how many are still allowed, in parts
  private record Bucket(double left, Instant at) {}

  /// Forgets whoever has not asked for longest when there are too many.
  private static final class Latest extends LinkedHashMap<String, Bucket> {

    private static final long serialVersionUID = 1;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MOST;
    }
  }

  public Throttle(InstantSource clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /// Lets a request pass.
  ///
  /// @param address it comes from
  /// @throws Problem where the client has asked too much
  void request(String address) {
    if (limits.requestsPerMinute() > 0) {
      take(clients, Attempts.network(address), limits.requestsPerMinute(), MINUTE);
    }
  }

  /// Gives a request a thread until it is answered.
  ///
  /// @param address it comes from
  /// @param body whether it brings one
  /// @throws Problem where the client has enough of them, or all are taken
  Places.Place place(String address, boolean body) {
    return places.take(Attempts.network(address), body);
  }

  /// Lets an upload pass.
  ///
  /// @param account that uploads
  /// @throws Problem where it has uploaded too much
  public void upload(String account) {
    if (limits.uploadsPerHour() > 0) {
      take(accounts, account, limits.uploadsPerHour(), HOUR);
    }
  }

  private void take(Map<String, Bucket> buckets, String who, int most, Duration in) {
    long wait;
    synchronized (buckets) {
      Instant now = clock.instant();
      Bucket known = buckets.getOrDefault(who, new Bucket(most, now));
      double perMilli = most / (double) in.toMillis();
      double came = Math.max(0, Duration.between(known.at(), now).toMillis()) * perMilli;
      double left = Math.min(most, known.left() + came);
      boolean pass = left >= 1;
      buckets.put(who, new Bucket(pass ? left - 1 : left, now));
      wait = pass ? 0 : (long) Math.ceil((1 - left) * in.toSeconds() / most);
    }
    if (wait > 0) {
      throw Problem.of(
              Trouble.TOO_MANY_REQUESTS,
              "Von hier kommt mehr, als einer fragen darf. Versuchen Sie es in %d Sekunden wieder."
                  .formatted(wait),
              "More comes from here than one may ask. Try again in %d seconds.".formatted(wait))
          .header(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    }
  }
}
