package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.search.Fields;
import org.allmende.search.Impacts;
import tools.jackson.databind.JsonNode;

/// Reads in how many datasets terms stand: the index is shown a document that has them and says
/// what it knows of each, which is one look at its dictionary and no search.
final class TermStatistics {

  private final Cluster cluster;
  private final String index;

  TermStatistics(Cluster cluster, String index) {
    this.cluster = cluster;
    this.index = index;
  }

  void read(Map<String, Set<String>> terms, Memory memory) throws IOException {
    var document = new HashMap<String, Object>();
    var analyzers = new HashMap<String, String>();
    terms.forEach((field, wanted) -> {
      // A field is known by what stands in it.
      List<String> shown = wanted.isEmpty() ? List.of("x") : List.copyOf(wanted);
      boolean text = isText(field);
      document.put(field, text ? String.join(" ", shown) : shown);
      if (text) {
        analyzers.put(field, Form.BLANKS);
      }
    });
    JsonNode answer =
        cluster
            .ask(
                "POST",
                index + "/_termvectors",
                Map.of(
                    "doc", document,
                    "fields", List.copyOf(terms.keySet()),
                    "per_field_analyzer", analyzers,
                    "term_statistics", true,
                    "field_statistics", true,
                    "positions", false,
                    "offsets", false,
                    "payloads", false))
            .path("term_vectors");
    terms.forEach((field, wanted) -> {
      JsonNode known = answer.path(field);
      int users = known.path("field_statistics").path("doc_count").intValue(0);
      memory.keep(new Lookup.Users(field), users);
      for (String term : wanted) {
        int frequency = known.path("terms").path(term).path("doc_freq").intValue(0);
        memory.keep(new Lookup.Frequency(field, term), frequency);
      }
    });
  }

  private static boolean isText(String field) {
    return Fields.TEXTS.contains(field)
        || Impacts.FIELDS.contains(field)
        || field.equals(Fields.DATA)
        || field.equals(Fields.BEGINNING);
  }
}
