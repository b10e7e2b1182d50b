package org.allmende.catalog.accounts;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Somebody else who says who people are. A browser is sent there and comes back with an answer
/// that only this installation can redeem.
public interface IdentityProvider {

  /// What the button says.
  String name();

  /// What the groups of persons allow here.
  GroupRoles groups();

  /// Where a browser goes to sign in.
  ///
  /// @param back where it shall come back to
  /// @param language to be spoken there
  /// @throws ProviderFailed when the provider does not say how
  Departure depart(URI back, String language) throws ProviderFailed;

  /// Who has signed in.
  ///
  /// @param departure of the browser that came back
  /// @param back where it came back to
  /// @param answer it brought, by parameter
  /// @throws ProviderFailed when nobody has, or the provider cannot be believed
  Return redeem(Departure departure, URI back, Map<String, String> answer) throws ProviderFailed;

  /// Where a browser signs out there; empty where the provider has no such place.
  ///
  /// @param proof of having been signed in
  /// @param back where it shall come back to
  Optional<URI> farewell(String proof, URI back);

  /// A browser on its way.
  ///
  /// @param address it goes to
  /// @param state it brings back
  /// @param nonce that the provider writes into what it vouches for
  /// @param verifier by which only we can redeem what comes back
  record Departure(URI address, String state, String nonce, String verifier) {

    /// Nothing that is secret.
    @Override
    public String toString() {
      return "Departure[]";
    }
  }

  /// Somebody is back.
  ///
  /// @param proof for signing out
  record Return(Identity identity, String proof) {

    @Override
    public String toString() {
      return "Return[" + identity.login() + "]";
    }
  }
}
