package org.allmende.app.oidc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.catalog.accounts.Identity;
import org.allmende.catalog.accounts.ProviderFailed;
import org.allmende.catalog.accounts.ProviderFailed.Why;
import org.jspecify.annotations.Nullable;

/// What the claims of a token that was checked mean here.
final class Claims {

  private static final Pattern DOT = Pattern.compile("\\.");
  private static final int MOST_GROUPS = 2_000;

  private final OpenIdClient client;

  Claims(OpenIdClient client) {
    this.client = client;
  }

  Identity identity(Map<String, ?> claims) throws ProviderFailed {
    String subject = text(claims.get("sub"));
    if (subject.isBlank() || subject.length() > Identity.LONGEST_SUBJECT) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "the ID token names nobody");
    }
    return new Identity(
        client.issuer().toString(),
        subject,
        login(claims),
        text(claims.get("name")),
        groups(at(claims, client.groupsClaim())));
  }

  /// An address of mail that the provider has not verified may be anybody's, and is no login.
  private String login(Map<String, ?> claims) {
    boolean verified = "true".equals(String.valueOf(claims.get("email_verified")));
    return client.loginClaim().equals("email") && !verified
        ? ""
        : text(at(claims, client.loginClaim()));
  }

  /// A claim by its name, or by the names on the way to it. A name may hold dots itself.
  private static @Nullable Object at(Map<?, ?> claims, String path) {
    if (claims.containsKey(path)) {
      return claims.get(path);
    }
    Object here = claims;
    for (String name : DOT.splitAsStream(path).toList()) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return here;
  }

  private static String text(@Nullable Object claim) {
    return claim instanceof String said ? said : "";
  }

  /// A list of names, or a single one. Keycloak writes groups with the path that leads to them.
  private static Set<String> groups(@Nullable Object claim) {
    List<?> all = claim instanceof List<?> list ? list : claim == null ? List.of() : List.of(claim);
    var groups = new LinkedHashSet<String>();
    for (Object one : all) {
      if (one instanceof String said && !said.isBlank() && groups.size() < MOST_GROUPS) {
        groups.add(said.strip());
      }
    }
    return groups;
  }
}
