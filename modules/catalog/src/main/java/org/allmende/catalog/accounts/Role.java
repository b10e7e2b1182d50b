package org.allmende.catalog.accounts;

import java.util.Locale;
import java.util.Optional;

/// What somebody may do for a tenant. Each role may also do what those before it may; above all of
/// them stands the operator, who may do everything for every tenant.
public enum Role {
  /// Sees what is not published yet.
  READER,
  /// Hands in data, and works on what is not published yet.
  EDITOR,
  /// Publishes, replaces and withdraws.
  PUBLISHER,
  /// Looks after members, tokens, settings and harvest sources.
  ADMINISTRATOR;

  /// Whether this role may do what another may.
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /// The one of two that may do more.
  Role or(Role other) {
    return includes(other) ? this : other;
  }

  /// The name used in JSON and in commands, in lower case.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role with this name; empty where there is none.
  public static Optional<Role> of(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
