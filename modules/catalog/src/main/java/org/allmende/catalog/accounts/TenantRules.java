package org.allmende.catalog.accounts;

/// How a tenant wants work to be done.
///
/// @param tenant its slug
/// @param fourEyes whether a draft is published by somebody other than who submitted it
public record TenantRules(String tenant, boolean fourEyes) {

  /// The rules of a tenant that has set none.
  public static TenantRules usual(String tenant) {
    return new TenantRules(tenant, false);
  }
}
