package org.allmende.harvest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Says objects in JSON in the words of DCAT, field by field, driven by a table.
final class JsonToDcat {

  private static final int DEEPEST = 12;
  private static final Pattern SIZE =
      Pattern.compile("(?i)([\\d.,]{1,20})\\s*(bytes?|octets?|b|kb|kib|ko|mb|mib|mo|gb|gib|go)?");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(?:[-_][A-Za-z]{2,4})?");
  private static final List<String> ADDRESSES = List.of("@id", "uri", "identifier");
  private static final List<String> NAMES =
      List.of("@value", "notation", "prefLabel", "name", "title", "label", "@id");

  private final JsonFields fields;
  private final RecordGraph out;
  private final Set<String> unknown = new TreeSet<>();

  JsonToDcat(JsonFields fields, RecordGraph out) {
    this.fields = fields;
    this.out = out;
  }

  /// The fields that are in no table, such as `Dataset.colour`.
  Set<String> unknown() {
    return unknown;
  }

  /// Says all that the table knows about an object.
  void object(JsonNode object, Node subject, String kind) {
    object(object, subject, kind, 0);
  }

  private void object(JsonNode object, Node subject, String kind, int depth) {
    Map<String, JsonFields.Field> known = fields.of(kind);
    known.forEach((key, field) -> {
      JsonNode value = object.get(key);
      Node property = field.property();
      if (value != null && property != null && (!field.spare() || !out.has(subject, property))) {
        value(value, subject, property, field, depth);
      }
    });
    for (String key : object.propertyNames()) {
      if (!known.containsKey(key)
          && !key.startsWith("@")
          && !ADDRESSES.contains(key)
          && says(object.get(key))) {
        unknown.add(kind + "." + key);
      }
    }
  }

  private static boolean says(JsonNode value) {
    return !value.isNull()
        && !(value.isContainer() && value.isEmpty())
        && !(value.isString() && value.stringValue().isBlank());
  }

  private void value(
      JsonNode value, Node subject, Node property, JsonFields.Field field, int depth) {
    if (value.isNull() || depth > DEEPEST) {
      return;
    }
    if (value.isArray() && !(field.form() == JsonFields.Form.PLACE && isBox(value))) {
      value.forEach(item -> value(item, subject, property, field, depth + 1));
      return;
    }
    switch (field.form()) {
      case TEXT -> text(value, subject, property);
      case LINK -> out.link(subject, property, plain(value));
      case REFERENCE -> out.link(subject, property, plain(value));
      case LIST -> list(value, subject, property, field, depth);
      case THING -> thing(value, subject, property, field, depth);
      case PLACE -> place(value, subject, property, field, depth);
      case GEOMETRY ->
          out.text(subject, property, value.isString() ? value.stringValue() : value.toString());
      case SIZE -> size(plain(value), subject, property);
    }
  }

  private void text(JsonNode value, Node subject, Node property) {
    if (value.isObject() && isTranslated(value)) {
      for (String tag : value.propertyNames()) {
        out.text(subject, property, plain(value.get(tag)), tag.replace('_', '-'));
      }
      return;
    }
    String language = value.path("@language").asString("");
    out.text(subject, property, plain(value), LANGUAGE.matcher(language).matches() ? language : "");
  }

  private static boolean isTranslated(JsonNode value) {
    return !value.isEmpty()
        && value.propertyNames().stream().allMatch(key -> LANGUAGE.matcher(key).matches())
        && value.values().stream().allMatch(JsonNode::isString);
  }

  private void list(
      JsonNode value, Node subject, Node property, JsonFields.Field field, int depth) {
    String text = plain(value).strip();
    Optional<JsonNode> parsed = parsed(text);
    if (parsed.isPresent()) {
      parsed.get().forEach(item -> value(item, subject, property, field, depth + 1));
      return;
    }
    boolean addresses = RecordGraph.isAddress(text.split("[,;\\s]", 2)[0]);
    for (String item : addresses ? text.split("[,;\\s]+", -1) : text.split(",(?!\\d)", -1)) {
      out.link(subject, property, item);
    }
  }

  /// An array that was written into a text.
  static Optional<JsonNode> parsed(String text) {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode value = Json.foreign().readTree(text);
      return value.isContainer() ? Optional.of(value) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void thing(
      JsonNode value, Node subject, Node property, JsonFields.Field field, int depth) {
    if (!value.isObject()) {
      Optional<JsonNode> parsed = parsed(plain(value).strip());
      if (parsed.isPresent()) {
        value(parsed.get(), subject, property, field, depth + 1);
      } else {
        out.link(subject, property, plain(value));
      }
      return;
    }
    if (!value.propertyStream().anyMatch(entry -> says(entry.getValue()))) {
      return;
    }
    Node node = address(value, field.kind());
    out.add(subject, property, node);
    out.add(node, Terms.A, JsonFields.kind(field.kind()));
    object(value, node, field.kind(), depth + 1);
  }

  private static Node address(JsonNode value, String kind) {
    for (String key : ADDRESSES) {
      String text = value.path(key).asString("").strip();
      boolean own = !key.equals("identifier") || kind.equals("Agent");
      if (own && RecordGraph.isAddress(text)) {
        return Terms.iri(text);
      }
    }
    return NodeFactory.createBlankNode();
  }

  private void place(
      JsonNode value, Node subject, Node property, JsonFields.Field field, int depth) {
    if (value.isObject() && (value.has("coordinates") || value.has("geometries"))) {
      out.text(subject, property, value.toString());
      return;
    }
    if (value.isObject() && !field.kind().isEmpty()) {
      thing(value, subject, property, field, depth);
      return;
    }
    String text = value.isArray() ? value.toString().replaceAll("[\\[\\]\\s]", "") : plain(value);
    Optional<String> box = Box.wkt(List.of(text.replace(" ", "").split(",", -1)));
    if (box.isPresent()) {
      Node location = out.thing(subject, property, Terms.LOCATION);
      out.add(
          location,
          Terms.BBOX,
          NodeFactory.createLiteralDT(box.get(), NodeFactory.getType(Terms.WKT.getURI())));
    } else {
      out.link(subject, property, text);
    }
  }

  private static boolean isBox(JsonNode value) {
    return value.size() == 4 && value.valueStream().allMatch(JsonNode::isNumber);
  }

  /// `509.76 KB` is about as many bytes as it says: taken as such only where it is exact.
  private void size(String text, Node subject, Node property) {
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      out.text(subject, property, text);
      return;
    }
    String unit = size.group(2) == null ? "" : size.group(2).toLowerCase(Locale.ROOT);
    boolean bytes =
        unit.isEmpty() || unit.startsWith("byte") || unit.startsWith("octet") || unit.equals("b");
    String digits = size.group(1).replaceFirst("[.,]0+$", "");
    if (bytes && digits.matches("\\d{1,18}")) {
      if (!digits.equals("0")) {
        out.add(
            subject,
            property,
            NodeFactory.createLiteralDT(digits, XSDDatatype.XSDnonNegativeInteger));
      }
    } else {
      out.text(subject, Terms.COMMENT, text);
    }
  }

  /// The text of a value, whatever it is wrapped in.
  static String plain(JsonNode value) {
    if (value.isString()) {
      return value.stringValue();
    }
    if (value.isValueNode()) {
      return value.isNull() ? "" : value.asString();
    }
    for (String key : NAMES) {
      JsonNode name = value.get(key);
      if (name != null && name.isValueNode() && !name.isNull()) {
        return name.asString();
      }
    }
    return value.isObject() ? "" : value.toString();
  }
}
