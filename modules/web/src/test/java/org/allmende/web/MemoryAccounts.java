package org.allmende.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.store.Deed;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;

/// Accounts kept in memory, with what was done to them in a trail.
public final class MemoryAccounts implements AccountStore {

  private final Map<String, Tenant> tenants = new ConcurrentSkipListMap<>();
  private final Map<String, Crest> crests = new ConcurrentSkipListMap<>();
  private final Map<String, TenantRules> rules = new ConcurrentSkipListMap<>();
  private final Map<String, Token> tokens = new ConcurrentSkipListMap<>();
  private final Map<String, Person> persons = new ConcurrentSkipListMap<>();
  private final MemoryTrail trail;

  public MemoryAccounts() {
    this(new MemoryTrail());
  }

  MemoryAccounts(MemoryTrail trail) {
    this.trail = trail;
  }

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
  public void put(Tenant tenant, Optional<Crest> crest, Deed deed) {
    put(tenant);
    crest.ifPresent(one -> crests.put(tenant.slug(), one));
    trail.note(deed);
  }

  @Override
  public Optional<Crest> crest(String tenant) {
    return Optional.ofNullable(crests.get(tenant));
  }

  @Override
  public Optional<TenantRules> rules(String tenant) {
    return Optional.ofNullable(rules.get(tenant));
  }

  @Override
  public void put(TenantRules wanted, Deed deed) {
    if (!wanted.equals(rules.put(wanted.tenant(), wanted))) {
      trail.note(deed);
    }
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
  public void put(Token token, Deed deed) {
    put(token);
    trail.note(deed);
  }

  @Override
  public void change(Sha256 token, UnaryOperator<Token> change) {
    token(token).map(change).ifPresent(this::put);
  }

  @Override
  public boolean revoke(String name, Deed deed) {
    boolean known = tokens.remove(name) != null;
    if (known) {
      trail.note(deed);
    }
    return known;
  }

  @Override
  public List<Person> persons() {
    return List.copyOf(persons.values());
  }

  @Override
  public Optional<Person> person(String login) {
    return Optional.ofNullable(persons.get(login));
  }

  @Override
  public Person put(String login, Function<Optional<Person>, Person> made, Deed... deeds) {
    Optional<Person> before = person(login);
    Person person = made.apply(before);
    persons.put(login, person);
    if (!before.equals(Optional.of(person))) {
      List.of(deeds).forEach(trail::note);
    }
    return person;
  }

  @Override
  public void erase(Person person, String pseudonym, Deed deed) {
    persons.remove(person.login());
    trail.note(deed);
  }
}
