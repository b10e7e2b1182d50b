package org.allmende.intake.csvw;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A [table description](https://www.w3.org/TR/tabular-metadata/#tables).
///
/// @param url where the tabular data are
/// @param dialect null where nobody says
/// @param notes as the metadata have them
/// @param annotations common properties in normal form
record TableDescription(
    String url,
    @Nullable String id,
    @Nullable DialectDescription dialect,
    Schema schema,
    boolean suppressOutput,
    List<JsonNode> notes,
    Map<String, JsonNode> annotations) {

  /// A table of which only the address is known.
  static TableDescription at(String url) {
    var schema =
        new Schema(false, null, List.of(), Inherited.NOTHING, List.of(), List.of(), List.of());
    return new TableDescription(url, null, null, schema, false, List.of(), Map.of());
  }

  TableDescription withColumns(List<ColumnDescription> columns) {
    return new TableDescription(
        url, id, dialect, schema.withColumns(columns), suppressOutput, notes, annotations);
  }

  boolean isAt(String address) {
    return Urls.normalized(url).equals(Urls.normalized(address));
  }
}
