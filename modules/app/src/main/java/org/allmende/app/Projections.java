package org.allmende.app;

import java.time.InstantSource;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.rows.RowGraphs;
import org.allmende.catalog.tables.DataWords;
import org.allmende.catalog.tables.Readings;
import org.allmende.dcat.quality.Quality;
import org.allmende.harvest.NetworkEngine;
import org.allmende.search.Answering;
import org.allmende.search.LuceneSearchIndex;
import org.allmende.search.opensearch.OpenSearchIndex;
import org.allmende.sparql.GuardedSparqlEndpoint;
import org.allmende.sparql.Limits;
import org.allmende.sparql.columns.Columns;
import org.allmende.store.DataDirectory;
import org.allmende.vocabulary.Vocabularies;

/// Opens the ways to ask that follow the store.
final class Projections {

  private Projections() {}

  static SearchIndex search(
      DataDirectory directory,
      Readings readings,
      Vocabularies vocabularies,
      Quality quality,
      InstantSource clock) {
    var words = new DataWords(directory.datasets(), directory.files(), readings);
    var answering =
        new Answering(
            directory.datasets(),
            vocabularies,
            directory.accounts()::tenant,
            words::of,
            quality,
            directory.derived(),
            clock);
    return Settings.openSearch()
        .<SearchIndex>map(cluster -> {
          var engine = new NetworkEngine(cluster.addresses(), cluster.user(), cluster.password());
          return OpenSearchIndex.open(engine, cluster.prefix(), directory.datasets(), answering);
        })
        .orElseGet(
            () -> LuceneSearchIndex.open(directory.index(), directory.datasets(), answering));
  }

  static SparqlEndpoint sparql(
      DataDirectory directory, String base, RankedSearch search, RowGraphs rows) {
    return new GuardedSparqlEndpoint(
        Columns.open(directory.columns(), directory.datasets()), Limits.of(base), search, rows);
  }
}
