package org.allmende.catalog.store;

import java.util.List;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;

/// A dataset as it is handed to the store.
///
/// @param id its place here
/// @param uri the dataset's URI; names its graph
/// @param state decides who sees the graph: published graphs are open to all, others to nobody
/// @param graph its description, without blank nodes; for a withdrawn dataset its tombstone
/// @param notes what belongs to the dataset but is not for publication (what the clerk said, which
///   files, which decisions), as JSON written by [Notes]; empty for imported descriptions
/// @param earlier its versions before this one, oldest first; open to all while it is published
public record Entry(
    DatasetId id, String uri, State state, Graph graph, String notes, List<Version> earlier) {

  public Entry {
    earlier = List.copyOf(earlier);
  }

  /// A dataset in its first version.
  public Entry(DatasetId id, String uri, State state, Graph graph, String notes) {
    this(id, uri, state, graph, notes, List.of());
  }
}
