package org.allmende.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.harvest.NetworkEngine;
import org.allmende.model.DatasetId;
import org.allmende.model.Tenant;
import org.allmende.search.opensearch.OpenSearchIndex;
import org.allmende.testkit.peers.OpenSearchCluster;

/// What stands behind the port: tests of what is asked through it hold for each of them.
enum Indexes {
  LUCENE {
    @Override
    SearchIndex open(Path folder, MemoryDatasetStore store, Answering answering) {
      return LuceneSearchIndex.open(folder, store, answering);
    }
  },

  OPENSEARCH {
    @Override
    SearchIndex open(Path folder, MemoryDatasetStore store, Answering answering) {
      var engine = new NetworkEngine(OpenSearchCluster.shared().addresses(), "", "");
      String prefix = "t" + Integer.toHexString(folder.toString().hashCode());
      return OpenSearchIndex.open(engine, prefix, store, answering);
    }
  };

  /// Opens the index of a folder, whichever way it is kept.
  abstract SearchIndex open(Path folder, MemoryDatasetStore store, Answering answering);

  SearchIndex open(Path folder, MemoryDatasetStore store) {
    return open(folder, store, Catalogs::tenant, _ -> List.of());
  }

  SearchIndex open(
      Path folder,
      MemoryDatasetStore store,
      Function<String, Optional<Tenant>> tenants,
      Function<DatasetId, List<String>> data) {
    return open(folder, store, Catalogs.answering(store, tenants, data));
  }
}
