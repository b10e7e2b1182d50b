package org.allmende.intake.csvw;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// [Generates JSON from tabular data](https://www.w3.org/TR/csv2json/), row by row.
final class Csv2Json implements TableSink {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final boolean standard;
  private final JsonGenerator out;
  private TableDescription table = TableDescription.at("");

  /// @param out is flushed at the end, not closed
  Csv2Json(Mode mode, OutputStream out) {
    this.standard = mode == Mode.STANDARD;
    this.out = JSON.createGenerator(out);
  }

  @Override
  public void begin(TableGroup group) {
    if (standard) {
      out.writeStartObject();
      id(group.id());
      annotate(group.notes(), group.annotations());
      out.writeName("tables");
    }
    out.writeStartArray();
  }

  @Override
  public void beginTable(TableDescription described) {
    table = described;
    if (isSaid()) {
      out.writeStartObject();
      id(table.id());
      out.writeStringProperty("url", table.url());
      out.writeName("row");
      out.writeStartArray();
    }
  }

  private boolean isSaid() {
    return standard && !table.suppressOutput();
  }

  @Override
  public void row(AnnotatedRow row) {
    if (table.suppressOutput()) {
      return;
    }
    List<ObjectNode> objects = RowObjects.of(row);
    if (!standard) {
      objects.forEach(this::write);
      return;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("url", Urls.withoutFragment(table.url()) + "#row=" + row.sourceNumber());
    node.put("rownum", row.number());
    List<String> titles =
        row.cells(table.schema().rowTitles()).stream()
            .flatMap(cell -> cell.texts().stream())
            .toList();
    if (titles.size() == 1) {
      node.put("titles", titles.getFirst());
    } else if (!titles.isEmpty()) {
      titles.forEach(node.putArray("titles")::add);
    }
    node.putArray("describes").addAll(objects);
    write(node);
  }

  @Override
  public void endTable(List<String> comments) {
    if (isSaid()) {
      out.writeEndArray();
      annotate(table.notes(), withComments(comments));
      out.writeEndObject();
    }
  }

  private Map<String, JsonNode> withComments(List<String> comments) {
    if (comments.isEmpty()) {
      return table.annotations();
    }
    var all = new LinkedHashMap<>(table.annotations());
    var texts = JsonNodeFactory.instance.arrayNode();
    JsonNode said = all.get("rdfs:comment");
    if (said != null) {
      texts.add(said);
    }
    comments.forEach(texts::add);
    all.put("rdfs:comment", texts);
    return all;
  }

  @Override
  public void end() {
    out.writeEndArray();
    if (standard) {
      out.writeEndObject();
    }
    out.flush();
  }

  private void id(@Nullable String id) {
    if (id != null) {
      out.writeStringProperty("@id", id);
    }
  }

  private void annotate(List<JsonNode> notes, Map<String, JsonNode> annotations) {
    if (!notes.isEmpty()) {
      out.writeName("notes");
      out.writeStartArray();
      notes.forEach(note -> write(plain(note)));
      out.writeEndArray();
    }
    annotations.forEach((name, value) -> {
      out.writeName(Terms.compacted(Terms.expanded(name)));
      write(plain(value));
    });
  }

  /// Without what JSON cannot say of a value: that it is an address, its language and datatype.
  private static JsonNode plain(JsonNode value) {
    if (value.isArray()) {
      var items = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value instanceof ObjectNode object) {
      if (object.has("@value")) {
        return object.path("@value");
      }
      if (object.has("@id") && object.size() == 1) {
        return object.path("@id");
      }
      var node = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(member -> node.set(member.getKey(), plain(member.getValue())));
      return node;
    }
    return value;
  }

  private void write(JsonNode node) {
    JSON.writeTree(out, node);
  }
}
