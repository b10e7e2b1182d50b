package org.allmende.catalog.moving;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.look.Crest;
import org.allmende.model.Tenant;

/// What a tenant owns besides its datasets.
///
/// @param crest the picture the tenant names, at most one
/// @param members people with a role in it; their passwords stay where they are
/// @param tokens by their hashes, so that they go on working
record Belongings(
    Tenant tenant,
    List<Crest> crest,
    TenantRules rules,
    List<Member> members,
    List<AccountStore.Token> tokens,
    List<Source> sources) {

  /// Somebody who works for the tenant.
  record Member(String login, String name, Role role) {
    Member {
      requireNonNull(role, "the role of " + login);
    }
  }

  Belongings {
    crest = List.copyOf(Objects.requireNonNullElse(crest, List.<Crest>of()));
    members = List.copyOf(members);
    tokens = List.copyOf(tokens);
    sources = List.copyOf(sources);
  }
}
