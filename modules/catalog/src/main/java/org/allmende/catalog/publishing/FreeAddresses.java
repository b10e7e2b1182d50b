package org.allmende.catalog.publishing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.DatasetId;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;

/// Finds addresses for many new datasets of a tenant, and keeps them until they are released.
public final class FreeAddresses {

  private final DatasetStore store;
  private final String tenant;
  private final DatasetLocks locks;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  public FreeAddresses(DatasetStore store, String tenant, DatasetLocks locks) {
    this.store = store;
    this.tenant = tenant;
    this.locks = locks;
    for (State state : State.values()) {
      store.ids(tenant, state).forEach(id -> taken.add(id.slug()));
    }
  }

  /// An address from the title; the URI's end where there is none.
  public DatasetId mint(String uri, Graph graph) {
    String title = Datasets.read(graph, uri).title("de");
    String slug = Slug.of(title.equals(uri) ? uri.substring(uri.lastIndexOf('/') + 1) : title);
    String free = slug;
    while (!taken.add(free) || !keeps(free)) {
      free = Publishing.numbered(slug, numbers.merge(slug, 1, Integer::sum) + 1);
    }
    return new DatasetId(tenant, free);
  }

  /// Others may have come since this began.
  private boolean keeps(String slug) {
    return locks.reserve(new DatasetId(tenant, slug), id -> store.find(id).isPresent());
  }
}
