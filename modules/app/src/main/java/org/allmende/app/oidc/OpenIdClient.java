package org.allmende.app.oidc;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.allmende.catalog.accounts.GroupRoles;

/// How this installation is known to its provider, and what it takes from what the provider says.
///
/// @param issuer the provider's name, which is an address
/// @param id of this installation at the provider
/// @param secret shared with the provider; empty where there is none
/// @param label of the button
/// @param groups what groups allow here
/// @param groupsClaim where the groups stand, such as `groups` or `realm_access.roles`
/// @param loginClaim where the login stands
public record OpenIdClient(
    URI issuer,
    String id,
    String secret,
    String label,
    GroupRoles groups,
    String groupsClaim,
    String loginClaim) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// @throws IllegalArgumentException when the issuer is no address that can be trusted
  public OpenIdClient {
    String host = issuer.getHost();
    boolean secure = "https".equalsIgnoreCase(issuer.getScheme());
    boolean near =
        "http".equalsIgnoreCase(issuer.getScheme()) && host != null && THIS_MACHINE.contains(host);
    if (host == null
        || !(secure || near)
        || issuer.getRawQuery() != null
        || issuer.getRawFragment() != null
        || issuer.getRawUserInfo() != null) {
      throw new IllegalArgumentException(issuer.toString());
    }
  }

  /// The issuer's host and port, the one place that may be asked although it is not public.
  public String hostAndPort() {
    int usual = "https".equalsIgnoreCase(issuer.getScheme()) ? 443 : 80;
    int port = issuer.getPort() < 0 ? usual : issuer.getPort();
    return issuer.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  /// Where the issuer describes itself.
  URI discovery() {
    String said = issuer.toString();
    String trimmed = said.endsWith("/") ? said.substring(0, said.length() - 1) : said;
    return URI.create(trimmed + "/.well-known/openid-configuration");
  }

  /// Nothing that is secret.
  @Override
  public String toString() {
    return "OpenIdClient[" + issuer + "]";
  }
}
