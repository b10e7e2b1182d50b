package org.allmende.catalog.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Accounts.Wanted;

/// What the administrator of a tenant does about its members and tokens. Nobody takes over an
/// account by it that can do more than the administrator may give.
public final class Membership {

  private final Accounts accounts;
  private final Persons persons;

  public Membership(Accounts accounts, Persons persons) {
    this.accounts = accounts;
    this.persons = persons;
  }

  /// How it went.
  public sealed interface Result {

    /// It is done.
    ///
    /// @param secret of the link or token that was made, shown this once; empty where none was
    record Done(String secret) implements Result {}

    record Refused(Why why) implements Result {}
  }

  /// Why something is not done.
  public enum Why {
    UNKNOWN,
    BAD_LOGIN,
    BAD_NAME,
    /// Nobody takes their own role away, so that a tenant is not left without an administrator.
    OWN_ROLE,
    /// The role comes from a group of the identity provider, and goes only there.
    FROM_GROUP,
    /// They do not sign in with a password of this installation.
    NO_PASSWORDS,
    /// The account can do more than this tenant knows of, or is closed.
    NOT_IN_CARE,
    BAD_TOKEN_NAME,
    TOKEN_NAME_TAKEN,
    BAD_END,
    TOO_MANY
  }

  public List<Person> members(String tenant) {
    return persons.of(tenant);
  }

  public List<Token> tokens(String tenant) {
    return accounts.tokens(tenant);
  }

  /// Gives somebody a role, in place of the one they had. Who has no account yet gets one, and a
  /// link to set a password by.
  ///
  /// @param name of somebody who has no account yet; empty for the login
  public synchronized Result give(
      Actor actor, String tenant, String typed, String name, Role role) {
    String login = Person.login(typed);
    if (!Person.isLogin(login)) {
      return new Result.Refused(Why.BAD_LOGIN);
    }
    if (name.length() > Person.LONGEST_NAME) {
      return new Result.Refused(Why.BAD_NAME);
    }
    if (isSelf(actor, login) && role != Role.ADMINISTRATOR) {
      return new Result.Refused(Why.OWN_ROLE);
    }
    boolean fresh = persons.find(login).isEmpty();
    if (fresh) {
      if (persons.areFull()) {
        return new Result.Refused(Why.TOO_MANY);
      }
      persons.add(login, name.isBlank() ? login : name, actor.mark());
    }
    persons.give(login, tenant, role, actor.mark());
    boolean linked = fresh && persons.takePasswords();
    return new Result.Done(linked ? persons.link(login, actor.mark()) : "");
  }

  /// Takes somebody's role away.
  public synchronized Result take(Actor actor, String tenant, String login) {
    if (isSelf(actor, login)) {
      return new Result.Refused(Why.OWN_ROLE);
    }
    if (persons.take(login, tenant, actor.mark())) {
      return new Result.Done("");
    }
    boolean byGroup =
        persons.find(login).map(one -> one.effectiveRoles().containsKey(tenant)).orElse(false);
    return new Result.Refused(byGroup ? Why.FROM_GROUP : Why.UNKNOWN);
  }

  private static boolean isSelf(Actor actor, String login) {
    return !actor.isOperator() && actor.login().equals(login);
  }

  /// Whether the groups of an identity provider give somebody the role they have.
  public static boolean isFromGroup(Person person, String tenant) {
    Person.Outside outside = person.outside();
    Role byGroup = outside == null ? null : outside.roles().get(tenant);
    return byGroup != null && byGroup == person.effectiveRoles().get(tenant);
  }

  /// Whether somebody signs in with a password of this installation, so that a link can set one.
  public boolean signsInHere(Person person) {
    return persons.takePasswords() && person.outside() == null;
  }

  /// Makes a new link for a member who forgot the password.
  public synchronized Result link(Actor actor, String tenant, String login) {
    Optional<Person> member =
        persons.find(login).filter(one -> one.effectiveRoles().containsKey(tenant));
    if (member.isEmpty()) {
      return new Result.Refused(Why.UNKNOWN);
    }
    if (!signsInHere(member.get())) {
      return new Result.Refused(Why.NO_PASSWORDS);
    }
    return member.get().disabled() || !Persons.isInCareOf(actor, member.get())
        ? new Result.Refused(Why.NOT_IN_CARE)
        : new Result.Done(persons.link(login, actor.mark()));
  }

  /// Makes a token.
  public synchronized Result token(
      Actor actor, String tenant, String typed, Role role, Instant expires, Instant now) {
    String name = typed.strip();
    if (name.isEmpty() || name.length() > Accounts.LONGEST_NAME) {
      return new Result.Refused(Why.BAD_TOKEN_NAME);
    }
    if (!expires.isAfter(now)) {
      return new Result.Refused(Why.BAD_END);
    }
    if (accounts.isTaken(name)) {
      return new Result.Refused(Why.TOKEN_NAME_TAKEN);
    }
    if (accounts.tokens(tenant).size() >= Accounts.MOST_TOKENS) {
      return new Result.Refused(Why.TOO_MANY);
    }
    var wanted = new Wanted(name, tenant, role, expires);
    return new Result.Done(accounts.create(wanted, actor.mark(), actor.login()));
  }

  /// Takes a token's power away.
  public synchronized Result revoke(Actor actor, String tenant, String name) {
    boolean known = accounts.tokens(tenant).stream().anyMatch(one -> one.name().equals(name));
    return known && accounts.revoke(name, actor.mark())
        ? new Result.Done("")
        : new Result.Refused(Why.UNKNOWN);
  }
}
