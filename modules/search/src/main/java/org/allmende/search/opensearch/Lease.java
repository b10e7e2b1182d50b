package org.allmende.search.opensearch;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// Says which of several nodes writes to an index: the one whose name stands in a document, as long
/// as it writes it there again and again. Who has seen the document unchanged for the whole time by
/// his own clock takes it over, by a write that fails where somebody else was first; no two clocks
/// are compared. A writer that was asleep is told so at its next renewal. That nothing wrong is
/// written meanwhile does not depend on this, see [Writer].
final class Lease {

  private static final String FREE = "";

  private final Cluster cluster;
  private final String index;
  private final String document;
  private final String own = UUID.randomUUID().toString();
  private final long lasts;
  private final LongSupplier nanos;

  private boolean held;
  private long renewed;
  private String seen = FREE;
  private long since;

  /// @param index where leases lie
  /// @param of what is written
  /// @param nanos a clock that only goes on
  Lease(Cluster cluster, String index, String of, Duration lasts, LongSupplier nanos) {
    this.cluster = cluster;
    this.index = index;
    this.document = "/" + index + "/_doc/" + of;
    this.lasts = lasts.toNanos();
    this.nanos = nanos;
  }

  /// What this node is called.
  String own() {
    return own;
  }

  /// Whether this node is the one that writes; takes the lease where it is free, and renews it in
  /// good time.
  synchronized boolean hold() throws IOException {
    if (held && nanos.getAsLong() - renewed < lasts / 3) {
      return true;
    }
    try {
      JsonNode found = cluster.get(document);
      String holder = found.path("_source").path("holder").asString(FREE);
      String version = version(found);
      if (holder.equals(own) || holder.equals(FREE) || isLate(version)) {
        return take("?" + version);
      }
      held = false;
      return false;
    } catch (Cluster.Missing e) {
      make();
      return take("?op_type=create");
    }
  }

  private void make() throws IOException {
    try {
      var settings = Map.of("number_of_shards", 1, "auto_expand_replicas", "0-1");
      var fields = Map.of("holder", Map.of("type", "keyword"));
      cluster.ask(
          "PUT",
          "/" + index,
          Map.of(
              "settings", settings, "mappings", Map.of("dynamic", "strict", "properties", fields)));
    } catch (Cluster.Conflict _) {
      // Somebody else has made it.
    }
  }

  private boolean isLate(String version) {
    if (!version.equals(seen)) {
      seen = version;
      since = nanos.getAsLong();
      return false;
    }
    return nanos.getAsLong() - since > lasts;
  }

  private boolean take(String condition) throws IOException {
    long asked = nanos.getAsLong();
    try {
      cluster.ask("PUT", document + condition, Map.of("holder", own));
      held = true;
      renewed = asked;
    } catch (Cluster.Conflict _) {
      held = false;
    }
    return held;
  }

  /// Lets another node write at once.
  synchronized void release() throws IOException {
    if (!held) {
      return;
    }
    held = false;
    JsonNode found = cluster.get(document);
    if (found.path("_source").path("holder").asString(FREE).equals(own)) {
      cluster.ask("PUT", document + "?" + version(found), Map.of("holder", FREE));
    }
  }

  /// By which a document is written over in the state in which it was found, and in no other.
  private static String version(JsonNode found) {
    return "if_seq_no="
        + found.path("_seq_no").asString()
        + "&if_primary_term="
        + found.path("_primary_term").asString();
  }
}
