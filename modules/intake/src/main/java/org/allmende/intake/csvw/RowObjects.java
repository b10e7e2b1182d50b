package org.allmende.intake.csvw;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.csvw.AnnotatedCell.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The [objects](https://www.w3.org/TR/csv2json/#gen-subj-cells) that a row describes. One that
/// another refers to, and nothing else does, is
/// [nested](https://www.w3.org/TR/csv2json/#nesting-objects) in it.
final class RowObjects {

  private static final String NOBODY = "";

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();

  /// A cell whose value is an address.
  private record Reference(String subject, String name, String url) {}

  private RowObjects() {}

  static List<ObjectNode> of(AnnotatedRow row) {
    var built = new RowObjects();
    for (AnnotatedCell cell : row.cells()) {
      if (!cell.column().suppressOutput() && !cell.isNull()) {
        built.add(cell);
      }
    }
    return built.references.isEmpty() ? List.copyOf(built.objects.values()) : built.nested();
  }

  private void add(AnnotatedCell cell) {
    String about = cell.aboutUrl();
    ObjectNode object =
        objects.computeIfAbsent(about == null ? NOBODY : about, RowObjects::identified);
    String property = cell.propertyUrl();
    String name = property == null ? cell.column().plainName() : Terms.compacted(property);
    String url = cell.valueUrl();
    if (url != null) {
      boolean type = name.equals("@type");
      put(object, name, JsonNodeFactory.instance.stringNode(type ? Terms.compacted(url) : url));
      references.add(new Reference(about == null ? NOBODY : about, name, url));
    } else if (cell.isList()) {
      var values = JsonNodeFactory.instance.arrayNode();
      cell.values().forEach(value -> values.add(json(value)));
      put(object, name, values);
    } else {
      cell.values().forEach(value -> put(object, name, json(value)));
    }
  }

  private static ObjectNode identified(String id) {
    var object = JsonNodeFactory.instance.objectNode();
    if (!id.equals(NOBODY)) {
      object.put("@id", id);
    }
    return object;
  }

  /// Values of one name become one array.
  private static void put(ObjectNode object, String name, JsonNode value) {
    JsonNode said = object.get(name);
    if (said == null) {
      object.set(name, value);
      return;
    }
    var all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : List.of(said, value)) {
      if (part instanceof ArrayNode array) {
        all.addAll(array);
      } else {
        all.add(part);
      }
    }
    object.set(name, all);
  }

  private static JsonNode json(Value value) {
    String lexical = value.lexical();
    return switch (value.datatype().base().kind()) {
      case BOOLEAN ->
          JsonNodeFactory.instance.booleanNode(lexical.equals("true") || lexical.equals("1"));
      case INTEGER, DECIMAL, FLOATING -> number(lexical);
      case TEXT, BINARY, DATE_TIME, DURATION, OTHER -> JsonNodeFactory.instance.stringNode(lexical);
    };
  }

  private static JsonNode number(String lexical) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(lexical));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.stringNode(lexical);
    }
  }

  private List<ObjectNode> nested() {
    Map<String, Integer> times = new HashMap<>();
    references.forEach(reference -> times.merge(reference.url(), 1, Integer::sum));
    Map<String, String> parents = new HashMap<>();
    for (Reference reference : references) {
      ObjectNode child = objects.get(reference.url());
      Integer count = times.get(reference.url());
      if (child != null
          && count != null
          && count == 1
          && !root(reference.subject(), parents).equals(reference.url())) {
        parents.put(reference.url(), reference.subject());
        replace(objects.get(reference.subject()), reference, child);
      }
    }
    return objects.entrySet().stream()
        .filter(object -> !parents.containsKey(object.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String root(String subject, Map<String, String> parents) {
    String root = subject;
    for (String above = parents.get(root); above != null; above = parents.get(root)) {
      root = above;
    }
    return root;
  }

  private static void replace(@Nullable ObjectNode parent, Reference reference, ObjectNode child) {
    if (parent == null) {
      return;
    }
    JsonNode said = parent.get(reference.name());
    if (said instanceof ArrayNode values) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).isString() && values.get(i).asString().equals(reference.url())) {
          values.set(i, child);
        }
      }
    } else {
      parent.set(reference.name(), child);
    }
  }
}
