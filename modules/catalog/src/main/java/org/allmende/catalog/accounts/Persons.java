package org.allmende.catalog.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.PasswordRules.Fault;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Deed.What;
import org.allmende.model.Sha256;

/// The persons with an account here. Nobody is given a password: a new account comes with a link,
/// good for one use and a few days, by which its owner sets one.
public final class Persons {

  /// How long a link is good.
  public static final Duration LINK_LIFE = Duration.ofDays(3);

  /// The most accounts.
  private static final int MOST = 10_000;

  private final AccountStore store;
  private final InstantSource clock;
  private final Passwords passwords;
  private final boolean takePasswords;

  public Persons(AccountStore store, InstantSource clock, Passwords passwords) {
    this(store, clock, passwords, true);
  }

  /// @param takePasswords whether anybody signs in with a password of this installation
  public Persons(
      AccountStore store, InstantSource clock, Passwords passwords, boolean takePasswords) {
    this.store = store;
    this.clock = clock;
    this.passwords = passwords;
    this.takePasswords = takePasswords;
  }

  /// Whether anybody signs in with a password of this installation.
  public boolean takePasswords() {
    return takePasswords;
  }

  /// How setting a password went.
  public sealed interface Setting {

    record Done(Person person) implements Setting {}

    record Refused(Fault fault) implements Setting {}

    /// The link is not known, was used or has expired; or the old password is wrong.
    record NotAllowed() implements Setting {}
  }

  public List<Person> all() {
    return store.persons();
  }

  public Optional<Person> find(String login) {
    return Person.isLogin(login) ? store.person(login) : Optional.empty();
  }

  /// The persons with a role for a tenant.
  public List<Person> of(String tenant) {
    return store.persons().stream().filter(p -> p.effectiveRoles().containsKey(tenant)).toList();
  }

  /// Whether there are as many accounts as there may be.
  public boolean areFull() {
    return store.persons().size() >= MOST;
  }

  /// Adds an account that may do nothing yet.
  ///
  /// @param by who does, as the trail names them
  /// @throws IllegalArgumentException when there is one of this login, or login or name are not
  ///   possible
  public synchronized Person add(String login, String name, String by) {
    Person person = Person.of(Person.login(login), name.strip(), clock.instant());
    List<Person> known = store.persons();
    if (known.stream().anyMatch(one -> one.login().equals(person.login()))) {
      throw taken(person.login());
    }
    if (known.size() >= MOST) {
      throw new IllegalArgumentException("there are " + MOST + " accounts already");
    }
    return store.put(
        person.login(),
        there -> {
          if (there.isPresent()) {
            throw taken(person.login());
          }
          return person;
        },
        new Deed(by, What.PERSON_ADDED, "", person.login()));
  }

  private static IllegalArgumentException taken(String login) {
    return new IllegalArgumentException("there is an account " + login + " already");
  }

