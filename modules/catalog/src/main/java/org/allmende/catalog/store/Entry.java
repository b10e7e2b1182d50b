package org.allmende.catalog.store;

import java.util.List;
import java.util.Optional;
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
/// @param onto the number of the change it was made from, 0 where there was no such dataset; it is
///   not stored on any other then. [#ANYTHING] where that does not matter
public record Entry(
    DatasetId id,
    String uri,
    State state,
    Graph graph,
    String notes,
    List<Version> earlier,
    long onto) {

  /// It takes the place of whatever is there.
  public static final long ANYTHING = -1;

  public Entry {
    earlier = List.copyOf(earlier);
  }

  /// A dataset in its first version.
  public Entry(DatasetId id, String uri, State state, Graph graph, String notes) {
    this(id, uri, state, graph, notes, List.of());
  }

  /// A dataset that takes the place of whatever is there.
  public Entry(
      DatasetId id, String uri, State state, Graph graph, String notes, List<Version> earlier) {
    this(id, uri, state, graph, notes, earlier, ANYTHING);
  }

  /// The same, made from what was there.
  public Entry onto(Optional<Stored> before) {
    long change = before.map(Stored::change).orElse(0L);
    return new Entry(id, uri, state, graph, notes, earlier, change);
  }
}
