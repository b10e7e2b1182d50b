package org.allmende.catalog.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.catalog.store.StoreAway;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// Tenants, and the tokens by which programs act for them.
public final class Accounts {

  /// Every secret starts like this, so that scanners recognise one that leaked.
  public static final String PREFIX = "allmende_";

  /// How long a token is good that is made on a page, unless said otherwise.
  public static final Duration USUAL_LIFE = Duration.ofDays(365);

  /// The most tokens a tenant has.
  static final int MOST_TOKENS = 500;

  static final int LONGEST_NAME = 100;

  /// Whoever has the secret given from outside. No token of this name is made.
  private static final Actor BOOTSTRAP =
      new Actor("bootstrap", "", Deed.TOKEN + "bootstrap", true, Map.of());

  private static final Duration NOTE_PAUSE = Duration.ofMinutes(1);
  private static final int SECRET_BYTES = 30;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AccountStore store;
  private final InstantSource clock;
  private final @Nullable Sha256 bootstrap;

  /// When it is noted again that tokens are used.
  private volatile Instant noteAfter = Instant.MIN;

  /// @param bootstrap an operator's secret given from outside; empty when there is none
  public Accounts(AccountStore store, InstantSource clock, String bootstrap) {
    this.store = store;
    this.clock = clock;
    this.bootstrap = bootstrap.isEmpty() ? null : hash(bootstrap);
  }

  /// Who acts: a person, or a program by its token.
  ///
  /// @param name as shown
  /// @param login of the person who acts, or who made the token; empty where nobody is known
  /// @param mark how the trail names them, see [Deed#by]
  /// @param isOperator whether they may do everything
  /// @param roles what they may do otherwise, by the tenants' slugs
  public record Actor(
      String name, String login, String mark, boolean isOperator, Map<String, Role> roles) {

    public Actor {
      roles = Map.copyOf(roles);
    }

    static Actor of(Token token) {
      String tenant = token.tenant();
      Role role = token.role();
      return new Actor(
          token.name(),
          token.maker() == null ? "" : token.maker(),
          Deed.TOKEN + token.name(),
          tenant == null,
          tenant == null ? Map.of() : Map.of(tenant, role == null ? Role.ADMINISTRATOR : role));
    }

    static Actor of(Person person) {
      return new Actor(
          person.name(),
          person.login(),
          person.login(),
          person.mayOperate(),
          person.effectiveRoles());
    }

    /// Whether this actor may do for a tenant what a role may.
    public boolean is(Role role, String tenant) {
      Role own = roles.get(tenant);
      return isOperator || (own != null && own.includes(role));
    }

    /// Whether this actor may see what a tenant has not published.
    public boolean mayRead(String tenant) {
      return is(Role.READER, tenant);
    }

    /// Whether this actor may hand in data for a tenant and work on its drafts.
    public boolean mayWrite(String tenant) {
      return is(Role.EDITOR, tenant);
    }

    /// Whether this actor may decide what of a tenant is public.
    public boolean mayPublish(String tenant) {
      return is(Role.PUBLISHER, tenant);
    }

    /// The one tenant this actor may do anything for; empty where there are none or several.
    public Optional<String> onlyTenant() {
      return !isOperator && roles.size() == 1
          ? roles.keySet().stream().findFirst()
          : Optional.empty();
    }

    /// Who answers for what is done: the person, also behind a token they have made.
    public String answers() {
      return login.isEmpty() ? mark : login;
    }
  }

  /// A token to be made.
  ///
  /// @param tenant null for an operator's
  /// @param role what it may do for the tenant; null for everything
  /// @param expires when it ends; null for never
  public record Wanted(
      String name, @Nullable String tenant, @Nullable Role role, @Nullable Instant expires) {}

  /// Whoever the trail names, with what they may do now; empty where nobody has that name, or has
  /// it only since later.
  ///
  /// @param mark how the trail names them, see [Deed#by]
  /// @param since when the name was noted
  public Optional<Actor> actor(String mark, Instant since) {
    if (!mark.startsWith(Deed.TOKEN)) {
      return Person.isLogin(mark)
          ? store.person(mark).filter(person -> !person.disabled()).map(Actor::of)
          : Optional.empty();
    }
    if (mark.equals(BOOTSTRAP.mark())) {
      return Optional.of(BOOTSTRAP).filter(_ -> bootstrap != null);
    }
    String name = mark.substring(Deed.TOKEN.length());
    Instant now = clock.instant();
    return store.tokens().stream()
        .filter(token -> token.name().equals(name))
        .filter(token -> !token.created().isAfter(since) && !token.isOver(now))
        .findFirst()
        .map(Actor::of);
  }