  /// Gives somebody a role for a tenant, in place of the one they had.
  ///
  /// @throws IllegalArgumentException when there is no such account or tenant
  public Person give(String login, String tenant, Role role, String by) {
    if (store.tenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + tenant);
    }
    return change(
        login,
        person -> person.with(tenant, role),
        new Deed(by, What.ROLE_GIVEN, tenant, login, role.code()));
  }

  /// Takes somebody's role for a tenant away; false when they have none.
  public boolean take(String login, String tenant, String by) {
    if (find(login).isEmpty()) {
      return false;
    }
    var had = new AtomicBoolean();
    change(
        login,
        person -> {
          had.set(person.roles().containsKey(tenant));
          return person.without(tenant);
        },
        new Deed(by, What.ROLE_TAKEN, tenant, login));
    return had.get();
  }

  /// Makes somebody an operator, or one no more.
  public Person operator(String login, boolean now, String by) {
    return change(
        login,
        person -> person.asOperator(now),
        new Deed(by, now ? What.ROLE_GIVEN : What.ROLE_TAKEN, "", login, "operator"));
  }

  /// Closes an account, or opens it again. Sessions end at once.
  public Person disable(String login, boolean now, String by) {
    return change(
        login,
        person -> person.asDisabled(now),
        new Deed(by, now ? What.PERSON_DISABLED : What.PERSON_ENABLED, "", login));
  }

  /// Makes a link by which a password can be set, and returns its secret, which is not kept. The
  /// link before it does not work any more; the password works until there is another.
  ///
  /// @throws IllegalArgumentException when there is no such account, it is closed, or nobody signs
  ///   in with a password here
  public String link(String login, String by) {
    String secret = Accounts.random();
    var link = new Person.Link(Accounts.hash(secret), clock.instant().plus(LINK_LIFE));
    change(login, person -> linked(person, link), new Deed(by, What.LINK_MADE, "", login));
    return secret;
  }

  private Person linked(Person person, Person.Link link) {
    if (person.disabled()) {
      throw new IllegalArgumentException("the account " + person.login() + " is closed");
    }
    if (!takePasswords || person.outside() != null) {
      throw new IllegalArgumentException(person.login() + " does not sign in with a password here");
    }
    return person.linked(link);
  }

  /// Whose link this is; empty when it is not known, was used or has expired.
  public Optional<Person> byLink(String secret) {
    Sha256 hash = Accounts.hash(secret);
    Instant now = clock.instant();
    return store.persons().stream().filter(person -> opens(person, hash, now)).findFirst();
  }

  private boolean opens(Person person, Sha256 hash, Instant now) {
    Person.Link link = person.link();
    return takePasswords
        && link != null
        && !person.disabled()
        && link.hash().equals(hash)
        && now.isBefore(link.until());
  }

  /// Sets a password by a link, which is used up by that.
  public Setting set(String secret, String password) {
    Optional<Person> found = byLink(secret);
    if (found.isEmpty()) {
      return new Setting.NotAllowed();
    }
    Optional<Fault> fault = PasswordRules.fault(password, found.get().login());
    if (fault.isPresent()) {
      return new Setting.Refused(fault.get());
    }
    Sha256 link = Accounts.hash(secret);
    return set(found.get().login(), person -> opens(person, link, clock.instant()), password);
  }

  /// Changes a password for whoever knows the old one.
  public Setting change(String login, String old, String password) {
    Optional<Person> found = signIn(login, old);
    if (found.isEmpty()) {
      return new Setting.NotAllowed();
    }
    Optional<Fault> fault = PasswordRules.fault(password, login);
    if (fault.isPresent()) {
      return new Setting.Refused(fault.get());
    }
    return set(login, hasPasswordOf(found.get()), password);
  }

  private static Predicate<Person> hasPasswordOf(Person person) {
    return one -> Objects.equals(one.password(), person.password());
  }

  private Setting set(String login, Predicate<Person> still, String password) {
    return secured(login, still, password, new Deed(login, What.PASSWORD_SET, "", login))
        .<Setting>map(Setting.Done::new)
        .orElseGet(Setting.NotAllowed::new);
  }

  /// Gives somebody another password; empty where something has come in between.
  private Optional<Person> secured(
      String login, Predicate<Person> still, String password, Deed deed) {
    String hash = passwords.hash(PasswordRules.normal(password));
    Person now = change(login, person -> still.test(person) ? person.secured(hash) : person, deed);
    return Optional.of(now).filter(person -> hash.equals(person.password()));
  }

  /// Who signs in with a login and a password. It takes as long whether there is such an account or
  /// not.
  public Optional<Person> signIn(String typed, String password) {
    String login = Person.login(typed);
    Optional<Person> person =
        !takePasswords || password.length() > PasswordRules.LONGEST
            ? Optional.empty()
            : find(login);
    String known = person.filter(one -> !one.disabled()).map(Person::password).orElse(null);
    String normal = password.length() > PasswordRules.LONGEST ? "" : PasswordRules.normal(password);
    if (known == null) {
      passwords.pretend(normal);
      return Optional.empty();
    }
    if (!passwords.matches(normal, known)) {
      return Optional.empty();
    }
    return passwords.isOutdated(known)
        ? secured(
            login,
            hasPasswordOf(person.get()),
            password,
            new Deed(login, What.PERSON_CHANGED, "", login, "hash"))
        : person;
  }

  /// Whether somebody signs in with a password of this installation.
  public boolean hasPassword(String login) {
    return takePasswords && find(login).map(Person::password).isPresent();
  }

  /// Who acts in a session that began when somebody had this password; empty once they have
  /// another, or the account is closed.
  public Optional<Actor> actor(String login, String passwordThen) {
    return find(login)
        .filter(person -> !person.disabled() && passwordThen.equals(person.password()))
        .filter(_ -> takePasswords)
        .map(Actor::of);
  }

  /// Who acts in a session that an identity provider opened for somebody; empty once the account is
  /// closed, or stands for somebody else.
  public Optional<Actor> actorOutside(String login, String issuer, String subject) {
    return find(login)
        .filter(person -> !person.disabled() && isKnownAs(person, issuer, subject))
        .map(Actor::of);
  }

  private static boolean isKnownAs(Person person, String issuer, String subject) {
    Person.Outside outside = person.outside();
    return outside != null && outside.is(issuer, subject);
  }

  /// What becomes of somebody whom an identity provider has vouched for.
  public sealed interface Arrival {

    record Welcome(Person person) implements Arrival {}

    /// None of their groups means anything here, nor were they given a role here.
    record NoRole() implements Arrival {}

    /// Their account is closed.
    record Closed() implements Arrival {}

    /// Somebody else has an account of this login.
    record LoginTaken(String login) implements Arrival {}

    /// What the provider calls them is no login.
    record NoLogin() implements Arrival {}

    /// There are as many accounts as there may be.
    record Full() implements Arrival {}
  }

  /// Takes in what an identity provider says of somebody who signs in: their roles are renewed, and
  /// who comes for the first time gets an account. One that was made here for their login becomes
  /// theirs as long as nobody could sign in to it and it may not do everything.
  ///
  /// @param allowed what their groups allow
  public synchronized Arrival arrive(Identity identity, GroupRoles.Allowed allowed) {
    var roles = new TreeMap<>(allowed.roles());
    roles.keySet().removeIf(tenant -> store.tenant(tenant).isEmpty());
    var now = new Person.Outside(identity.issuer(), identity.subject(), roles, allowed.operator());
    Optional<Person> known =
        store.persons().stream()
            .filter(one -> isKnownAs(one, identity.issuer(), identity.subject()))
            .findFirst();
    if (known.isPresent()) {
      return arrived(renewed(known.get(), now, identity.name()), now);
    }
    String login = Person.login(identity.login());
    if (!Person.isLogin(login)) {
      return new Arrival.NoLogin();
    }
    Optional<Person> namesake = store.person(login);
    if (namesake.isPresent()) {
      return isUnclaimed(namesake.get())
          ? arrived(renewed(namesake.get(), now, identity.name()), now)
          : new Arrival.LoginTaken(login);
    }
    if (roles.isEmpty() && !now.operator()) {
      return new Arrival.NoRole();
    }
    if (areFull()) {
      return new Arrival.Full();
    }
    String name = identity.name().isBlank() ? login : identity.name();
    return arrived(renewed(add(login, name, Deed.SIGN_IN), now, name), now);
  }

  private boolean isUnclaimed(Person person) {
    boolean closedToPasswords = person.password() == null || !takePasswords;
    return person.outside() == null && closedToPasswords && !person.mayOperate();
  }

  private static Arrival arrived(Person person, Person.Outside now) {
    if (!isKnownAs(person, now.issuer(), now.subject())) {
      return new Arrival.LoginTaken(person.login());
    }
    if (person.disabled()) {
      return new Arrival.Closed();
    }
    return person.effectiveRoles().isEmpty() && !person.mayOperate()
        ? new Arrival.NoRole()
        : new Arrival.Welcome(person);
  }

  /// One line of the trail for each role that comes or goes.
  private Person renewed(Person person, Person.Outside now, String name) {
    String login = person.login();
    Person.Outside before = person.outside();
    Map<String, Role> had = before == null ? Map.of() : before.roles();
    var deeds = new ArrayList<Deed>();
    if (before == null) {
      deeds.add(new Deed(Deed.SIGN_IN, What.PERSON_CHANGED, "", login, now.issuer()));
    }
    now.roles()
        .forEach((tenant, role) -> {
          if (role != had.get(tenant)) {
            deeds.add(new Deed(Deed.SIGN_IN, What.ROLE_GIVEN, tenant, login, role.code()));
          }
        });
    had.keySet().stream()
        .filter(tenant -> !now.roles().containsKey(tenant))
        .forEach(tenant -> deeds.add(new Deed(Deed.SIGN_IN, What.ROLE_TAKEN, tenant, login)));
    if (now.operator() != (before != null && before.operator())) {
      What what = now.operator() ? What.ROLE_GIVEN : What.ROLE_TAKEN;
      deeds.add(new Deed(Deed.SIGN_IN, what, "", login, "operator"));
    }
    if (deeds.isEmpty()) {
      if (renewed(name, now, person).equals(person)) {
        return person;
      }
      deeds.add(new Deed(Deed.SIGN_IN, What.PERSON_CHANGED, "", login));
    }
    return change(
        login,
        one ->
            isKnownAs(one, now.issuer(), now.subject()) || isUnclaimed(one)
                ? renewed(name, now, one)
                : one,
        deeds.toArray(Deed[]::new));
  }

  private static Person renewed(String name, Person.Outside now, Person person) {
    return name.isBlank() ? person.known(now) : person.named(name).known(now);
  }

  /// Whether an actor may make a link for somebody, or close their account: the operator for all,
  /// an administrator for persons that only tenants in their care know.
  public static boolean isInCareOf(Actor actor, Person person) {
    return actor.isOperator()
        || (!person.mayOperate()
            && !person.effectiveRoles().isEmpty()
            && person.effectiveRoles().keySet().stream()
                .allMatch(tenant -> actor.is(Role.ADMINISTRATOR, tenant)));
  }

  /// Changes an account as it is when that is written.
  private Person change(String login, UnaryOperator<Person> change, Deed... deeds) {
    return store.put(
        login,
        known ->
            change.apply(
                known.orElseThrow(
                    () -> new IllegalArgumentException("there is no account " + login))),
        deeds);
  }
}
