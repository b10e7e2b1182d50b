package org.allmende.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.dcat.CatalogPage;
import org.allmende.dcat.RdfSyntax;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/// The catalogues as harvesters read them, page by page. The same state of the store gives the same
/// bytes.
public final class Listing {

  /// Datasets on a page.
  public static final int SIZE = 100;

  private final DatasetStore store;
  private final Addresses addresses;

  public Listing(DatasetStore store, Addresses addresses) {
    this.store = store;
    this.addresses = addresses;
  }

  /// A page of the catalogue of all tenants; empty where there is no such page.
  public Optional<byte[]> page(int number, RdfSyntax syntax) {
    return page(null, addresses.catalog(), number, syntax);
  }

  /// A page of a tenant's catalogue; empty where there is no such tenant or page.
  public Optional<byte[]> page(String tenant, int number, RdfSyntax syntax) {
    return page(tenant, addresses.catalog(tenant), number, syntax);
  }

  /// How many pages the catalogue of all tenants has, at least one.
  public int pages() {
    return pages(store.ids(null, State.PUBLISHED).size());
  }

  /// How many pages a tenant's catalogue has, at least one.
  public int pages(String tenant) {
    return pages(store.ids(tenant, State.PUBLISHED).size());
  }

  private static int pages(int total) {
    return Math.max(1, (total + SIZE - 1) / SIZE);
  }

  private Optional<byte[]> page(
      @Nullable String tenant, String address, int number, RdfSyntax syntax) {
    Optional<Graph> catalog = store.graph(address);
    List<DatasetId> ids = store.ids(tenant, State.PUBLISHED);
    int pages = pages(ids.size());
    if (catalog.isEmpty() || number < 1 || number > pages) {
      return Optional.empty();
    }
    int from = (number - 1) * SIZE;
    var members = members(ids.subList(from, Math.min(from + SIZE, ids.size())));
    return Optional.of(
        CatalogPage.write(
            address, catalog.get(), members, number, pages, ids.size(), SIZE, syntax));
  }

  private List<CatalogPage.Member> members(List<DatasetId> ids) {
    var members = new ArrayList<CatalogPage.Member>(ids.size());
    for (DatasetId id : ids) {
      store
          .find(id)
          .filter(stored -> stored.entry().state() == State.PUBLISHED)
          .ifPresent(stored ->
              members.add(
                  new CatalogPage.Member(
                      stored.entry().uri(),
                      addresses.record(id),
                      stored.entry().graph(),
                      stored.issued(),
                      stored.modified())));
    }
    return members;
  }
}
