package org.allmende.catalog.accounts;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.allmende.model.Sha256;
import org.jspecify.annotations.Nullable;

/// Somebody with an account here.
///
/// @param login what they sign in with, a short name or their e-mail address; in lower case
/// @param name as others see it
/// @param roles what they may do, by the tenants' slugs, as it was given to them here
/// @param operator whether they may do everything, as it was given to them here
/// @param disabled whether the account is closed for now
/// @param password hash of the password; null until one is set
/// @param link by which a password can be set, once; null where none was made
/// @param outside how somebody else knows them, who they sign in with; null where nobody does
public record Person(
    String login,
    String name,
    Map<String, Role> roles,
    boolean operator,
    boolean disabled,
    Instant created,
    @Nullable String password,
    @Nullable Link link,
    @Nullable Outside outside) {

  /// The longest shown name, in characters.
  public static final int LONGEST_NAME = 100;

  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._+@-]{1,99}");

  /// A link that sets a password, once.
  ///
  /// @param hash SHA-256 of its secret
  /// @param until when it expires
  public record Link(Sha256 hash, Instant until) {}

  /// How an identity provider knows a person.
  ///
  /// @param issuer who says so
  /// @param subject by what name, which never changes and is never given to somebody else
  /// @param roles what their groups allowed when they signed in last, by the tenants' slugs
  /// @param operator whether their groups allowed everything then
  public record Outside(String issuer, String subject, Map<String, Role> roles, boolean operator) {
    public Outside {
      roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    /// Whether this is whom a provider speaks of.
    public boolean is(String otherIssuer, String otherSubject) {
      return issuer.equals(otherIssuer) && subject.equals(otherSubject);
    }
  }

  public Person {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException(
          "not a login: " + login + "; possible are a name like anna.beck, or an e-mail address");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a name has 1 to " + LONGEST_NAME + " characters");
    }
    roles = Collections.unmodifiableMap(new TreeMap<>(roles));
  }

  /// A new account, which nobody can sign in to yet.
  public static Person of(String login, String name, Instant created) {
    return new Person(login, name, Map.of(), false, false, created, null, null, null);
  }

  /// What they may do, by the tenants' slugs: the higher of what was given to them here and what
  /// their groups allow.
  public Map<String, Role> effectiveRoles() {
    Outside known = outside;
    if (known == null) {
      return roles;
    }
    var all = new TreeMap<>(roles);
    known.roles().forEach((tenant, role) -> all.merge(tenant, role, Role::or));
    return Collections.unmodifiableMap(all);
  }

  /// Whether they may do everything, by whatever way.
  public boolean mayOperate() {
    return operator || (outside != null && outside.operator());
  }

  /// A login as it is kept, however it was typed.
  public static String login(String typed) {
    String bare = typed.strip();
    // There are signs far from ASCII whose small letter is a "k".
    return bare.chars().allMatch(c -> c < 128) ? bare.toLowerCase(Locale.ROOT) : bare;
  }

  /// Whether a text can be a login, as it is kept.
  public static boolean isLogin(String text) {
    return LOGIN.matcher(text).matches();
  }

  public Person with(String tenant, Role role) {
    var more = new TreeMap<>(roles);
    more.put(tenant, role);
    return new Person(login, name, more, operator, disabled, created, password, link, outside);
  }

  public Person without(String tenant) {
    var fewer = new TreeMap<>(roles);
    fewer.remove(tenant);
    return new Person(login, name, fewer, operator, disabled, created, password, link, outside);
  }

  public Person asOperator(boolean now) {
    return new Person(login, name, roles, now, disabled, created, password, link, outside);
  }

  public Person asDisabled(boolean now) {
    return new Person(
        login, name, roles, operator, now, created, password, now ? null : link, outside);
  }

  /// With a link in place of the one before.
  public Person linked(Link next) {
    return new Person(login, name, roles, operator, disabled, created, password, next, outside);
  }

  /// With a password; links do not work any more.
  public Person secured(String hash) {
    return new Person(login, name, roles, operator, disabled, created, hash, null, outside);
  }

  /// With what a provider says of them now. They sign in there, and with no password any more.
  public Person known(Outside now) {
    return new Person(login, name, roles, operator, disabled, created, null, null, now);
  }

  /// With another shown name.
  public Person named(String now) {
    return new Person(login, now, roles, operator, disabled, created, password, link, outside);
  }

  /// Nothing that could be mistaken for a secret.
  @Override
  public String toString() {
    return "Person[" + login + "]";
  }
}
