package org.allmende.web.access;

import java.util.Optional;
import org.allmende.catalog.accounts.IdentityProvider;

/// How people may show who they are, besides by a token.
///
/// @param provider who says so; empty where nobody does
/// @param passwords whether they may by a password of this installation
public record SignInWays(Optional<IdentityProvider> provider, boolean passwords) {

  /// By password only.
  public static final SignInWays PASSWORDS = new SignInWays(Optional.empty(), true);

  /// What the provider's button says; empty where there is none.
  String providerName() {
    return provider.map(IdentityProvider::name).orElse("");
  }
}
