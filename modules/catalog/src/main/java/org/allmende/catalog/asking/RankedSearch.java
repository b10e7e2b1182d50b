package org.allmende.catalog.asking;

import java.util.List;

/// Finds the datasets that fit a text best: what SPARQL joins with the rest of a query.
@FunctionalInterface
public interface RankedSearch {

  /// The best first.
  ///
  /// @throws NotReady while nobody can tell
  List<SearchIndex.Hit> best(String text, int limit);
}
