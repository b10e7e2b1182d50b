package org.allmende.search.opensearch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.search.Facet;
import org.allmende.search.Fields;
import org.allmende.search.Impacts;
import org.allmende.search.Ranking;

/// How an index is made. Texts arrive as the terms our own analysis has made of them, with blanks
/// between places in the text and `|` between the terms at one place; of a weighed term its weight
/// follows behind a `|`. Scores are worked out by the formulas of the index in this process.
final class Form {

  /// What takes a text for terms with blanks between them.
  static final String BLANKS = "blanks";

  static final String BOX = "box";
  static final String WEST = "box.west";
  static final String EAST = "box.east";
  static final String SOUTH = "box.south";
  static final String NORTH = "box.north";

  /// What a document is: one of these, by which everything is filtered that anybody may see.
  static final String KIND = "kind";

  static final String DATASET = "dataset";
  static final String POSITION = "position";

  static final String STORE = "store";

  /// What is kept to be shown, not to be found.
  static final String KEPT = "kept";

  /// The plain words of a dataset, each once: what beginnings are looked up in.
  static final String PLAIN = "plain";

  private static final String STACKED = "stacked";
  private static final String WEIGHED = "weighed";
  private static final int LONGEST_TOKEN = 1 << 20;

  /// BM25 as Lucene has it: some versions of OpenSearch multiply it by a constant.
  private static final String BM25 =
      """
      double idf = Math.log(1.0 + (field.docCount - term.docFreq + 0.5) / (term.docFreq + 0.5));
      double usual = (double) field.sumTotalTermFreq / field.docCount;
      double norm = 1.2 * (1 - LENGTH + LENGTH * doc.length / usual);
      return query.boost * idf * doc.freq / (doc.freq + norm);
      """;

  private static final String UNMEASURED =
      """
      double idf = Math.log(1.0 + (field.docCount - term.docFreq + 0.5) / (term.docFreq + 0.5));
      return query.boost * idf * doc.freq / (doc.freq + 1.2);
      """;

  private Form() {}

  /// The name of a field of ours there: dots would make objects of it.
  static String name(String field) {
    return field.replace('.', '_');
  }

  /// The field with the values of a facet alone, without label and other names.
  static String value(Facet facet) {
    return name(facet.field()) + "_value";
  }

  /// The field with everything a value of a facet is called, folded.
  static String called(Facet facet) {
    return name(facet.field()) + "_called";
  }

  static Map<String, Object> index() {
    return Map.of(
        "settings", settings(), "mappings", Map.of("dynamic", "strict", "properties", fields()));
  }

  /// One shard: what is counted is exact, and what is ranked is ranked by the same statistics.
  private static Map<String, Object> settings() {
    var similarity = new LinkedHashMap<String, Object>();
    similarity.put("impact", scripted("return query.boost * doc.freq / " + Impacts.SCALE + ".0;"));
    similarity.put("unmeasured", scripted(UNMEASURED));
    for (String field : Fields.TEXTS) {
      float length = Ranking.LENGTH.getOrDefault(field, 0.75f);
      similarity.put(field, scripted(BM25.replace("LENGTH", Float.toString(length))));
    }
    return Map.of(
        "number_of_shards",
        1,
        "auto_expand_replicas",
        "0-1",
        "refresh_interval",
        "-1",
        "max_result_window",
        20_000,
        "gc_deletes",
        "7d",
        "similarity",
        similarity,
        "analysis",
        analysis());
  }

  private static Map<String, Object> scripted(String source) {
    return Map.of("type", "scripted", "script", Map.of("source", source));
  }

  private static Map<String, Object> analysis() {
    var blanks = Map.of("type", "whitespace", "max_token_length", LONGEST_TOKEN);
    var stacked =
        Map.of(
            "type", "pattern_capture", "preserve_original", false, "patterns", List.of("([^|]+)"));
    return Map.of(
        "tokenizer",
        Map.of(BLANKS, blanks),
        "filter",
        Map.of(STACKED, stacked, WEIGHED, Map.of("type", "delimited_term_freq")),
        "analyzer",
        Map.of(
            BLANKS, Map.of("type", "custom", "tokenizer", BLANKS),
            STACKED, Map.of("type", "custom", "tokenizer", BLANKS, "filter", List.of(STACKED)),
            WEIGHED, Map.of("type", "custom", "tokenizer", BLANKS, "filter", List.of(WEIGHED))));
  }

  private static Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    for (String keyword :
        List.of(
            KIND,
            STORE,
            PLAIN,
            Fields.ID,
            Fields.PLACE_KEY,
            Fields.WHOLE_TITLE,
            Fields.WHOLE_KEYWORD,
            Fields.SORT_TITLE,
            name(Facet.FORMAT.field() + ".code"))) {
      fields.put(keyword, Map.of("type", "keyword"));
    }
    for (Facet facet : Facet.values()) {
      fields.put(name(facet.field()), Map.of("type", "keyword"));
      fields.put(value(facet), Map.of("type", "keyword"));
      fields.put(called(facet), Map.of("type", "keyword"));
    }
    for (String number :
        List.of(POSITION, Fields.TIE, Fields.MODIFIED, Fields.CHANGED, Fields.STANDING)) {
      fields.put(number, Map.of("type", "long"));
    }
    for (String span : List.of(Fields.COVERAGE, Fields.YEARS)) {
      fields.put(span, Map.of("type", "long_range"));
    }
    for (String text : Fields.TEXTS) {
      fields.put(text, text(STACKED, "positions", text));
    }
    for (String weighed : Impacts.FIELDS) {
      fields.put(weighed, text(WEIGHED, "freqs", "impact"));
    }
    for (String once : List.of(Fields.DATA, Fields.BEGINNING)) {
      fields.put(once, text(BLANKS, "docs", "unmeasured"));
    }
    var edge = Map.of("type", "double");
    fields.put(
        BOX,
        Map.of(
            "type",
            "nested",
            "properties",
            Map.of("west", edge, "east", edge, "south", edge, "north", edge)));
    fields.put(KEPT, Map.of("type", "object", "enabled", false));
    return fields;
  }

  private static Map<String, Object> text(String analyzer, String options, String similarity) {
    return Map.of(
        "type", "text",
        "analyzer", analyzer,
        "search_analyzer", BLANKS,
        "index_options", options,
        "norms", options.equals("positions"),
        "similarity", similarity);
  }
}
