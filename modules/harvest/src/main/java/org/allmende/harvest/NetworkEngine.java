package org.allmende.harvest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.engines.Engine;
import org.allmende.catalog.harvest.SourceFailed;

/// An engine asked through the guarded way out, at the addresses that the operator has given and
/// nowhere else: no redirects, a bounded answer. It stays with the machine that answered last, and
/// goes on to the next where that is away.
public final class NetworkEngine implements Engine {

  private static final int MOST_BYTES = 64 << 20;

  /// What says that a machine is away, not that it takes long.
  private static final Set<String> AWAY =
      Set.of("harvest-unreachable", "harvest-broken-off", "harvest-host-unknown");

  /// What a machine says that is about to stop, or has nobody to ask in turn.
  private static final Set<Integer> NOT_NOW = Set.of(502, 503, 504);

  private final List<URI> addresses;
  private final Map<String, String> headers;
  private final Network network;
  private volatile int answering;

  /// @param addresses of its machines, without a path
  /// @param user empty where it asks for none
  public NetworkEngine(List<URI> addresses, String user, String password) {
    this(addresses, user, password, Limits.ENGINE);
  }

  NetworkEngine(List<URI> addresses, String user, String password, Limits limits) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("an engine without an address");
    }
    this.addresses = List.copyOf(addresses);
    this.headers = user.isEmpty() ? Map.of() : Map.of("Authorization", basic(user, password));
    this.network =
        new Network(
            addresses.stream().map(NetworkEngine::authority).collect(Collectors.toSet()), limits);
  }

  private static String basic(String user, String password) {
    byte[] said = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(said);
  }

  private static String authority(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getHost().toLowerCase(Locale.ROOT)
        + ":"
        + (address.getPort() < 0 ? usual : address.getPort());
  }

  @Override
  public Reply ask(String method, String path, String mediaType, String body) throws IOException {
    int first = answering;
    for (int i = 0; ; i++) {
      int at = (first + i) % addresses.size();
      boolean last = i == addresses.size() - 1;
      try {
        Reply reply = ask(addresses.get(at), method, path, mediaType, body);
        if (last || !NOT_NOW.contains(reply.status())) {
          answering = at;
          return reply;
        }
      } catch (SourceFailed e) {
        answering = (at + 1) % addresses.size();
        if (last || !AWAY.contains(e.finding().code())) {
          throw e;
        }
      }
    }
  }

  private Reply ask(URI address, String method, String path, String mediaType, String body)
      throws IOException {
    var sent = new HashMap<>(headers);
    sent.put("Content-Type", mediaType);
    Network.Exchanged came =
        network.exchange(address.resolve(path), method, sent, body, MOST_BYTES);
    return new Reply(came.status(), came.body());
  }
}
