package org.allmende.catalog.said;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.model.ColumnType;
import org.allmende.model.Told;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a person says about how a file is to be read, as JSON: one member for each word, none for
/// what is not said.
///
/// ```json
/// {"encoding": "windows-1252", "delimiter": ";", "headerRow": 3, "skippedRows": [46],
///  "columns": [{"column": "PLZ", "type": "string", "missing": ["k. A."]}]}
/// ```
public final class ToldJson {

  private static final Set<String> MEMBERS =
      Set.of(
          "encoding",
          "delimiter",
          "quote",
          "decimal",
          "sheet",
          "headerRow",
          "headerRows",
          "firstDataRow",
          "columns",
          "skippedRows",
          "skippedColumns");
  private static final Set<String> OF_COLUMN =
      Set.of("column", "type", "decimal", "order", "missing");
  private static final int LONGEST = 200;
  private static final int MOST = 2_000;

  private ToldJson() {}

  /// A member that is not as it has to be.
  public static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    private Wrong(String member) {
      super(member);
    }

    /// Where it stands, such as `columns/0/type`.
    public String member() {
      return String.valueOf(getMessage());
    }
  }

  /// What a document says.
  ///
  /// @throws Wrong when a member is not known, or is not as it has to be
  public static Told read(JsonNode json) throws Wrong {
    require(json.isObject(), "");
    known(json, MEMBERS, "");
    var columns = new ArrayList<Told.Column>();
    for (JsonNode column : all(json, "columns", "")) {
      columns.add(column(column, "columns/" + columns.size() + "/"));
    }
    var rows = new ArrayList<Integer>();
    for (JsonNode row : all(json, "skippedRows", "")) {
      require(row.isInt() && row.asInt() > 0, "skippedRows");
      rows.add(row.asInt());
    }
    return new Told(
        text(json, "encoding", ""),
        text(json, "delimiter", ""),
        one(json, "quote", "", Set.of("", "\"", "'")),
        one(json, "decimal", "", Set.of("comma", "point")),
        text(json, "sheet", ""),
        number(json, "headerRow", 0),
        number(json, "headerRows", 1),
        number(json, "firstDataRow", 1),
        columns,
        rows,
        skippedColumns(json));
  }

  private static List<String> skippedColumns(JsonNode json) throws Wrong {
    var columns = new ArrayList<String>();
    for (JsonNode column : all(json, "skippedColumns", "")) {
      boolean named = column.isString() && column.asString().length() <= LONGEST;
      require(named || (column.isInt() && column.asInt() > 0), "skippedColumns");
      columns.add(column.asString());
    }
    return columns;
  }

  private static Told.Column column(JsonNode json, String at) throws Wrong {
    require(json.isObject(), at + "column");
    known(json, OF_COLUMN, at);
    JsonNode name = json.path("column");
    String column = name.isInt() ? String.valueOf(name.asInt()) : text(json, "column", at);
    require(column != null, at + "column");
    var missing = new ArrayList<String>();
    for (JsonNode value : all(json, "missing", at)) {
      require(value.isString() && value.asString().length() <= LONGEST, at + "missing");
      missing.add(value.asString());
    }
    String type = one(json, "type", at, Set.of("string", "decimal", "date"));
    return new Told.Column(
        String.valueOf(column),
        type == null ? null : ColumnType.valueOf(type.toUpperCase(Locale.ROOT)),
        one(json, "decimal", at, Set.of("comma", "point")),
        one(json, "order", at, Set.of("day", "month")),
        missing);
  }

  private static void known(JsonNode json, Set<String> members, String at) throws Wrong {
    for (String name : json.propertyNames()) {
      require(members.contains(name), at + name);
    }
  }

  private static List<JsonNode> all(JsonNode json, String name, String at) throws Wrong {
    JsonNode list = json.path(name);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    require(list.isArray() && list.size() <= MOST, at + name);
    var all = new ArrayList<JsonNode>();
    list.forEach(all::add);
    return all;
  }

  private static @Nullable String text(JsonNode json, String name, String at) throws Wrong {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    require(value.isString() && value.asString().length() <= LONGEST, at + name);
    return value.asString();
  }

  private static @Nullable String one(JsonNode json, String name, String at, Set<String> of)
      throws Wrong {
    String value = text(json, name, at);
    require(value == null || of.contains(value), at + name);
    return value;
  }

  private static @Nullable Integer number(JsonNode json, String name, int least) throws Wrong {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    require(value.isInt() && value.asInt() >= least, name);
    return value.asInt();
  }

  private static void require(boolean right, String member) throws Wrong {
    if (!right) {
      throw new Wrong(member);
    }
  }

  /// The same as JSON.
  public static Map<String, Object> write(Told told) {
    var json = new LinkedHashMap<String, Object>();
    put(json, "encoding", told.encoding());
    put(json, "delimiter", told.delimiter());
    put(json, "quote", told.quote());
    put(json, "decimal", told.decimal());
    put(json, "sheet", told.sheet());
    put(json, "headerRow", told.headerRow());
    put(json, "headerRows", told.headerRows());
    put(json, "firstDataRow", told.firstDataRow());
    if (!told.columns().isEmpty()) {
      json.put("columns", told.columns().stream().map(ToldJson::write).toList());
    }
    if (!told.skippedRows().isEmpty()) {
      json.put("skippedRows", told.skippedRows());
    }
    if (!told.skippedColumns().isEmpty()) {
      json.put("skippedColumns", told.skippedColumns());
    }
    return json;
  }

  private static Map<String, Object> write(Told.Column column) {
    var json = new LinkedHashMap<String, Object>();
    json.put("column", column.column());
    ColumnType type = column.type();
    put(json, "type", type == null ? null : type.code());
    put(json, "decimal", column.decimal());
    put(json, "order", column.order());
    if (!column.missing().isEmpty()) {
      json.put("missing", column.missing());
    }
    return json;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
