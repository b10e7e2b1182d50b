package org.allmende.catalog.tables;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.DeclaredColumn;
import org.allmende.model.Table;

/// Says in JSON what a table that was cleaned looks like, for programs that know [CSVW](
/// https://www.w3.org/TR/tabular-metadata/): where it is, how it is spelled, what its columns hold.
public final class TableMetadata {

  private static final String GEOMETRY = "http://www.opengis.net/ont/geosparql#wktLiteral";

  private TableMetadata() {}

  /// The document about a table.
  ///
  /// @param address of the cleaned table
  /// @param title of the dataset
  public static Map<String, Object> of(Table table, String address, String title) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("@context", List.of("http://www.w3.org/ns/csvw", Map.of("@language", "de")));
    metadata.put("url", address);
    metadata.put("dc:title", title);
    metadata.put(
        "dialect",
        Map.of("encoding", "utf-8", "delimiter", ",", "header", true, "lineTerminators", "\r\n"));
    metadata.put("tableSchema", schema(table));
    return metadata;
  }

  private static Map<String, Object> schema(Table table) {
    var columns = new ArrayList<Map<String, Object>>();
    Set<String> names = new LinkedHashSet<>();
    var key = new TreeMap<Integer, String>();
    for (Column column : table.columns()) {
      var said = new LinkedHashMap<String, Object>();
      String name = name(column, names);
      int place = table.key().indexOf(column.name());
      if (place >= 0) {
        key.putIfAbsent(place, name);
      }
      said.put("name", name);
      said.put("titles", titles(column));
      List<Map<String, String>> descriptions = descriptions(column);
      if (!descriptions.isEmpty()) {
        said.put("dc:description", descriptions);
      }
      said.put("datatype", datatype(column));
      if (column.unit() != null) {
        said.put("schema:unitText", column.unit());
      }
      if (column.meaning() != null) {
        said.put("dc:subject", column.meaning());
      }
      said.put("required", column.profile().nulls() == 0);
      columns.add(said);
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("columns", columns);
    if (!key.isEmpty()) {
      schema.put("primaryKey", List.copyOf(key.values()));
    }
    return schema;
  }

  /// What the header has, which is all that is known where no descriptor says more; in German
  /// first, for what the header has is said in the language of the table.
  private static Object titles(Column column) {
    DeclaredColumn declared = column.declared();
    if (declared == null || declared.titles().isEmpty()) {
      return column.name();
    }
    var titles = new LinkedHashMap<String, Object>();
    titles.put("de", List.of(column.name()));
    declared
        .titles()
        .forEach((language, title) ->
            titles.merge(
                language,
                List.of(title),
                (header, _) ->
                    title.equals(column.name()) ? header : List.of(column.name(), title)));
    return titles;
  }

  private static List<Map<String, String>> descriptions(Column column) {
    DeclaredColumn declared = column.declared();
    return declared == null
        ? List.of()
        : declared.descriptions().entrySet().stream()
            .map(text -> Map.of("@value", text.getValue(), "@language", text.getKey()))
            .toList();
  }

  /// Names are parts of addresses: no blanks or signs, none twice.
  private static String name(Column column, Set<String> names) {
    String plain = column.name().strip().replaceAll("[\\s.-]+", "_").toLowerCase(Locale.ROOT);
    String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("*", "%2A");
    String first = encoded.isEmpty() || encoded.startsWith("_") ? "c" + encoded : encoded;
    String name = first;
    while (!names.add(name)) {
      name += "_" + column.position();
    }
    return name;
  }

  private static Object datatype(Column column) {
    return switch (column.type()) {
      case INTEGER -> "integer";
      case DECIMAL -> "decimal";
      case DATE -> date(column);
      case DATETIME -> "datetime";
      case TIME -> "time";
      case DURATION -> "duration";
      case URI -> "anyURI";
      case GEOMETRY -> Map.of("base", "string", "@id", GEOMETRY);
      case BOOLEAN -> isSpelledAlike(column) ? "boolean" : "string";
      case STRING -> "string";
    };
  }

  /// Yes and no are spelled as they came, unless a descriptor says what stands for them.
  private static boolean isSpelledAlike(Column column) {
    DeclaredColumn declared = column.declared();
    return declared != null
        && declared.type() == ColumnType.BOOLEAN
        && !declared.trues().isEmpty()
        && !declared.falses().isEmpty();
  }

  private static String date(Column column) {
    String min = column.profile().min();
    String max = column.profile().max();
    int least = min == null || max == null ? 10 : Math.min(min.length(), max.length());
    return least == 4 ? "gYear" : least == 7 ? "gYearMonth" : "date";
  }
}
