package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The indexes of one form, of which one is in use: the one an alias points to. Each has a second
/// alias of its own, by which it is written, so that writing to one that is gone fails instead of
/// making an empty one.
final class Generations {

  private static final long FORGOTTEN_MILLIS = 24L * 60 * 60 * 1000;
  private static final String WRITING = "-w";

  private final Cluster cluster;
  private final String alias;

  Generations(Cluster cluster, String alias) {
    this.cluster = cluster;
    this.alias = alias;
  }

  /// How far the index in use has come.
  ///
  /// @param index its name
  /// @param store whose it is
  /// @param position the change that it shows
  /// @param condition by which this and no later position is written over
  record Standing(String index, String store, long position, String condition) {}

  /// Where to ask.
  String path() {
    return "/" + alias;
  }

  /// Where an index is written.
  static String writing(String index) {
    return "/" + index + WRITING;
  }

  /// Where the index in use stands, as searches see it; null where there is none, or more than one.
  ///
  /// @param way as searches are sent
  @Nullable Standing standing(Map<String, ?> way) throws IOException {
    var query =
        Map.of(
            "seq_no_primary_term",
            true,
            "query",
            Map.of("ids", Map.of("values", List.of(Form.POSITION))));
    try {
      JsonNode hits =
          cluster.searches(path(), way, List.of(query)).getFirst().path("hits").path("hits");
      if (hits.size() != 1) {
        return null;
      }
      JsonNode hit = hits.path(0);
      JsonNode source = hit.path("_source");
      return new Standing(
          hit.path("_index").asString(),
          source.path(Form.STORE).asString(),
          source.path(Form.POSITION).longValue(),
          "if_seq_no="
              + hit.path("_seq_no").asString()
              + "&if_primary_term="
              + hit.path("_primary_term").asString());
    } catch (Cluster.Missing _) {
      return null;
    }
  }

  /// Makes an empty index that nobody uses yet.
  String make() throws IOException {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    String index = alias + "-" + System.currentTimeMillis() + "-" + unique;
    var form = new HashMap<>(Form.index());
    form.put("aliases", Map.of(index + WRITING, Map.of()));
    cluster.ask("PUT", "/" + index, form);
    return index;
  }

  /// Writes how far an index has come, and shows all that was written to it.
  ///
  /// @param condition under which it is written; empty for none
  /// @throws Cluster.Conflict where somebody else has gone on
  void stand(String index, String store, long position, String condition) throws IOException {
    String options =
        "?require_alias=true&refresh=true" + (condition.isEmpty() ? "" : "&" + condition);
    cluster.ask(
        "PUT",
        writing(index) + "/_doc/" + Form.POSITION + options,
        Map.of(Form.KIND, Form.POSITION, Form.STORE, store, Form.POSITION, position));
  }

  /// Takes an index into use in place of those that are. They are gone then.
  ///
  /// @throws Cluster.Missing where somebody else has done so meanwhile
  void use(String index) throws IOException {
    var actions = new ArrayList<Map<String, Object>>();
    actions.add(Map.of("add", Map.of("index", index, "alias", alias)));
    for (String old : inUse()) {
      actions.add(Map.of("remove_index", Map.of("index", old)));
    }
    cluster.ask("POST", "/_aliases", Map.of("actions", actions));
  }

  /// The indexes in use: one, or none yet.
  List<String> inUse() throws IOException {
    try {
      return List.copyOf(cluster.get("/_alias/" + alias).propertyNames());
    } catch (Cluster.Missing _) {
      return List.of();
    }
  }

  void drop(String index) throws IOException {
    cluster.ask("DELETE", "/" + index, Map.of());
  }

  /// Removes what was begun long ago and never used.
  void sweep() throws IOException {
    long now = System.currentTimeMillis();
    for (Map.Entry<String, JsonNode> one : cluster.get("/" + alias + "-*/_alias").properties()) {
      boolean used = one.getValue().path("aliases").has(alias);
      String begun = one.getKey().substring(alias.length() + 1).replaceFirst("-.*", "");
      if (!used && begun.matches("\\d{1,18}") && now - Long.parseLong(begun) > FORGOTTEN_MILLIS) {
        drop(one.getKey());
      }
    }
  }
}
