package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.DeclaredTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a CSVW document [declares about the
/// columns](https://www.w3.org/TR/tabular-metadata/#columns) of a table. Read leniently: what is
/// wrong with the document is found by [CsvwCheck], and what is right in it counts all the same.
///
/// @param references documents that the document refers to
record CsvwColumns(CsvwDescription document, References references) {

  private static final int MOST_COLUMNS = 2_000;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_DESCRIPTION = 2_000;

  DeclaredTable declared(JsonNode table) throws IOException {
    JsonNode group = document.json();
    JsonNode schema = references.object(first("tableSchema", table, group));
    JsonNode dialect = references.object(first("dialect", table, group));
    var columns = new ArrayList<DeclaredColumn>();
    for (JsonNode column : schema.path("columns")) {
      if (!column.path("virtual").asBoolean(false) && columns.size() < MOST_COLUMNS) {
        columns.add(column(column, List.of(column, schema, table, group)));
      }
    }
    var key = new ArrayList<String>();
    JsonNode said = schema.path("primaryKey");
    for (JsonNode name : said.isArray() ? said : List.of(said)) {
      if (name.isString()) {
        key.add(plain(name.asString()));
      }
    }
    return new DeclaredTable(
        "",
        columns,
        DeclaredForms.names(key),
        text(dialect.path("encoding")),
        DeclaredForms.sign(dialect.path("delimiter")).orElse(null),
        header(dialect));
  }

  /// @param around the column and what it inherits from, innermost first
  private DeclaredColumn column(JsonNode column, List<JsonNode> around) {
    JsonNode datatype = first("datatype", around.toArray(JsonNode[]::new));
    String base = datatype.isObject() ? datatype.path("base").asString("string") : "";
    ColumnType type = DeclaredForms.type(datatype.isObject() ? base : datatype.asString(""));
    Map<String, List<String>> titles = titles(column.path("titles"));
    var names = new ArrayList<String>();
    if (column.has("name")) {
      names.add(plain(column.path("name").asString("")));
    }
    titles.values().forEach(names::addAll);
    var shown = new LinkedHashMap<String, String>();
    titles.forEach((language, all) -> shown.put(language, all.getFirst()));
    List<String> words = type == ColumnType.BOOLEAN ? yesAndNo(datatype) : List.of();
    return new DeclaredColumn(
        DeclaredForms.names(names),
        DeclaredForms.texts(shown, LONGEST_TITLE),
        DeclaredForms.texts(descriptions(column), LONGEST_DESCRIPTION),
        type,
        form(type, datatype.path("format")),
        DeclaredForms.words(first("null", around.toArray(JsonNode[]::new))),
        words.isEmpty() ? List.of() : words.subList(0, 1),
        words.isEmpty() ? List.of() : words.subList(1, 2),
        DeclaredForms.unit(column));
  }

  private static @Nullable String form(@Nullable ColumnType type, JsonNode format) {
    return switch (type) {
      case INTEGER, DECIMAL ->
          format.isObject()
              ? DeclaredForms.numberForm(format)
              : DeclaredForms.patternForm(format.asString(""));
      case DATE, DATETIME, TIME -> DeclaredForms.datePattern(format.asString(""));
      case null, default -> null;
    };
  }

  /// What stands for yes and for no, as `Y|N` says it.
  private static List<String> yesAndNo(JsonNode datatype) {
    String[] words = datatype.path("format").asString("").split("\\|", -1);
    return words.length == 2 && !words[0].isBlank() && !words[1].isBlank()
        ? List.of(words[0].strip(), words[1].strip())
        : List.of();
  }

  private Map<String, List<String>> titles(JsonNode said) {
    var titles = new LinkedHashMap<String, List<String>>();
    if (said.isObject()) {
      said.properties().forEach(title -> put(titles, title.getKey(), title.getValue()));
    } else {
      put(titles, document.language(), said);
    }
    return titles;
  }

  private static void put(Map<String, List<String>> titles, String language, JsonNode said) {
    var all = new ArrayList<String>();
    for (JsonNode title : said.isArray() ? said : List.of(said)) {
      if (title.isString() && !title.asString().isBlank()) {
        all.add(title.asString());
      }
    }
    if (!all.isEmpty()) {
      titles.put(language, all);
    }
  }

  private Map<String, String> descriptions(JsonNode column) {
    var descriptions = new LinkedHashMap<String, String>();
    document
        .texts(CsvwDescription.find(column, column, "description", "comment"))
        .properties()
        .forEach(text -> descriptions.put(text.getKey(), text.getValue().asString("")));
    return descriptions;
  }

  private static @Nullable Boolean header(JsonNode dialect) {
    if (dialect.has("headerRowCount")) {
      return dialect.path("headerRowCount").asInt(1) > 0;
    }
    return dialect.path("header").isBoolean() ? dialect.path("header").asBoolean() : null;
  }

  private static JsonNode first(String property, JsonNode... around) {
    for (JsonNode one : around) {
      if (one.has(property)) {
        return one.path(property);
      }
    }
    return around[0].path(property);
  }

  private static @Nullable String text(JsonNode value) {
    return value.isString() && value.asString().length() <= 40 ? value.asString() : null;
  }

  /// A name as people read it; those in the document may be percent-encoded.
  private static String plain(String name) {
    try {
      return name.indexOf('%') < 0
          ? name
          : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }
}
