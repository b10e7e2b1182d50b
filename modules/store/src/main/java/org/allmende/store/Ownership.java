package org.allmende.store;

import java.util.Iterator;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Who may use which name. A dataset's URI belongs to one dataset; what lies below our own
/// addresses belongs to whom the address names; our private names belong to nobody.
final class Ownership {

  private final Register register;

  Ownership(Register register) {
    this.register = register;
  }

  /// @throws IllegalArgumentException when a dataset may not have this URI
  void requireUri(DatasetId id, String uri) {
    requirePublicName(uri);
    for (String base : register.bases()) {
      boolean ours = uri.startsWith(base + "/datasets/") || isBelow(uri, base + "/catalog");
      if (ours && !uri.equals(new Addresses(base).dataset(id))) {
        throw new IllegalArgumentException("not an address of " + id + ": " + uri);
      }
    }
  }

  /// @throws IllegalArgumentException when a graph that describes no dataset may not be called so
  void requireGraphName(DatasetGraph data, String name) {
    requirePublicName(name);
    for (String base : register.bases()) {
      if (name.startsWith(base + "/datasets/")) {
        throw new IllegalArgumentException("an address of datasets: " + name);
      }
    }
    if (owner(data, Words.iri(name)).hasNext()) {
      throw new IllegalArgumentException("the URI of a dataset: " + name);
    }
  }

  /// The records that a URI belongs to; at most one.
  static Iterator<Node> owner(DatasetGraph data, Node uri) {
    Iterator<Quad> found = data.find(Difference.PRIVATE, Node.ANY, Words.DATASET, uri);
    return Iter.map(found, Quad::getSubject);
  }

  private static boolean isBelow(String uri, String path) {
    return uri.equals(path) || uri.startsWith(path + "/") || uri.startsWith(path + "s/");
  }

  private static void requirePublicName(String name) {
    Content.requireIri(name);
    if (name.startsWith(Words.NAMESPACE) || name.startsWith("urn:x-arq:")) {
      throw new IllegalArgumentException("a reserved name: " + name);
    }
  }
}