  /// Whose secret this is.
  public Optional<Actor> authenticate(String secret) {
    Sha256 hash = hash(secret);
    if (hash.equals(bootstrap)) {
      return Optional.of(BOOTSTRAP);
    }
    Instant now = clock.instant();
    Optional<Token> token = store.token(hash).filter(one -> !one.isOver(now));
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (token.isPresent() && !today.equals(token.get().lastUsed()) && now.isAfter(noteAfter)) {
      used(hash, today);
    }
    return token.map(Actor::of);
  }

  /// Notes the day, once a day. That a token works does not depend on it, and nobody waits again
  /// and again for a store that is away.
  private synchronized void used(Sha256 hash, LocalDate day) {
    try {
      store.change(hash, token -> token.used(day));
    } catch (OutOfSpace | ReadOnly | StoreAway _) {
      // Noted when there is room again, and by the node that writes.
      noteAfter = clock.instant().plus(NOTE_PAUSE);
    }
  }

  /// Makes a token that may do everything, for one tenant or for all, and returns its secret, which
  /// is not kept.
  ///
  /// @param tenant null for an operator's token
  /// @throws IllegalArgumentException when the name is taken or the tenant unknown
  public String create(String name, @Nullable String tenant) {
    return create(new Wanted(name, tenant, null, null), Deed.COMMAND, "");
  }

  /// Makes a token and returns its secret, which is not kept.
  ///
  /// @param by who makes it, as the trail names them
  /// @param maker login of the person who makes it; empty where nobody is known
  /// @throws IllegalArgumentException when the name is taken or the tenant unknown
  public synchronized String create(Wanted wanted, String by, String maker) {
    String name = wanted.name();
    String tenant = wanted.tenant();
    Instant now = clock.instant();
    Instant expires = wanted.expires();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a token needs a name of 1 to 100 characters");
    }
    if (expires != null && !expires.isAfter(now)) {
      throw new IllegalArgumentException("a token ends in the future, not at " + expires);
    }
    List<Token> known = store.tokens();
    if (isTaken(name)) {
      throw new IllegalArgumentException("there is a token named " + name + " already");
    }
    if (tenant != null && store.tenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + tenant);
    }
    if (known.stream().filter(t -> Objects.equals(t.tenant(), tenant)).count() >= MOST_TOKENS) {
      throw new IllegalArgumentException("there are too many tokens; revoke some first");
    }
    String secret = PREFIX + random();
    String role = wanted.role() == null ? "" : wanted.role().code();
    store.put(
        new Token(
            name,
            hash(secret),
            tenant,
            now,
            wanted.role(),
            expires,
            null,
            maker.isEmpty() ? null : maker),
        new Deed(by, Deed.What.TOKEN_MADE, tenant == null ? "" : tenant, name, role));
    return secret;
  }

  /// Whether there is a token of this name, or must not be.
  boolean isTaken(String name) {
    return name.equals(BOOTSTRAP.name())
        || store.tokens().stream().anyMatch(token -> token.name().equals(name));
  }

  /// Takes a token's power away; false when there is none of this name.
  public boolean revoke(String name) {
    return revoke(name, Deed.COMMAND);
  }

  /// Takes a token's power away; false when there is none of this name.
  ///
  /// @param by who does, as the trail names them
  public synchronized boolean revoke(String name, String by) {
    Optional<Token> token = store.tokens().stream().filter(t -> t.name().equals(name)).findFirst();
    if (token.isEmpty()) {
      return false;
    }
    String tenant = token.get().tenant();
    return store.revoke(
        name, new Deed(by, Deed.What.TOKEN_REVOKED, tenant == null ? "" : tenant, name));
  }

  public List<Token> tokens() {
    return store.tokens();
  }

  /// The tokens of a tenant.
  public List<Token> tokens(String tenant) {
    return store.tokens().stream().filter(token -> tenant.equals(token.tenant())).toList();
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

  /// The tenant whose domain a host name is.
  public Optional<Tenant> tenantAt(String host) {
    return store.tenants().stream().filter(one -> host.equals(one.look().domain())).findFirst();
  }

  /// The crest of a tenant.
  public Optional<Crest> crest(String tenant) {
    return store.crest(tenant);
  }

  /// How a tenant wants work to be done.
  public TenantRules rules(String tenant) {
    return store.rules(tenant).orElseGet(() -> TenantRules.usual(tenant));
  }

  /// Changes how a tenant wants work to be done.
  ///
  /// @param by who does, as the trail names them
  public void put(TenantRules rules, String by) {
    String detail = rules.fourEyes() ? "four-eyes" : "";
    store.put(
        rules, new Deed(by, Deed.What.SETTINGS_CHANGED, rules.tenant(), rules.tenant(), detail));
  }

  /// A secret nobody can guess.
  static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Sha256 hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
  }
}
