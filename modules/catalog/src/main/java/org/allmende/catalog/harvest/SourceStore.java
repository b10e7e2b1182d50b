package org.allmende.catalog.harvest;

import java.util.List;

/// The sources that tenants harvest. Kept where the truth is kept.
public interface SourceStore {

  /// In the order of tenants and names.
  List<Source> sources();

  /// Adds a source or replaces what is said about it.
  void put(Source source);

  /// Forgets a source; false when there is none. What it gave stays.
  boolean remove(String tenant, String name);
}
