package org.allmende.catalog.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// Who publishes here and who may write: tenants and tokens. Kept where the truth is kept.
public interface AccountStore {

  List<Tenant> tenants();

  Optional<Tenant> tenant(String slug);

  /// Adds a tenant or replaces its settings.
  void put(Tenant tenant);

  List<Token> tokens();

  Optional<Token> token(Sha256 hash);

  void put(Token token);

  /// Removes a token by its name; false when there is none.
  boolean revoke(String name);

  /// Leave to write, shown once when it is made and kept as a hash only.
  ///
  /// @param name what it is for; unique
  /// @param hash SHA-256 of the secret
  /// @param tenant whose data it may write; null for the operator, who may write all
  /// @param created when it was made
  record Token(String name, Sha256 hash, @Nullable String tenant, Instant created) {}
}
