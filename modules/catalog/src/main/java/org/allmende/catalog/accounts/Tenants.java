package org.allmende.catalog.accounts;

import java.util.List;
import java.util.Optional;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.model.Addresses;
import org.allmende.model.Tenant;

/// Who publishes here. Each tenant has a catalogue of its own, which is published with it, and a
/// licence: its own, or the one that the installation gives to whoever names none.
public final class Tenants {

  private final AccountStore accounts;
  private final DatasetStore store;
  private final Addresses addresses;
  private final String usualLicense;

  /// @param usualLicense URI or code of the licence of tenants that name none
  public Tenants(
      AccountStore accounts, DatasetStore store, Addresses addresses, String usualLicense) {
    this.accounts = accounts;
    this.store = store;
    this.addresses = addresses;
    this.usualLicense = usualLicense;
  }

  /// Takes in a tenant, or replaces its settings; returns them as they are kept.
  public Tenant put(Tenant tenant) {
    Tenant kept = complete(tenant);
    accounts.put(kept);
    store.putGraph(addresses.catalog(kept.slug()), CatalogPage.catalog(kept, addresses));
    return kept;
  }

  /// A tenant with what the installation gives to whoever does not say it.
  public Tenant complete(Tenant tenant) {
    if (tenant.license() != null) {
      return tenant;
    }
    return new Tenant(
        tenant.slug(),
        tenant.name(),
        tenant.ags(),
        tenant.contact(),
        usualLicense,
        tenant.homepage());
  }

  /// The tenants in the order of their slugs.
  public List<Tenant> all() {
    return accounts.tenants();
  }

  /// What a tenant is called; its slug where it is not known.
  public String name(String slug) {
    return find(slug).map(Tenant::name).orElse(slug);
  }

  public Optional<Tenant> find(String slug) {
    return accounts.tenant(slug);
  }
}
