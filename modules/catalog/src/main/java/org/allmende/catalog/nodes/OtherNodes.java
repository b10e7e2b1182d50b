package org.allmende.catalog.nodes;

import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.jspecify.annotations.Nullable;

/// Asks another installation by its public search. What it answers is somebody else's: whoever
/// implements this takes no more than was asked for, and nothing that could do harm.
@FunctionalInterface
public interface OtherNodes {

  /// Asks, and waits for the answer; an interrupt ends it.
  ///
  /// @throws NodeFailed when there is none
  Answer ask(Node node, SearchIndex.Request asked) throws NodeFailed;

  /// What a node has found.
  ///
  /// @param total how many it has
  /// @param hits its first ones
  /// @param facets by name, counted
  /// @param statistics what compares its scores with those of others; null where it says nothing
  record Answer(
      long total,
      List<Found> hits,
      Map<String, List<SearchIndex.FacetValue>> facets,
      @Nullable Statistics statistics) {
    public Answer {
      hits = List.copyOf(hits);
      facets = Map.copyOf(facets);
    }
  }

  /// A hit and where it is.
  ///
  /// @param node where it was found
  /// @param page what people open, over http or https; empty for a dataset of this installation
  record Found(String node, String page, SearchIndex.Hit hit) {}
}
