package org.allmende.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;

/// Accounts kept in memory.
public final class MemoryAccounts implements AccountStore {

  private final Map<String, Tenant> tenants = new ConcurrentSkipListMap<>();
  private final Map<String, Token> tokens = new ConcurrentSkipListMap<>();

  @Override
  public List<Tenant> tenants() {
    return List.copyOf(tenants.values());
  }

  @Override
  public Optional<Tenant> tenant(String slug) {
    return Optional.ofNullable(tenants.get(slug));
  }

  @Override
  public void put(Tenant tenant) {
    tenants.put(tenant.slug(), tenant);
  }

  @Override
  public List<Token> tokens() {
    return List.copyOf(tokens.values());
  }

  @Override
  public Optional<Token> token(Sha256 hash) {
    return tokens.values().stream().filter(token -> token.hash().equals(hash)).findFirst();
  }

  @Override
  public void put(Token token) {
    tokens.put(token.name(), token);
  }

  @Override
  public boolean revoke(String name) {
    return tokens.remove(name) != null;
  }
}
