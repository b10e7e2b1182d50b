package org.allmende.web.sparql;

import org.allmende.model.Addresses;
import org.jspecify.annotations.Nullable;

/// One of the SPARQL endpoints of this portal: that for everything, or that of a tenant.
///
/// @param path of this portal
/// @param address its public address
/// @param catalog the catalogue that it asks alone; null for everything
/// @param tenant the name of who publishes there; null for everybody
record SparqlService(
    String path, String address, @Nullable String catalog, @Nullable String tenant) {

  /// The one for everything.
  static SparqlService of(Addresses addresses) {
    return new SparqlService("/sparql", addresses.base() + "/sparql", null, null);
  }

  /// The one of a tenant.
  static SparqlService of(Addresses addresses, String slug, String name) {
    String catalog = addresses.catalog(slug);
    return new SparqlService("/catalogs/" + slug + "/sparql", catalog + "/sparql", catalog, name);
  }
}
