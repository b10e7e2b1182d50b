package org.allmende.search.opensearch;

import java.util.List;
import java.util.Map;
import org.allmende.search.Fields;
import org.allmende.search.Worth;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the index keeps of a dataset to be shown.
///
/// @param document as Lucene would have it
/// @param score for what was asked; 0 where it was not ranked by it
/// @param sortTitle its title, folded
/// @param wholeTitle the words of its title, folded
/// @param standing how complete its description is
/// @param modified days since 1970; null where it does not say
record Kept(
    String id,
    Document document,
    float score,
    String sortTitle,
    String wholeTitle,
    long standing,
    @Nullable Long modified) {

  /// The parts of a document that are asked for.
  static final List<String> SOURCE =
      List.of(Form.KEPT, Fields.STANDING, Fields.MODIFIED, Fields.SORT_TITLE, Fields.WHOLE_TITLE);

  static List<Kept> all(JsonNode answer) {
    return answer.path("hits").path("hits").valueStream().map(Kept::of).toList();
  }

  static Kept of(JsonNode hit) {
    JsonNode source = hit.path("_source");
    var document = new Document();
    for (Map.Entry<String, JsonNode> field : source.path(Form.KEPT).properties()) {
      for (JsonNode value : field.getValue()) {
        document.add(new StoredField(field.getKey(), value.asString()));
      }
    }
    JsonNode modified = source.path(Fields.MODIFIED);
    return new Kept(
        hit.path("_id").asString(),
        document,
        hit.path("_score").isNumber() ? hit.path("_score").floatValue() : 0,
        source.path(Fields.SORT_TITLE).asString(""),
        source.path(Fields.WHOLE_TITLE).path(0).asString(""),
        source.path(Fields.STANDING).longValue(0),
        modified.isNumber() ? modified.longValue() : null);
  }

  /// What it is worth apart from any question, as a factor.
  double worth(long today) {
    Long day = modified();
    return 1 + Worth.ofStanding(standing) + (day == null ? 0 : Worth.ofAge(today - day));
  }
}
