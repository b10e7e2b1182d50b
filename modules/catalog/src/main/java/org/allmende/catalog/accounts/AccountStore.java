package org.allmende.catalog.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.store.Deed;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// Who publishes here and who may do what: tenants, persons and tokens. Kept where the truth is
/// kept; a deed given along is noted in the same transaction.
public interface AccountStore {

  List<Tenant> tenants();

  Optional<Tenant> tenant(String slug);

  /// Adds a tenant or replaces its settings.
  void put(Tenant tenant);

  /// The same with a new crest, or with the one it has; a crest that the tenant does not name is
  /// forgotten.
  void put(Tenant tenant, Optional<Crest> crest, Deed deed);

  /// The crest a tenant names.
  Optional<Crest> crest(String tenant);

  /// How a tenant wants work to be done; empty where it has not said.
  Optional<TenantRules> rules(String tenant);

  /// Says how a tenant wants work to be done, and notes it if that is something else than before.
  void put(TenantRules rules, Deed deed);

  List<Token> tokens();

  Optional<Token> token(Sha256 hash);

  void put(Token token);

  void put(Token token, Deed deed);

  /// Changes a token as it is at the moment of writing; nothing happens where there is none any
  /// more.
  void change(Sha256 token, UnaryOperator<Token> change);

  /// Removes a token by its name; false when there is none.
  boolean revoke(String name, Deed deed);

  /// The persons in the order of their logins.
  List<Person> persons();

  Optional<Person> person(String login);

  /// Makes a person from what is known of them at the moment of writing, whichever node has written
  /// it last, and notes each deed if that changes anything. How it is made may be asked more than
  /// once; an [IllegalArgumentException] that it throws comes to the caller, and nothing is
  /// written.
  Person put(String login, Function<Optional<Person>, Person> made, Deed... deeds);

  /// Removes a person, and calls them otherwise where the trail and tokens name them.
  void erase(Person person, String pseudonym, Deed deed);

  /// Leave to act, shown once when it is made and kept as a hash only.
  ///
  /// @param name what it is for; unique
  /// @param hash SHA-256 of the secret
  /// @param tenant whose data it is for; null for the operator, who may do everything
  /// @param created when it was made
  /// @param role what it may do for the tenant; null for everything
  /// @param expires when it ends; null for never
  /// @param lastUsed the last day it was used; null where it never was
  /// @param maker login of the person who made it; null where nobody is known
  record Token(
      String name,
      Sha256 hash,
      @Nullable String tenant,
      Instant created,
      @Nullable Role role,
      @Nullable Instant expires,
      @Nullable LocalDate lastUsed,
      @Nullable String maker) {

    /// A token that may do everything and does not end.
    public Token(String name, Sha256 hash, @Nullable String tenant, Instant created) {
      this(name, hash, tenant, created, null, null, null, null);
    }

    /// Whether it has ended.
    public boolean isOver(Instant now) {
      return expires != null && !now.isBefore(expires);
    }

    /// The same with its maker called otherwise.
    public Token madeBy(String other) {
      return new Token(name, hash, tenant, created, role, expires, lastUsed, other);
    }

    Token used(LocalDate day) {
      return new Token(name, hash, tenant, created, role, expires, day, maker);
    }
  }
}
