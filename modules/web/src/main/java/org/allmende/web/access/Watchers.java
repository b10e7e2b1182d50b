package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/// Who may read how the machine is doing, without being an operator: whatever runs on the machine
/// itself and asks it directly, and who has the token that is good for this only.
public final class Watchers {

  /// By one of these it shows that somebody else is asking.
  private static final List<String> PASSED_ON =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final SharedToken token;

  /// @param token empty where there is none
  public Watchers(String token) {
    this.token = new SharedToken(token);
  }

  boolean admit(HttpServletRequest request) {
    return isFromHere(request) || token.isIn(request);
  }

  /// Whether a request was made on this machine, for this machine, and nobody has passed it on.
  /// What a proxy passes on without saying so, neither in a header nor by the name that was asked
  /// for, cannot be told from that.
  static boolean isFromHere(HttpServletRequest request) {
    try {
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
          && HERE.contains(request.getServerName())
          && !Proxies.havePassedOn(request)
          && PASSED_ON.stream().noneMatch(name -> request.getHeader(name) != null);
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
