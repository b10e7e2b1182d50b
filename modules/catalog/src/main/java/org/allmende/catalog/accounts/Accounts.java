package org.allmende.catalog.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// Who may write: tenants, and the tokens that speak for them.
public final class Accounts {

  /// Every secret starts like this, so that scanners recognise one that leaked.
  public static final String PREFIX = "allmende_";

  private final AccountStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final @Nullable Sha256 bootstrap;

  /// @param bootstrap an operator's secret given from outside; empty when there is none
  public Accounts(AccountStore store, InstantSource clock, String bootstrap) {
    this.store = store;
    this.clock = clock;
    this.bootstrap = bootstrap.isEmpty() ? null : hash(bootstrap);
  }

  /// Who writes.
  ///
  /// @param name the token's name
  /// @param tenant the tenant it speaks for; null for the operator
  public record Actor(String name, @Nullable String tenant) {

    /// Whether this actor may write a tenant's data.
    public boolean mayWrite(String wanted) {
      return tenant == null || tenant.equals(wanted);
    }

    public boolean isOperator() {
      return tenant == null;
    }
  }

  /// Whose secret this is.
  public Optional<Actor> authenticate(String secret) {
    Sha256 hash = hash(secret);
    if (hash.equals(bootstrap)) {
      return Optional.of(new Actor("bootstrap", null));
    }
    return store.token(hash).map(t -> new Actor(t.name(), t.tenant()));
  }

  /// Makes a token and returns its secret, which is not kept.
  ///
  /// @param tenant null for an operator's token
  /// @throws IllegalArgumentException when the name is taken or the tenant unknown
  public String create(String name, @Nullable String tenant) {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("a token needs a name of 1 to 100 characters");
    }
    if (store.tokens().stream().anyMatch(t -> t.name().equals(name))) {
      throw new IllegalArgumentException("there is a token named " + name + " already");
    }
    if (tenant != null && store.tenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + tenant);
    }
    byte[] bytes = new byte[30];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.put(new AccountStore.Token(name, hash(secret), tenant, clock.instant()));
    return secret;
  }

  public boolean revoke(String name) {
    return store.revoke(name);
  }

  public List<AccountStore.Token> tokens() {
    return store.tokens();
  }

  public List<Tenant> tenants() {
    return store.tenants();
  }

  /// Adds a tenant, or replaces its settings.
  public void add(Tenant tenant) {
    store.put(tenant);
  }

  public Optional<Tenant> tenant(String slug) {
    return store.tenant(slug);
  }

  private static Sha256 hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
  }
}
