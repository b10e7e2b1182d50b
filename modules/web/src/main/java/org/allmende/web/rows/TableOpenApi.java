package org.allmende.web.rows;

import java.util.List;
import org.allmende.catalog.said.Json;
import org.allmende.model.Column;
import org.allmende.web.frame.OpenApi;
import org.allmende.web.rows.DatasetTables.Found;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The description of one table's routes, with its columns: what generators of clients and data
/// tools need to know about it.
final class TableOpenApi {

  private static final String TABLE = "/api/v1/datasets/{tenant}/{slug}/tables/{number}";
  private static final List<String> ROUTES = List.of("/columns", "/rows", "/rdf", "/bad-rows");

  private TableOpenApi() {}

  static ObjectNode of(OpenApi all, Found found, String title, int version) {
    ObjectNode document = all.copy();
    ObjectNode info = document.putObject("info");
    info.put("title", title + ": " + found.table().name());
    info.put("version", Integer.toString(version));
    document.putArray("servers").addObject().put("url", found.address());
    document.remove("tags");
    ObjectNode paths = (ObjectNode) document.remove("paths");
    ObjectNode own = document.putObject("paths");
    for (String route : ROUTES) {
      ObjectNode item = (ObjectNode) paths.path(TABLE + route);
      item.remove("parameters");
      own.set(route, item);
    }
    ObjectNode json =
        (ObjectNode) own.path("/rows").at("/get/responses/200/content/application~1json");
    json.set("schema", answer(found.table().columns()));
    return document;
  }

  private static ObjectNode answer(List<Column> columns) {
    ObjectNode schema = Json.own().createObjectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("columns").put("type", "array");
    ObjectNode rows = properties.putObject("rows").put("type", "array");
    ObjectNode row = rows.putObject("items").put("type", "object");
    ObjectNode cells = row.putObject("properties");
    columns.forEach(column -> cells.set(column.name(), cell(column)));
    ArrayNode next = properties.putObject("next").putArray("type");
    next.add("string").add("null");
    return schema;
  }

  /// A cell that is not of its column's type is the text it is.
  private static ObjectNode cell(Column column) {
    ObjectNode cell = Json.own().createObjectNode();
    ArrayNode types = cell.putArray("type");
    switch (column.type()) {
      case INTEGER -> types.add("integer").add("string");
      case DECIMAL -> types.add("number").add("string");
      case BOOLEAN -> types.add("boolean").add("string");
      case STRING, DATE, DATETIME, TIME, DURATION, GEOMETRY, URI -> types.add("string");
    }
    types.add("null");
    String meaning = column.meaning();
    String unit = column.unit();
    String said =
        (meaning == null ? "" : meaning)
            + (meaning == null || unit == null ? "" : ", ")
            + (unit == null ? "" : unit);
    if (!said.isEmpty()) {
      cell.put("description", said);
    }
    return cell;
  }
}
