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
      throw new IllegalArgumentException("there is an account " + person.login() + " already");
    }
    if (known.size() >= MOST) {
      throw new IllegalArgumentException("there are " + MOST + " accounts already");
    }
    store.put(person, new Deed(by, What.PERSON_ADDED, "", person.login()));
    return person;
  }

  /// Gives somebody a role for a tenant, in place of the one they had.
  ///
  /// @throws IllegalArgumentException when there is no such account or tenant
  public synchronized Person give(String login, String tenant, Role role, String by) {
    Person person = require(login);
    if (store.tenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + tenant);
    }
    if (role == person.roles().get(tenant)) {
      return person;
    }
    return put(
        person.with(tenant, role), new Deed(by, What.ROLE_GIVEN, tenant, login, role.code()));
  }

  /// Takes somebody's role for a tenant away; false when they have none.
  public synchronized boolean take(String login, String tenant, String by) {
    Optional<Person> person = find(login).filter(one -> one.roles().containsKey(tenant));
    person.ifPresent(
        one -> put(one.without(tenant), new Deed(by, What.ROLE_TAKEN, tenant, one.login())));
    return person.isPresent();
  }

  /// Makes somebody an operator, or one no more.
  public synchronized Person operator(String login, boolean now, String by) {
    Person person = require(login);
    return person.operator() == now
        ? person
        : put(
            person.asOperator(now),
            new Deed(by, now ? What.ROLE_GIVEN : What.ROLE_TAKEN, "", login, "operator"));
  }

  /// Closes an account, or opens it again. Sessions end at once.
  public synchronized Person disable(String login, boolean now, String by) {
    Person person = require(login);
    return person.disabled() == now
        ? person
        : put(
            person.asDisabled(now),
            new Deed(by, now ? What.PERSON_DISABLED : What.PERSON_ENABLED, "", login));
  }

  /// Makes a link by which a password can be set, and returns its secret, which is not kept. The
  /// link before it does not work any more; the password works until there is another.
  ///
  /// @throws IllegalArgumentException when there is no such account, it is closed, or nobody signs
  ///   in with a password here
  public synchronized String link(String login, String by) {
    Person person = require(login);
    if (person.disabled()) {
      throw new IllegalArgumentException("the account " + login + " is closed");
    }
    if (!takePasswords || person.outside() != null) {
      throw new IllegalArgumentException(login + " does not sign in with a password here");
    }
    String secret = Accounts.random();
    var link = new Person.Link(Accounts.hash(secret), clock.instant().plus(LINK_LIFE));
    put(person.linked(link), new Deed(by, What.LINK_MADE, "", login));
    return secret;
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
    String hash = passwords.hash(PasswordRules.normal(password));
    synchronized (this) {
      return byLink(secret)
          .<Setting>map(person -> new Setting.Done(secured(person, hash)))
          .orElseGet(Setting.NotAllowed::new);
    }
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
    String hash = passwords.hash(PasswordRules.normal(password));
    synchronized (this) {
      return find(login)
          .filter(one -> Objects.equals(one.password(), found.get().password()))
          .<Setting>map(person -> new Setting.Done(secured(person, hash)))
          .orElseGet(Setting.NotAllowed::new);
    }
  }

  private Person secured(Person person, String hash) {
    String login = person.login();
    return put(person.secured(hash), new Deed(login, What.PASSWORD_SET, "", login));
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
    return passwords.isOutdated(known) ? renewed(login, known, normal) : person;
  }

  private Optional<Person> renewed(String login, String known, String password) {
    String hash = passwords.hash(password);
    synchronized (this) {
      return find(login)
          .filter(one -> known.equals(one.password()))
          .map(person ->
              put(person.secured(hash), new Deed(login, What.PERSON_CHANGED, "", login, "hash")));
    }
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
      return arrived(renewed(known.get(), now, identity.name()));
    }
    String login = Person.login(identity.login());
    if (!Person.isLogin(login)) {
      return new Arrival.NoLogin();
    }
    Optional<Person> namesake = store.person(login);
    if (namesake.isPresent()) {
      return isUnclaimed(namesake.get())
          ? arrived(renewed(namesake.get(), now, identity.name()))
          : new Arrival.LoginTaken(login);
    }
    if (roles.isEmpty() && !now.operator()) {
      return new Arrival.NoRole();
    }
    if (areFull()) {
      return new Arrival.Full();
    }
    String name = identity.name().isBlank() ? login : identity.name();
    return arrived(renewed(add(login, name, Deed.SIGN_IN), now, name));
  }

  private boolean isUnclaimed(Person person) {
    boolean closedToPasswords = person.password() == null || !takePasswords;
    return person.outside() == null && closedToPasswords && !person.mayOperate();
  }

  private static Arrival arrived(Person person) {
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
    Person renewed = name.isBlank() ? person.known(now) : person.named(name).known(now);
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
    if (deeds.isEmpty() && !renewed.equals(person)) {
      deeds.add(new Deed(Deed.SIGN_IN, What.PERSON_CHANGED, "", login));
    }
    deeds.forEach(deed -> store.put(renewed, deed));
    return renewed;
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

  private Person put(Person person, Deed deed) {
    store.put(person, deed);
    return person;
  }

  private Person require(String login) {
    return find(login)
        .orElseThrow(() -> new IllegalArgumentException("there is no account " + login));
  }
}
