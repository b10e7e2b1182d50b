package org.allmende.search.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.engines.Engine;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.model.DatasetId;
import org.allmende.model.Learnt;
import org.allmende.search.Answering;
import org.allmende.search.Snapshot;

/// The search as an index on OpenSearch that follows the store, for one node or several.
public final class OpenSearchIndex implements SearchIndex {

  /// How long a node that writes may be silent before another one does.
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Generations generations;
  private final Keeper keeper;
  private final Answering answering;
  private final String copy;

  private OpenSearchIndex(
      Cluster cluster, Generations generations, Keeper keeper, Answering answering, String copy) {
    this.cluster = cluster;
    this.generations = generations;
    this.keeper = keeper;
    this.answering = answering;
    this.copy = copy;
  }

  /// Takes up the index of a cluster, and builds it where there is none; while the cluster is away
  /// nothing is found, and nothing wrong.
  ///
  /// @param engine the cluster
  /// @param prefix what all that is made there is called by
  /// @param store what the index follows
  public static OpenSearchIndex open(
      Engine engine, String prefix, PublishedGraphs store, Answering answering) {
    var cluster = new Cluster(engine);
    String alias = prefix + "-" + answering.schema().toLowerCase(Locale.ROOT);
    var generations = new Generations(cluster, alias);
    var lease = new Lease(cluster, prefix + "-lease", alias, LEASE, System::nanoTime);
    var keeper =
        new Keeper(
            generations,
            new Writer(cluster, generations, store, answering.documents(), lease),
            lease,
            store,
            way(lease.own()));
    keeper.start();
    return new OpenSearchIndex(cluster, generations, keeper, answering, lease.own());
  }

  /// Always to the same copy of the index, as long as it is there, and to whole answers only.
  static Map<String, Object> way(String copy) {
    return Map.of("preference", copy, "allow_partial_search_results", false);
  }

  @Override
  public Results search(Request request) {
    return answering.search(this::ask, request);
  }

  @Override
  public List<Hit> best(String text, int limit) {
    return answering.best(this::ask, text, limit);
  }

  @Override
  public List<Suggestion> suggest(String typed, int limit) {
    return answering.suggest(this::ask, typed, limit);
  }

  @Override
  public List<Hit> similar(DatasetId id, int limit) {
    return answering.similar(this::ask, id, limit);
  }

  @Override
  public Learnt classify(DatasetId asking, String title, List<String> columns) {
    return answering.classify(this::ask, asking, title, columns);
  }

  private <T> T ask(Snapshot.Work<T> question) {
    Memory memory = keeper.shown();
    if (memory == null) {
      throw new NotReady(name(), new IOException("there is no index yet"));
    }
    try {
      return question.of(new OpenSearchSnapshot(cluster, generations.path(), way(copy), memory));
    } catch (IOException | UncheckedIOException e) {
      keeper.wake();
      throw new NotReady(name(), e);
    }
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public long position() {
    return keeper.position();
  }

  @Override
  public boolean await(long change, Duration atMost) {
    return keeper.await(change, atMost);
  }

  @Override
  public void rebuild() {
    keeper.rebuild();
  }

  @Override
  public void close() {
    answering.close();
    keeper.close();
  }
}
