package org.allmende.catalog.moving;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Version;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;

/// A dataset on its way, but for its graph.
///
/// @param notes as the store keeps them
record MovedDataset(String slug, String uri, State state, String notes, List<Version> earlier) {

  MovedDataset {
    earlier = List.copyOf(earlier);
  }

  static MovedDataset of(Entry entry) {
    return new MovedDataset(
        entry.id().slug(), entry.uri(), entry.state(), entry.notes(), entry.earlier());
  }

  Entry entry(String tenant, Graph graph) {
    return new Entry(new DatasetId(tenant, slug), uri, state, graph, notes, earlier);
  }

  /// The files it is made of, and those of its earlier versions.
  Set<Sha256> files() {
    var files = new LinkedHashSet<Sha256>();
    if (!notes.isEmpty()) {
      Notes.read(notes).files().forEach(file -> files.add(file.sha256()));
    }
    earlier.forEach(version -> version.files().forEach(file -> files.add(file.sha256())));
    return files;
  }
}
