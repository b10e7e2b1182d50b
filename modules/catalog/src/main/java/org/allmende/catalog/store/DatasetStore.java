package org.allmende.catalog.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/// The truth: one named graph for each published dataset, one for its catalogue record, and private
/// notes. Every write is durable when the call returns and carries a change number that the same
/// transaction has moved on. Writes of many threads are committed together; where several nodes
/// share a store, each shows what the others have written in the order of the change numbers.
public interface DatasetStore extends PublishedGraphs, AutoCloseable {

  /// A moment that everything visible by now was changed at or before, and nothing will be dated
  /// before that becomes visible later: who asks for what has changed since then misses nothing.
  Instant settled();

  /// Stores a dataset in place of what it held before, writing only the difference. The catalogue
  /// record, `{page}#record`, is kept by the store: type, primary topic, issued, modified, and the
  /// links `dcat:record` and `dcat:dataset` from the tenant's catalogue.
  ///
  /// A dataset keeps the URI it was first stored with, in every state and whatever the base address
  /// becomes: who replaces a dataset asks [#find] for its URI.
  ///
  /// @throws IllegalArgumentException when the URI belongs to another dataset id, is not the one
  ///   this dataset has, or lies where somebody else's addresses are; when the graph holds blank
  ///   nodes or what is not an IRI in an IRI's place
  /// @throws Overtaken when it was made from something else than what is there, see [Entry#onto]
  /// @throws OutOfSpace when the disk is nearly full
  /// @throws StoreAway when the store is shared and does not answer
  /// @throws StoreFailed when the store has stopped
  Receipt put(Entry entry);

  /// Stores a dataset, and notes in the same transaction who did what, if that changed anything. A
  /// store that keeps no [Trail] notes nothing.
  default Receipt put(Entry entry, Deed deed) {
    return put(entry);
  }

  /// Stores many datasets in one transaction, all or none; the receipts are in the order of the
  /// entries. Fails as [#put] does; then nothing is stored.
  List<Receipt> putAll(List<Entry> entries);

  /// Stores many datasets for somebody who can bring all of them again after a crash: each is
  /// judged alone, and those that are taken become durable and visible together with others that
  /// come in this way, when [#change] has reached their receipts; with [#flush] or any other write
  /// at the latest.
  ///
  /// @param taken hears of each entry that is stored
  /// @param refused hears of each that is not, and why, as [#put] says it
  /// @throws OutOfSpace when the disk is nearly full
  /// @throws StoreFailed when the store has stopped
  default void fill(
      List<Entry> entries,
      BiConsumer<Entry, Receipt> taken,
      BiConsumer<Entry, IllegalArgumentException> refused) {
    new Batch(this).write(entries, taken, refused);
  }

  /// Makes durable and visible what [#fill] has stored.
  default void flush() {}

  /// Stores a published graph that describes no dataset. An empty graph removes it.
  Receipt putGraph(String name, Graph graph);

  /// Adds to a published graph that describes no dataset.
  Receipt addToGraph(String name, Graph graph);

  /// Removes every trace of a dataset, its tombstone included.
  Receipt erase(DatasetId id);

  /// Removes every trace of a dataset as it was read, and notes who did what as [#put(Entry, Deed)]
  /// does.
  ///
  /// @throws Overtaken when it is not any more what was read
  default Receipt erase(Stored read, Deed deed) {
    return erase(read.entry().id());
  }

  Optional<Stored> find(DatasetId id);

  /// Hands out the notes of a tenant's datasets that have any, in no order.
  default void notes(String tenant, BiConsumer<DatasetId, String> each) {
    for (State state : State.values()) {
      for (DatasetId id : ids(tenant, state)) {
        find(id)
            .map(stored -> stored.entry().notes())
            .filter(notes -> !notes.isEmpty())
            .ifPresent(notes -> each.accept(id, notes));
      }
    }
  }

  /// Where a dataset stands; cheaper than [#find].
  default Optional<Standing> standing(DatasetId id) {
    return find(id).map(stored -> new Standing(stored.entry().state(), stored.modified()));
  }

  /// Where a dataset stands.
  ///
  /// @param modified when it was last changed here
  record Standing(State state, Instant modified) {}

  /// Which dataset a URI names, in whatever state it is.
  Optional<DatasetId> idOf(String uri);

  /// Whether a published dataset refers to a file, told by the checksums (`spdx:checksumValue`) in
  /// its graph and by its earlier versions: a hash alone opens nothing.
  boolean publishes(Sha256 file);

  /// A published graph by name.
  Optional<Graph> graph(String name);

  /// The ids in order, of all tenants or of one, in one state. The list is a snapshot.
  List<DatasetId> ids(@Nullable String tenant, State state);

  /// The changes above a number, lowest first, at most `limit`.
  List<Change> changesAfter(long number, int limit);

  @Override
  void close();
}
