package org.allmende.harvest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.links.LinkProbe;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.jspecify.annotations.Nullable;

/// Looks through the guarded way out whether anything is at an address: first at what its host
/// allows, then with HEAD, and with the first byte of a GET where HEAD gets an error.
public final class NetworkLinkProbe implements LinkProbe {

  private static final int LONGEST_ADDRESS = 4_096;
  private static final int MOST_HOSTS = 1_000;
  private static final int MOST_MEMORY = 16 << 20;
  private static final Duration ALLOWED_FOR = Duration.ofHours(24);
  private static final Duration FORBIDDEN_FOR = Duration.ofHours(1);

  private final Network network;
  private final String agent;
  private final InstantSource clock;
  private final Map<String, Known> hosts = new LinkedHashMap<>(16, 0.75f, true);
  private int memory;

  /// @param allowed hosts, or `host:port`, that may be asked although they are not public
  /// @param base the public address of this installation, told to whoever is asked
  public NetworkLinkProbe(Set<String> allowed, String base, InstantSource clock) {
    this(new Network(allowed, Limits.BRIEF), base, clock);
  }

  NetworkLinkProbe(Network network, String base, InstantSource clock) {
    this.network = network;
    this.agent = Network.NAME + " (+" + base + ")";
    this.clock = clock;
  }

  /// What is known of a host.
  ///
  /// @param missing whether its `robots.txt` cannot be had for the moment
  private record Known(Robots robots, boolean missing, Instant until) {}

  @Override
  public Reply ask(Question question) {
    URI address = question.address();
    if (address.toString().length() > LONGEST_ADDRESS) {
      return new Reply.Told(Reason.ADDRESS, 0, Duration.ZERO);
    }
    try {
      network.requireAllowed(address);
      Known known = known(origin(address));
      if (known == null) {
        return allowance(question);
      }
      if (!known.robots().allows(address)) {
        Reason reason = known.missing() ? Reason.ROBOTS_MISSING : Reason.ROBOTS;
        return new Reply.Told(reason, 0, Duration.ZERO);
      }
      return look(question, known.robots().delay());
    } catch (SourceFailed e) {
      return failed(question, e);
    }
  }

  private Reply look(Question question, Duration delay) throws SourceFailed {
    String method = question.whole() ? "GET" : "HEAD";
    Network.Glance seen = network.glance(question.address(), agent, method, 0);
    int status = seen.status();
    if (status == 429 || status == 503) {
      return new Reply.Busy(status, longer(delay, seen.pause()));
    }
    URI next = seen.next();
    if (next != null && !next.equals(question.address())) {
      return question.hops() >= Limits.BRIEF.redirects()
          ? new Reply.Told(Reason.REDIRECTS, status, delay)
          : new Reply.Next(new Question(next, question.whole(), question.hops() + 1), delay);
    }
    if (status >= 400 && status != 410 && status != 416 && !question.whole()) {
      return new Reply.Next(new Question(question.address(), true, question.hops()), delay);
    }
    return new Reply.Told(reason(status), status == 206 || status == 416 ? 200 : status, delay);
  }

  /// Of an empty file there is no first byte (416), but there is the file.
  private static Reason reason(int status) {
    if (status == 404 || status == 410) {
      return Reason.GONE;
    }
    return status < 400 || status == 416 ? Reason.ANSWERED : Reason.REFUSED;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Reply failed(Question question, SourceFailed e) {
    return switch (e.finding().code()) {
      case "harvest-address" -> new Reply.Told(Reason.ADDRESS, 0, Duration.ZERO);
      case "harvest-host-unknown" -> new Reply.Away(Reason.UNKNOWN_HOST);
      case "harvest-unreachable", "harvest-too-slow" -> new Reply.Away(Reason.SILENT);
      case "harvest-redirects" -> new Reply.Told(Reason.REDIRECTS, 0, Duration.ZERO);
      default ->
          question.whole()
              ? new Reply.Told(Reason.BROKEN_OFF, 0, Duration.ZERO)
              : new Reply.Next(
                  new Question(question.address(), true, question.hops()), Duration.ZERO);
    };
  }

  /// Reads what the host allows; the question itself is asked next time.
  private Reply allowance(Question question) throws SourceFailed {
    Network.Glance seen = robots(question);
    int status = seen == null ? 0 : seen.status();
    if (seen != null && status == 429) {
      return new Reply.Busy(status, seen.pause());
    }
    Known known;
    if (seen == null || status >= 500) {
      known = remember(question, Robots.ALLOW_NOTHING, true);
    } else if (status >= 300) {
      known = remember(question, Robots.ALLOW_ALL, false);
    } else {
      known = remember(question, Robots.read(seen.start(), Network.NAME), false);
    }
    Duration asked = seen == null ? Duration.ZERO : seen.pause();
    return new Reply.Next(question, longer(asked, known.robots().delay()));
  }

  /// Follows redirects, also to other hosts, as RFC 9309 asks for; where they do not end, there is
  /// no such file.
  ///
  /// @return null where the host answers, but not with what can be read
  private Network.@Nullable Glance robots(Question question) throws SourceFailed {
    URI address = URI.create(origin(question.address()) + "/robots.txt");
    Network.Glance seen = null;
    try {
      seen = network.glance(address, agent, "GET", Robots.MOST_BYTES);
      for (int hop = 0; hop < Limits.BRIEF.redirects() && seen.next() != null; hop++) {
        seen = network.glance(seen.next(), agent, "GET", Robots.MOST_BYTES);
      }
      return seen;
    } catch (SourceFailed e) {
      boolean refused = e.finding().code().equals("harvest-address");
      boolean away = failed(question, e) instanceof Reply.Away;
      if (seen != null || !(refused || away)) {
        return null;
      }
      throw e;
    }
  }

  private synchronized @Nullable Known known(String origin) {
    Known known = hosts.get(origin);
    return known == null || clock.instant().isAfter(known.until()) ? null : known;
  }

  private synchronized Known remember(Question question, Robots robots, boolean missing) {
    Duration lasts = missing ? FORBIDDEN_FOR : ALLOWED_FOR;
    var fresh = new Known(robots, missing, clock.instant().plus(lasts));
    Known before = hosts.put(origin(question.address()), fresh);
    memory += robots.size() - (before == null ? 0 : before.robots().size());
    var oldest = hosts.entrySet().iterator();
    while (hosts.size() > 1 && (hosts.size() > MOST_HOSTS || memory > MOST_MEMORY)) {
      memory -= oldest.next().getValue().robots().size();
      oldest.remove();
    }
    return fresh;
  }

  private static String origin(URI address) {
    return (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT);
  }
}
