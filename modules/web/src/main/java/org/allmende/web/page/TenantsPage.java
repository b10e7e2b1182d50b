package org.allmende.web.page;

import java.util.List;

/// Who publishes here, in the order of their names.
///
/// @param total how many there are that fit what is looked for
/// @param find the part of a name that is looked for; empty for all
/// @param tenants those of this page
public record TenantsPage(long total, String find, List<TenantLink> tenants, List<PageLink> pages) {

  public TenantsPage {
    tenants = List.copyOf(tenants);
    pages = List.copyOf(pages);
  }
}
