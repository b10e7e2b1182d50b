package org.allmende.catalog.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Slug;

/// What the groups of an identity provider allow here. A line is a group and what it allows,
/// `redaktion=musterstadt:editor` or `it=operator`; or one line for many groups whose names follow
/// a pattern, `allmende-{tenant}-{role}`. Lines are parted by semicolons, so that names from a
/// directory, which hold commas and equals signs, can be written as they are.
public final class GroupRoles {

  private static final String OPERATOR = "operator";
  private static final String TENANT = "{tenant}";
  private static final String ROLE = "{role}";

  private final Map<String, Allowed> named;
  private final List<Pattern> patterns;

  private GroupRoles(Map<String, Allowed> named, List<Pattern> patterns) {
    this.named = Map.copyOf(named);
    this.patterns = List.copyOf(patterns);
  }

  /// What somebody may do.
  ///
  /// @param roles by the tenants' slugs
  public record Allowed(Map<String, Role> roles, boolean operator) {
    public Allowed {
      roles = Map.copyOf(roles);
    }
  }

  /// Reads the lines.
  ///
  /// @throws IllegalArgumentException naming the line that says nothing
  public static GroupRoles of(String text) {
    var named = new HashMap<String, Allowed>();
    var patterns = new ArrayList<Pattern>();
    for (String part : text.split(";", -1)) {
      String line = part.strip();
      if (line.contains(TENANT) && line.contains(ROLE)) {
        patterns.add(pattern(line));
      } else if (!line.isEmpty()) {
        int equals = line.lastIndexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(line);
        }
        Allowed allowed = allowed(line, line.substring(equals + 1).strip());
        named.merge(line.substring(0, equals).strip(), allowed, GroupRoles::both);
      }
    }
    return new GroupRoles(named, patterns);
  }

  private static Allowed allowed(String line, String said) {
    if (said.equals(OPERATOR)) {
      return new Allowed(Map.of(), true);
    }
    int colon = said.indexOf(':');
    Optional<Role> role = colon < 0 ? Optional.empty() : Role.of(said.substring(colon + 1).strip());
    String tenant = colon < 0 ? "" : said.substring(0, colon).strip();
    if (role.isEmpty() || !Slug.isValid(tenant)) {
      throw new IllegalArgumentException(line);
    }
    return new Allowed(Map.of(tenant, role.get()), false);
  }

  private static Pattern pattern(String line) {
    String quoted =
        Pattern.quote(line)
            .replace(TENANT, "\\E(?<tenant>[a-z0-9-]{1,100})\\Q")
            .replace(ROLE, "\\E(?<role>reader|editor|publisher|administrator)\\Q");
    try {
      return Pattern.compile(quoted);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(line);
    }
  }

  /// What somebody in these groups may do; of several roles for a tenant the highest.
  public Allowed allow(Set<String> groups) {
    var allowed = new Allowed(Map.of(), false);
    for (String group : groups) {
      Allowed more = named.get(group);
      if (more != null) {
        allowed = both(allowed, more);
      }
      for (Pattern pattern : patterns) {
        Matcher matcher = pattern.matcher(group);
        if (matcher.matches()) {
          allowed = both(allowed, matched(matcher));
        }
      }
    }
    return allowed;
  }

  private static Allowed matched(Matcher matcher) {
    Role role = Role.of(matcher.group("role")).orElse(Role.READER);
    return new Allowed(Map.of(matcher.group("tenant"), role), false);
  }

  private static Allowed both(Allowed one, Allowed other) {
    var roles = new HashMap<>(one.roles());
    other.roles().forEach((tenant, role) -> roles.merge(tenant, role, Role::or));
    return new Allowed(roles, one.operator() || other.operator());
  }
}
