package org.allmende.search.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.store.NamedGraph;
import org.allmende.catalog.store.PublishedGraphs;
import org.allmende.model.DatasetId;
import org.allmende.search.Arrivals;
import org.allmende.search.DatasetDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Writes datasets to an index as they stand in the store. Every document carries the change number
/// it was read at as its version, and the position moves only from where it was read: a writer that
/// was asleep while another went on changes nothing when it wakes up within a week.
final class Writer {

  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_AT_ONCE = 5_000;
  private static final int CONFLICT = 409;
  private static final int GONE = 404;

  private final Cluster cluster;
  private final Generations generations;
  private final PublishedGraphs store;
  private final DatasetDocument documents;
  private final Lease lease;

  /// @param lease renewed while an index is built, which takes longer than it lasts
  Writer(
      Cluster cluster,
      Generations generations,
      PublishedGraphs store,
      DatasetDocument documents,
      Lease lease) {
    this.cluster = cluster;
    this.generations = generations;
    this.store = store;
    this.documents = documents;
    this.lease = lease;
  }

  /// A new index of everything that is published, in use when this returns.
  void build() throws IOException {
    String index = generations.make();
    try {
      var batch = new Batch(index, store.change());
      long change = store.scan(new Arrivals((id, described, at) -> batch.put(id, described, at)));
      batch.send();
      generations.stand(index, store.id(), change, "");
      generations.use(index);
    } catch (IOException | RuntimeException e) {
      drop(index);
      throw e;
    }
    try {
      generations.sweep();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "old indexes were left behind", e);
    }
  }

  /// Unless it is in use after all: an answer that says so may have got lost.
  private void drop(String index) {
    try {
      if (!generations.inUse().contains(index)) {
        generations.drop(index);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a new index was left behind: " + index, e);
    }
  }

  /// Takes in all that has changed from one state of the store, and then shows it: no search finds
  /// one half of what was written together.
  ///
  /// @return the new position
  long catchUp(Generations.Standing from) throws IOException {
    var changed = new ArrayList<Changed>();
    long change =
        store.scanSince(
            from.position(),
            new Arrivals((id, described, at) -> {
              if (changed.size() <= MOST_AT_ONCE) {
                changed.add(new Changed(id, document(id, described, at)));
              }
            }));
    if (changed.size() > MOST_AT_ONCE) {
      build();
      return change;
    }
    var batch = new Batch(from.index(), change);
    for (Changed one : changed) {
      batch.write(one.id(), one.document());
    }
    batch.send();
    generations.stand(from.index(), from.store(), change, from.condition());
    return change;
  }

  /// @param document empty where it is not published
  private record Changed(DatasetId id, Optional<Map<String, Object>> document) {}

  private Optional<Map<String, Object>> document(
      DatasetId id, @Nullable NamedGraph described, Instant changed) {
    if (described == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DocumentJson.of(documents.of(id, described.name(), described.graph(), changed)));
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "not searchable: " + id, e);
      return Optional.empty();
    }
  }

  /// Documents on their way to an index.
  private final class Batch {

    private final String index;
    private final long version;
    private final StringBuilder lines = new StringBuilder();

    /// @param version the documents are not older than this change
    Batch(String index, long version) {
      this.index = index;
      this.version = version;
    }

    /// Adds a dataset to an index that has none.
    void put(DatasetId id, @Nullable NamedGraph described, Instant changed) throws IOException {
      Optional<Map<String, Object>> document = document(id, described, changed);
      if (document.isPresent()) {
        write(id, document);
      }
    }

    /// Brings the index to a dataset's present state.
    void write(DatasetId id, Optional<Map<String, Object>> document) throws IOException {
      var about = new HashMap<String, Object>();
      about.put("_id", id.toString());
      about.put("version", version);
      about.put("version_type", "external_gte");
      cluster.line(lines, Map.of(document.isPresent() ? "index" : "delete", about));
      if (document.isPresent()) {
        cluster.line(lines, document.get());
      }
      if (lines.length() > MOST_BYTES) {
        send();
      }
    }

    void send() throws IOException {
      if (lines.isEmpty()) {
        return;
      }
      var _ = lease.hold();
      JsonNode answer = cluster.bulk(Generations.writing(index), lines.toString());
      lines.setLength(0);
      if (answer.path("errors").booleanValue()) {
        for (JsonNode item : answer.path("items")) {
          item.properties().forEach(one -> require(one.getKey(), one.getValue()));
        }
      }
    }

    private void require(String action, JsonNode item) {
      int status = item.path("status").intValue();
      if (status < 300 || (status == GONE && action.equals("delete"))) {
        return;
      }
      String told = item.path("_id").asString() + ": " + item.path("error");
      if (status == CONFLICT) {
        LOG.log(System.Logger.Level.INFO, "written by another node meanwhile: {0}", told);
      } else if (status == 400) {
        LOG.log(System.Logger.Level.ERROR, "not searchable: {0}", told);
      } else {
        throw new UncheckedIOException(new IOException(status + " for " + told));
      }
    }
  }
}
