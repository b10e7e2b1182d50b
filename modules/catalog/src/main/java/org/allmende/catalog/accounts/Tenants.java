package org.allmende.catalog.accounts;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.model.Addresses;
import org.allmende.model.Finding;
import org.allmende.model.Look;
import org.allmende.model.Severity;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

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

  /// Takes in a tenant, or replaces its settings; a look that it does not say stays. Returns them
  /// as they are kept.
  public Tenant put(Tenant tenant) {
    Look known = find(tenant.slug()).map(Tenant::look).orElse(Look.PLAIN);
    boolean silent = tenant.look().equals(Look.PLAIN);
    Tenant kept = complete(tenant.with(silent ? known : tenant.look().with(known.crest())));
    accounts.put(kept);
    publish(kept);
    return kept;
  }

  private void publish(Tenant kept) {
    store.putGraph(addresses.catalog(kept.slug()), CatalogPage.catalog(kept, addresses));
  }

  /// Takes in a new tenant.
  ///
  /// @param by who does, as the trail names them
  public Tenant add(Tenant tenant, String by) {
    Tenant kept = complete(tenant);
    String slug = kept.slug();
    accounts.put(kept, Optional.empty(), new Deed(by, Deed.What.TENANT_ADDED, slug, slug));
    publish(kept);
    return kept;
  }

  /// Changes what a tenant says of itself; nothing is written where nothing is new.
  ///
  /// @param crest a new one; without it the tenant keeps the one it names
  /// @param by who does, as the trail names them
  public Tenant change(Tenant tenant, Optional<Crest> crest, String by) {
    Tenant known = find(tenant.slug()).orElseThrow();
    Tenant wanted =
        complete(crest.map(one -> tenant.with(tenant.look().with(one.hash()))).orElse(tenant));
    List<String> changed = changed(known, wanted);
    if (!changed.isEmpty()) {
      String slug = wanted.slug();
      String detail = String.join(",", changed);
      accounts.put(wanted, crest, new Deed(by, Deed.What.TENANT_CHANGED, slug, slug, detail));
      publish(wanted);
    }
    return wanted;
  }

  /// What is different, in the names of the settings.
  private static List<String> changed(Tenant a, Tenant b) {
    var changed = new ArrayList<String>();
    note(changed, "name", a.name(), b.name());
    note(changed, "ags", a.ags(), b.ags());
    note(changed, "contact", a.contact(), b.contact());
    note(changed, "license", a.license(), b.license());
    note(changed, "homepage", a.homepage(), b.homepage());
    note(changed, "colours", colours(a.look()), colours(b.look()));
    note(changed, "crest", a.look().crest(), b.look().crest());
    note(changed, "domain", a.look().domain(), b.look().domain());
    return changed;
  }

  private static void note(
      List<String> changed, String name, @Nullable Object a, @Nullable Object b) {
    if (!Objects.equals(a, b)) {
      changed.add(name);
    }
  }

  private static String colours(Look look) {
    return look.colour() + " " + look.darkColour() + " " + look.accent();
  }

  /// What stands against a tenant's domain: it is taken, or not for whoever acts to set.
  public List<Finding> check(Tenant tenant, Actor actor) {
    String domain = tenant.look().domain();
    String known = find(tenant.slug()).map(one -> one.look().domain()).orElse(null);
    if (Objects.equals(domain, known)) {
      return List.of();
    }
    if (!actor.isOperator()) {
      return List.of(
          domain(
              "Die eigene Domain legt der Betreiber fest.",
              "The domain of its own is set by the operator.",
              "Bitten Sie den Betreiber darum.",
              "Ask the operator for it."));
    }
    if (domain != null && isTaken(domain)) {
      return List.of(
          domain(
              "Diese Domain gehört schon zum Portal oder zu einem anderen Mandanten.",
              "This domain belongs to the portal or to another tenant already.",
              "Nehmen Sie eine andere, oder geben Sie sie dort zuerst frei.",
              "Take another one, or give it up there first."));
    }
    return List.of();
  }

  private boolean isTaken(String domain) {
    return domain.equalsIgnoreCase(URI.create(addresses.base()).getHost())
        || all().stream().anyMatch(one -> domain.equals(one.look().domain()));
  }

  private static Finding domain(String de, String en, String adviceDe, String adviceEn) {
    return new Finding(
        "tenant-domain",
        Severity.BLOCKING,
        Finding.Place.column("domain"),
        new Text(de, en),
        new Text(adviceDe, adviceEn));
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
        tenant.homepage(),
        tenant.look());
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
