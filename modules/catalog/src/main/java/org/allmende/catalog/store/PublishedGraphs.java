package org.allmende.catalog.store;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What is published, as projections follow it: by the numbers of its changes, graph by graph.
public interface PublishedGraphs {

  /// A random name given at creation; a projection of another store is worthless.
  String id();

  /// The number of the last durable change; 0 for a new store.
  long change();

  /// Takes over at once what other nodes have written to a store that they share with this one;
  /// there is nothing to do where it has its own.
  ///
  /// @throws StoreAway when the store is shared and does not answer
  default void refresh() {}

  /// Calls a listener with the new change number after every durable commit that changed something,
  /// on a thread that must not be held up: the writer's.
  void onChange(LongConsumer listener);

  /// Hands out every published graph as it stands at one change number, and returns that number.
  /// Records come right after their datasets.
  long scan(Consumer<NamedGraph> each);

  /// Hands out every graph that may hold something else than at a change, each once and all as they
  /// stand at one change number, and returns that number: who takes them together shows together
  /// what was written together. A graph that is not published any more is empty; the description
  /// that a dataset has now is followed by its record, as in [#scan].
  long scanSince(long change, Consumer<NamedGraph> each);
}
