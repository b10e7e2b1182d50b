package org.allmende.search.opensearch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.search.Facet;
import org.allmende.search.FacetTerm;
import org.allmende.search.Fields;
import org.allmende.search.Snapshot;
import org.apache.lucene.search.Query;
import tools.jackson.databind.JsonNode;

/// Something that is looked up in the index. Two that ask the same are equal.
///
/// @param <T> the answer
sealed interface Lookup<T> {

  /// What the answer is taken for as long as it has not come.
  T unknown();

  /// In how many datasets a term stands.
  record Frequency(String field, String term) implements Lookup<Integer> {
    @Override
    public Integer unknown() {
      return 0;
    }
  }

  /// How many datasets have something in a field.
  record Users(String field) implements Lookup<Integer> {
    @Override
    public Integer unknown() {
      return 0;
    }
  }

  /// What one search answers.
  sealed interface Searched<T> extends Lookup<T> {

    /// The search.
    Map<String, Object> search();

    /// Its answer.
    T read(JsonNode answer);
  }

  /// Whether a query finds more than so many.
  record More(Query query, int than) implements Searched<Boolean> {
    @Override
    public Boolean unknown() {
      return false;
    }

    @Override
    public Map<String, Object> search() {
      return Map.of(
          "size", 0, "track_total_hits", than + 1, "query", Visible.of(QueryDsl.of(query)));
    }

    @Override
    public Boolean read(JsonNode answer) {
      return answer.path("hits").path("total").path("value").longValue() > than;
    }
  }

  /// The most frequent values of a field that begin so.
  record Beginning(String field, String beginning, int limit) implements Searched<List<String>> {
    @Override
    public List<String> unknown() {
      return List.of();
    }

    @Override
    public Map<String, Object> search() {
      var values =
          Map.of(
              "field",
              field,
              "include",
              begins(beginning),
              "size",
              limit,
              "execution_hint",
              "map",
              "order",
              List.of(Map.of("_count", "desc"), Map.of("_key", "asc")));
      return Map.of(
          "size",
          0,
          "track_total_hits",
          false,
          "query",
          Visible.of(Map.of("prefix", Map.of(field, beginning))),
          "aggs",
          Map.of("values", Map.of("terms", values)));
    }

    /// As a regular expression of Lucene's.
    private static String begins(String text) {
      var pattern = new StringBuilder();
      text.codePoints()
          .forEach(c -> {
            if (!Character.isLetterOrDigit(c)) {
              pattern.append('\\');
            }
            pattern.appendCodePoint(c);
          });
      return pattern.append(".*").toString();
    }

    @Override
    public List<String> read(JsonNode answer) {
      return answer
          .path("aggregations")
          .path("values")
          .path("buckets")
          .valueStream()
          .map(bucket -> bucket.path("key").asString())
          .toList();
    }
  }

  /// The terms of a text that are like a word.
  record Alike(String field, String word, int edits) implements Searched<List<Snapshot.Like>> {
    @Override
    public List<Snapshot.Like> unknown() {
      return List.of();
    }

    @Override
    public Map<String, Object> search() {
      var term =
          Map.of(
              "field", field,
              "analyzer", Form.BLANKS,
              "suggest_mode", "always",
              "max_edits", edits,
              "prefix_length", edits,
              "min_word_length", Snapshot.Like.SHORTEST,
              "max_inspections", Snapshot.Like.MOST,
              "accuracy", Snapshot.Like.LEAST,
              "size", Snapshot.Like.MOST,
              "shard_size", Snapshot.Like.MOST);
      return Map.of("size", 0, "suggest", Map.of("like", Map.of("text", word, "term", term)));
    }

    @Override
    public List<Snapshot.Like> read(JsonNode answer) {
      return answer
          .path("suggest")
          .path("like")
          .path(0)
          .path("options")
          .valueStream()
          .map(one -> new Snapshot.Like(one.path("text").asString(), one.path("freq").intValue()))
          .toList();
    }
  }

  /// The best hits of a query.
  record Best(Query query, int limit) implements Searched<List<Kept>> {
    @Override
    public List<Kept> unknown() {
      return List.of();
    }

    @Override
    public Map<String, Object> search() {
      return Map.of(
          "size",
          limit,
          "track_total_hits",
          false,
          "_source",
          Kept.SOURCE,
          "sort",
          List.of("_score", Map.of(Fields.TIE, "asc")),
          "query",
          Visible.of(QueryDsl.of(query)));
    }

    @Override
    public List<Kept> read(JsonNode answer) {
      return Kept.all(answer);
    }
  }

  /// Datasets whose title begins so.
  record Titles(String beginning, int most) implements Searched<List<Kept>> {
    @Override
    public List<Kept> unknown() {
      return List.of();
    }

    @Override
    public Map<String, Object> search() {
      String field = Fields.WHOLE_TITLE;
      return Map.of(
          "size",
          most,
          "track_total_hits",
          false,
          "_source",
          Kept.SOURCE,
          "sort",
          List.of(Map.of(field, "asc")),
          "query",
          Visible.of(Map.of("prefix", Map.of(field, beginning))));
    }

    @Override
    public List<Kept> read(JsonNode answer) {
      return Kept.all(answer);
    }
  }

  /// What each of some datasets scores for a query; those are left out that it does not find.
  record Scores(Query query, List<String> ids) implements Searched<Map<String, Float>> {
    @Override
    public Map<String, Float> unknown() {
      return Map.of();
    }

    @Override
    public Map<String, Object> search() {
      var all =
          Map.of(
              "must", List.of(QueryDsl.of(query)),
              "filter", List.of(Map.of("ids", Map.of("values", ids))));
      return Map.of(
          "size",
          ids.size(),
          "track_total_hits",
          false,
          "_source",
          false,
          "query",
          Visible.of(Map.of("bool", all)));
    }

    @Override
    public Map<String, Float> read(JsonNode answer) {
      var scores = new HashMap<String, Float>();
      for (JsonNode hit : answer.path("hits").path("hits")) {
        scores.put(hit.path("_id").asString(), hit.path("_score").floatValue());
      }
      return scores;
    }
  }

  /// The values of a facet that some datasets have.
  record Values(Facet facet, Map<String, Object> datasets) implements Searched<List<FacetTerm>> {
    private static final int MOST = 1_000;

    @Override
    public List<FacetTerm> unknown() {
      return List.of();
    }

    @Override
    public Map<String, Object> search() {
      var values = Map.of("field", Form.name(facet.field()), "size", MOST);
      return Map.of(
          "size",
          0,
          "track_total_hits",
          false,
          "query",
          Visible.of(datasets),
          "aggs",
          Map.of("values", Map.of("terms", values)));
    }

    @Override
    public List<FacetTerm> read(JsonNode answer) {
      return answer
          .path("aggregations")
          .path("values")
          .path("buckets")
          .valueStream()
          .map(bucket -> FacetTerm.read(bucket.path("key").asString()))
          .toList();
    }
  }
}
