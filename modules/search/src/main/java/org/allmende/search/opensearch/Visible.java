package org.allmende.search.opensearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The one filter that every question to the index passes through: found is what is a published
/// dataset, and nothing else that lies there.
final class Visible {

  private Visible() {}

  static Map<String, Object> of(Map<String, Object> query) {
    return of(query, List.of());
  }

  /// @param filters that hold besides
  static Map<String, Object> of(Map<String, Object> query, List<Map<String, Object>> filters) {
    var all = new ArrayList<Map<String, Object>>(filters);
    all.add(QueryDsl.term(Form.KIND, Form.DATASET));
    return Map.of("bool", Map.of("must", List.of(query), "filter", all));
  }
}
