package org.allmende.web.ckan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.catalog.asking.RowEngine.Question;
import org.allmende.catalog.said.Json;
import org.allmende.model.Column;
import org.allmende.web.http.Reply;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// `datastore_search` of CKAN's action API: questions about rows, put into our own language. Column
/// names and values of others become quoted names and texts, and nothing else.
public final class CkanRows {

  private static final int USUAL = 100;
  private static final int MOST = 10_000;
  private static final int MOST_FILTERS = 50;
  private static final int MOST_VALUES = 500;

  private final CkanPackages packages;
  private final DatasetTables tables;
  private final RowEngine rows;
  private final String address;

  public CkanRows(CkanPackages packages, DatasetTables tables, RowEngine rows, String base) {
    this.packages = packages;
    this.tables = tables;
    this.rows = rows;
    this.address = base + "/api/3/action/datastore_search";
  }

  /// What is asked of a table.
  private record Asked(
      String resource,
      Found found,
      List<Column> columns,
      String where,
      String orderBy,
      int limit,
      int offset,
      boolean lists,
      boolean counted) {

    Question question() {
      return new Question(select(), where, "", orderBy, limit, offset);
    }

    private String select() {
      return columns.stream().map(CkanRows::name).collect(Collectors.joining(", "));
    }
  }

  /// A question that is understood, ready to be answered.
  final class Answer {
    private final Asked asked;
    private final String sort;

    private Answer(Asked asked, String sort) {
      this.asked = asked;
      this.sort = sort;
    }

    /// Changes whenever the answer may.
    String mark() {
      return Reply.hash(
          String.join(
              "\n",
              asked.found().mark(),
              asked.resource(),
              asked.question().toString(),
              asked.lists() + " " + asked.counted(),
              sort));
    }

    /// @param out gets the answer in CKAN's shape; is not closed
    void write(String help, OutputStream out) throws IOException {
      long total = asked.counted() ? count(asked) : -1;
      JsonGenerator json = Json.own().createGenerator(out);
      json.writeStartObject();
      json.writeStringProperty("help", help);
      json.writeBooleanProperty("success", true);
      json.writeName("result");
      result(asked, sort, total, json);
      json.writeEndObject();
      json.flush();
    }
  }

  /// @throws CkanProblem when there is no such table, or the question is wrong
  Answer ask(CkanCall call) throws IOException {
    String resource = call.required("resource_id");
    Found found = table(resource);
    List<Column> all = found.table().columns();
    boolean lists =
        switch (call.text("records_format")) {
          case "", "objects" -> false;
          case "lists" -> true;
          default -> throw CkanProblem.invalid("records_format", "objects or lists");
        };
    var asked =
        new Asked(
            resource,
            found,
            columns(call, all),
            where(call, all),
            order(call, all),
            call.number("limit", USUAL, MOST),
            call.number("offset", 0, Integer.MAX_VALUE),
            lists,
            call.flag("include_total", true));
    return new Answer(asked, call.text("sort"));
  }

  private Found table(String resource) throws IOException {
    var named = packages.resource(resource);
    var shown = named.map(CkanPackages.Resource::shown).or(() -> packages.find(resource));
    if (shown.isEmpty() || (named.isEmpty() && resource.split("--", 4).length > 2)) {
      throw CkanProblem.notFound("Not found: Resource \"" + resource + "\" was not found.");
    }
    String hash = named.map(one -> String.valueOf(one.distribution().checksum())).orElse("");
    List<Found> all = tables.all(shown.get(), "");
    return all.stream()
        .filter(found -> found.draft().upload().sha256().hex().equalsIgnoreCase(hash))
        .findFirst()
        .or(() ->
            isTable(named.orElse(null)) ? all.stream().findFirst() : java.util.Optional.empty())
        .orElseThrow(() -> CkanProblem.notFound("Not found: this resource is no table."));
  }

  /// Whether it is a form of the first table: one made of it, or none at all is named.
  private static boolean isTable(CkanPackages.@Nullable Resource resource) {
    return resource == null
        || (resource.distribution().checksum() == null && resource.distribution().rows() != null);
  }

  private static List<Column> columns(CkanCall call, List<Column> all) {
    if (!call.has("fields")) {
      return all;
    }
    var columns = new ArrayList<Column>();
    for (String name : call.texts("fields")) {
      if (!name.equals("_id")) {
        columns.add(column("fields", name, all));
      }
    }
    return columns.isEmpty() ? all : columns;
  }

  private static Column column(String parameter, String name, List<Column> all) {
    String plain = name.replaceAll("^\"|\"$", "");
    return all.stream()
        .filter(column -> column.name().equals(plain))
        .findFirst()
        .orElseThrow(() -> CkanProblem.invalid(parameter, "There is no such field: " + plain));
  }

  /// A column by its position, which is the same whatever it is called.
  private static String name(Column column) {
    return "#" + column.position();
  }

  private static String where(CkanCall call, List<Column> all) {
    var conditions = new ArrayList<String>();
    JsonNode filters = call.json("filters");
    if (filters.size() > MOST_FILTERS || (!filters.isMissingNode() && !filters.isObject())) {
      throw CkanProblem.invalid("filters", "An object of at most " + MOST_FILTERS + " fields.");
    }
    filters.forEachEntry(
        (field, value) -> conditions.add(condition(column("filters", field, all), value)));
    JsonNode question = call.json("q");
    if (question.isObject()) {
      question.forEachEntry((field, value) ->
          conditions.add(name(column("q", field, all)) + " contains " + text(value.asString(""))));
    } else {
      for (String word : call.text("q").split("\\s+", -1)) {
        if (!word.isEmpty() && conditions.size() < MOST_FILTERS) {
          conditions.add("* contains " + text(word.replaceAll(":\\*$", "")));
        }
      }
    }
    return String.join(" and ", conditions);
  }

