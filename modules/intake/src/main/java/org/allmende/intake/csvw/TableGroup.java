package org.allmende.intake.csvw;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A [table group description](https://www.w3.org/TR/tabular-metadata/#table-groups).
///
/// @param notes as the metadata have them
/// @param annotations common properties in normal form
record TableGroup(
    @Nullable String id,
    List<TableDescription> tables,
    List<JsonNode> notes,
    Map<String, JsonNode> annotations) {

  static TableGroup of(TableDescription table) {
    return new TableGroup(null, List.of(table), List.of(), Map.of());
  }

  TableGroup only(Predicate<TableDescription> wanted) {
    return new TableGroup(id, tables.stream().filter(wanted).toList(), notes, annotations);
  }

  boolean describes(String url) {
    return tables.stream().anyMatch(table -> table.isAt(url));
  }
}
