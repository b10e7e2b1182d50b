package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.search.Facet;
import org.allmende.search.FacetTerm;
import org.allmende.search.Snapshot;
import org.allmende.search.german.Folding;
import tools.jackson.databind.JsonNode;

/// The chosen values of facets, and the counts of all values: a dataset passes a facet when it has
/// one of the values chosen there, and each facet counts what passes all others.
final class Choices {

  private static final int MAX_VALUES = 100;

  /// A value may be written in some more ways than one, where tenants label it differently.
  private static final int MAX_WRITTEN = 2 * MAX_VALUES;

  private final EnumMap<Facet, Choice> chosen = new EnumMap<>(Facet.class);
  private final List<Facet> counted;

  /// What is chosen in one facet.
  ///
  /// @param exact values that are there as they were said
  /// @param called other names of values, folded
  /// @param none whether datasets without a value pass
  private record Choice(Set<String> exact, Set<String> called, boolean none) {

    boolean means(FacetTerm term) {
      return exact.contains(term.value()) || term.names().stream().anyMatch(called::contains);
    }

    Map<String, Object> filter(Facet facet) {
      var any = new ArrayList<Map<String, Object>>();
      any.add(Map.of("terms", Map.of(Form.value(facet), exact)));
      any.add(Map.of("terms", Map.of(Form.called(facet), called)));
      if (none) {
        var some = Map.of("exists", Map.of("field", Form.value(facet)));
        any.add(Map.of("bool", Map.of("must_not", List.of(some))));
      }
      return Map.of("bool", Map.of("should", any));
    }
  }

  /// @param filters the values chosen by facet, as they were said
  /// @param counted the codes of the facets to count; empty for all
  Choices(Snapshot snapshot, Map<String, List<String>> filters, Set<String> counted)
      throws IOException {
    for (Facet facet : Facet.values()) {
      List<String> wanted = filters.getOrDefault(facet.code(), List.of());
      if (!wanted.isEmpty()) {
        chosen.put(facet, choice(snapshot, facet, wanted));
      }
    }
    this.counted =
        List.of(Facet.values()).stream()
            .filter(facet -> counted.isEmpty() || counted.contains(facet.code()))
            .toList();
  }

  private static Choice choice(Snapshot snapshot, Facet facet, List<String> wanted)
      throws IOException {
    var exact = new TreeSet<String>();
    var called = new TreeSet<String>();
    for (String value : wanted) {
      if (snapshot.has(Form.value(facet), value)) {
        exact.add(value);
      } else {
        called.add(Folding.of(value));
      }
    }
    return new Choice(exact, called, wanted.contains(Facet.NONE));
  }

  /// What hits have to pass.
  List<Map<String, Object>> filters() {
    var filters = new ArrayList<Map<String, Object>>();
    chosen.forEach((facet, choice) -> filters.add(choice.filter(facet)));
    return filters;
  }

  /// The counting, by facet.
  Map<String, Object> counting() {
    var counting = new LinkedHashMap<String, Object>();
    for (Facet facet : counted) {
      var others = new ArrayList<Map<String, Object>>();
      chosen.forEach((other, choice) -> {
        if (other != facet) {
          others.add(choice.filter(other));
        }
      });
      var parts = new HashMap<String, Object>();
      parts.put("values", values(facet));
      parts.put("none", Map.of("missing", Map.of("field", Form.value(facet))));
      Choice own = chosen.get(facet);
      if (own != null) {
        parts.put(
            "chosen", Map.of("filter", own.filter(facet), "aggs", Map.of("values", values(facet))));
      }
      counting.put(
          facet.code(), Map.of("filter", Map.of("bool", Map.of("filter", others)), "aggs", parts));
    }
    return counting;
  }

  private static Map<String, Object> values(Facet facet) {
    return Map.of(
        "terms",
        Map.of(
            "field", Form.name(facet.field()),
            "size", MAX_WRITTEN,
            "order", List.of(Map.of("_count", "desc"), Map.of("_key", "asc"))));
  }

  /// The values of every facet counted, the most frequent first, chosen ones always among them.
  ///
  /// @param labels tells the chosen values of a facet where no hit has them
  Map<String, List<FacetValue>> facets(JsonNode counts, Labels labels) throws IOException {
    var facets = new LinkedHashMap<String, List<FacetValue>>();
    for (Facet facet : counted) {
      List<FacetValue> values = facet(facet, counts.path(facet.code()), labels);
      if (!values.isEmpty()) {
        facets.put(facet.code(), values);
      }
    }
    return facets;
  }

  /// Tells values.
  interface Labels {

    /// The values of a facet that some datasets have.
    List<FacetTerm> of(Facet facet, Map<String, Object> datasets) throws IOException;
  }

  private List<FacetValue> facet(Facet facet, JsonNode counts, Labels labels) throws IOException {
    var found = new TreeMap<String, FacetValue>();
    for (JsonNode bucket : counts.path("values").path("buckets")) {
      add(found, term(bucket), bucket.path("doc_count").longValue());
    }
    List<FacetValue> sorted =
        found.values().stream()
            .sorted(Comparator.comparingLong(value -> -value.count()))
            .limit(MAX_VALUES)
            .toList();
    var values = new LinkedHashMap<String, FacetValue>();
    sorted.forEach(value -> values.put(value.value(), value));
    Choice own = chosen.get(facet);
    if (own != null) {
      for (FacetValue value : chosen(facet, own, counts, labels)) {
        values.putIfAbsent(value.value(), value);
      }
    }
    var all = new ArrayList<FacetValue>();
    long none = counts.path("none").path("doc_count").longValue();
    if (none > 0) {
      all.add(new FacetValue(Facet.NONE, "ohne Angabe", none));
    }
    all.addAll(values.values());
    all.sort(Comparator.comparingLong(value -> -value.count()));
    return all;
  }

  /// The chosen values with their counts, in the order of their names.
  private static Iterable<FacetValue> chosen(
      Facet facet, Choice own, JsonNode counts, Labels labels) throws IOException {
    var chosen = new TreeMap<String, FacetValue>();
    for (JsonNode bucket : counts.path("chosen").path("values").path("buckets")) {
      FacetTerm term = term(bucket);
      if (own.means(term)) {
        add(chosen, term, bucket.path("doc_count").longValue());
      }
    }
    for (FacetTerm term : labels.of(facet, own.filter(facet))) {
      if (own.means(term)) {
        add(chosen, term, 0);
      }
    }
    return chosen.values();
  }

  private static FacetTerm term(JsonNode bucket) {
    return FacetTerm.read(bucket.path("key").asString());
  }

  private static void add(Map<String, FacetValue> values, FacetTerm term, long count) {
    values.merge(
        term.value(),
        new FacetValue(term.value(), term.label(), count),
        (one, other) -> new FacetValue(one.value(), one.label(), one.count() + other.count()));
  }
}