  private static String condition(Column column, JsonNode value) {
    List<String> values = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(one -> values.add(text(one.asString(""))));
    if (value.isNull()) {
      return name(column) + " is null";
    }
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw CkanProblem.invalid(
          "filters", "From one to " + MOST_VALUES + " values for each field.");
    }
    return name(column) + " in (" + String.join(", ", values) + ")";
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String order(CkanCall call, List<Column> all) {
    var order = new ArrayList<String>();
    for (String one : call.texts("sort")) {
      String lower = one.toLowerCase(Locale.ROOT).replaceFirst("\\s+nulls (first|last)$", "");
      boolean descending = lower.endsWith(" desc");
      boolean said = descending || lower.endsWith(" asc");
      String name = said ? one.substring(0, lower.lastIndexOf(' ')).strip() : one;
      if (!name.equals("_id")) {
        order.add(name(column("sort", name, all)) + (descending ? " desc" : " asc"));
      }
    }
    return String.join(", ", order);
  }

  private long count(Asked asked) throws IOException {
    var counted = new Counted();
    rows.ask(
        asked.found().source(),
        new Question("count(*) as n", asked.where(), "", "", 1, 0),
        counted);
    return counted.number;
  }

  private static final class Counted implements RowEngine.Sink {
    private long number;

    @Override
    public void fields(List<Field> fields) {}

    @Override
    public void row(List<@Nullable Object> values) {
      number = values.getFirst() instanceof Number found ? found.longValue() : 0;
    }
  }

  private void result(Asked asked, String sort, long total, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringProperty("resource_id", asked.resource());
    json.writeBooleanProperty("include_total", asked.counted());
    json.writeNumberProperty("limit", asked.limit());
    json.writeNumberProperty("offset", asked.offset());
    json.writeStringProperty("records_format", asked.lists() ? "lists" : "objects");
    if (!sort.isEmpty()) {
      json.writeStringProperty("sort", sort);
    }
    fields(asked, json);
    json.writeName("records");
    json.writeStartArray();
    rows.ask(asked.found().source(), asked.question(), new Records(asked, json));
    json.writeEndArray();
    if (asked.counted()) {
      json.writeNumberProperty("total", total);
      json.writeBooleanProperty("total_was_estimated", false);
    }
    links(asked, total, json);
    json.writeEndObject();
  }

  private static void fields(Asked asked, JsonGenerator json) {
    json.writeName("fields");
    json.writeStartArray();
    field("_id", "int", json);
    List<String> ids = ids(asked.columns());
    for (int i = 0; i < ids.size(); i++) {
      field(ids.get(i), type(asked.columns().get(i)), json);
    }
    json.writeEndArray();
  }

  /// The names of the columns; of one name the second is called `… 2`.
  private static List<String> ids(List<Column> columns) {
    var ids = new ArrayList<String>();
    for (Column column : columns) {
      String id = column.name();
      for (int n = 2; ids.contains(id) || id.equals("_id"); n++) {
        id = column.name() + " " + n;
      }
      ids.add(id);
    }
    return ids;
  }

  private static void field(String id, String type, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("type", type);
    json.writeEndObject();
  }

  /// Types as PostgreSQL calls them.
  private static String type(Column column) {
    return switch (column.type()) {
      case INTEGER -> "int8";
      case DECIMAL -> "numeric";
      case BOOLEAN -> "bool";
      case DATE -> "date";
      case DATETIME -> "timestamp";
      case TIME -> "time";
      case STRING, DURATION, GEOMETRY, URI -> "text";
    };
  }

  private void links(Asked asked, long total, JsonGenerator json) {
    String start = address + "?resource_id=" + asked.resource() + "&limit=" + asked.limit();
    Map<String, String> links = new LinkedHashMap<>();
    links.put("start", start);
    long next = (long) asked.offset() + asked.limit();
    if (total < 0 || next < total) {
      links.put("next", start + "&offset=" + next);
    }
    json.writeName("_links");
    json.writePOJO(links);
  }

  /// Writes rows as they come; `_id` counts the rows of the answer.
  private static final class Records implements RowEngine.Sink {
    private final Asked asked;
    private final JsonGenerator json;
    private final List<String> ids;
    private long number;

    Records(Asked asked, JsonGenerator json) {
      this.asked = asked;
      this.json = json;
      this.ids = ids(asked.columns());
      this.number = asked.offset();
    }

    @Override
    public void fields(List<Field> fields) {}

    @Override
    public void row(List<@Nullable Object> values) {
      number++;
      if (asked.lists()) {
        json.writeStartArray();
        json.writeNumber(number);
        values.forEach(json::writePOJO);
        json.writeEndArray();
        return;
      }
      json.writeStartObject();
      json.writeNumberProperty("_id", number);
      for (int i = 0; i < Math.min(values.size(), ids.size()); i++) {
        json.writeName(ids.get(i));
        json.writePOJO(values.get(i));
      }
      json.writeEndObject();
    }
  }
}
