package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.DeclaredTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a data package declares about the columns of one of its files, in a [table
/// schema](https://datapackage.org/standard/table-schema/).
///
/// @param descriptor of the package
/// @param references documents that it refers to
record PackageColumns(JsonNode descriptor, References references) {

  private static final int MOST_COLUMNS = 2_000;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_DESCRIPTION = 2_000;

  DeclaredTable declared(JsonNode resource) throws IOException {
    JsonNode schema = references.object(resource.path("schema"));
    JsonNode dialect = references.object(resource.path("dialect"));
    var columns = new ArrayList<DeclaredColumn>();
    for (JsonNode field : schema.path("fields")) {
      if (columns.size() < MOST_COLUMNS) {
        columns.add(column(field, schema.path("missingValues")));
      }
    }
    var key = new ArrayList<String>();
    JsonNode said = schema.path("primaryKey");
    for (JsonNode name : said.isArray() ? said : List.of(said)) {
      key.add(name.asString(""));
    }
    JsonNode encoding = resource.path("encoding");
    JsonNode header = dialect.path("header");
    return new DeclaredTable(
        "",
        columns,
        DeclaredForms.names(key),
        encoding.isString() && encoding.asString().length() <= 40 ? encoding.asString() : null,
        DeclaredForms.sign(dialect.path("delimiter"))
            .or(() -> DeclaredForms.sign(dialect.path("csv").path("delimiter")))
            .orElse(null),
        header.isBoolean() ? header.asBoolean() : null);
  }

  /// @param missing what the schema says stands for no value
  private DeclaredColumn column(JsonNode field, JsonNode missing) {
    Map<String, String> titles = texts(field, "title");
    var names = new ArrayList<String>();
    names.add(field.path("name").asString(""));
    names.addAll(titles.values());
    ColumnType type = type(field);
    boolean truth = type == ColumnType.BOOLEAN;
    return new DeclaredColumn(
        DeclaredForms.names(names),
        DeclaredForms.texts(titles, LONGEST_TITLE),
        DeclaredForms.texts(texts(field, "description"), LONGEST_DESCRIPTION),
        type,
        form(type, field),
        DeclaredForms.words(field.has("missingValues") ? field.path("missingValues") : missing),
        truth ? DeclaredForms.words(field.path("trueValues")) : List.of(),
        truth ? DeclaredForms.words(field.path("falseValues")) : List.of(),
        DeclaredForms.unit(field));
  }

  /// A text that is an address says so in its format; the values show whether it is one.
  private static @Nullable ColumnType type(JsonNode field) {
    ColumnType type = DeclaredForms.type(field.path("type").asString(""));
    boolean address = field.path("format").asString("").equals("uri");
    return type == ColumnType.STRING && address ? null : type;
  }

  private static @Nullable String form(@Nullable ColumnType type, JsonNode field) {
    String format = field.path("format").asString("default");
    return switch (type) {
      case INTEGER, DECIMAL -> DeclaredForms.numberForm(field);
      case DATE, DATETIME, TIME ->
          format.equals("default") || format.equals("any")
              ? null
              : DeclaredForms.datePattern(format.startsWith("fmt:") ? format.substring(4) : format);
      case null, default -> null;
    };
  }

  /// A text in the languages it is said in: alone, as an object, or as `title@en`.
  private Map<String, String> texts(JsonNode field, String property) {
    var texts = new LinkedHashMap<String, String>();
    JsonNode said = field.path(property);
    if (said.isObject()) {
      said.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString("")));
    } else if (said.isString()) {
      texts.put(language(), said.asString());
    }
    String prefix = property + "@";
    field.properties().stream()
        .filter(member -> member.getKey().startsWith(prefix))
        .forEach(member ->
            texts.put(member.getKey().substring(prefix.length()), member.getValue().asString("")));
    return texts;
  }

  private String language() {
    String first = descriptor.path("languages").path(0).asString("");
    String language = first.isEmpty() ? descriptor.path("language").asString("de") : first;
    return DeclaredForms.isLanguage(language) ? language : "de";
  }
}
