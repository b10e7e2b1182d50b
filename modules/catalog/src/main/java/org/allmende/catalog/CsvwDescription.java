package org.allmende.catalog;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A [CSVW](https://www.w3.org/TR/tabular-metadata/) document: what it says about a table as a
/// dataset, in the form that [MetadataReader] reads.
record CsvwDescription(JsonNode json) {

  private static final String CONTEXT = "http://www.w3.org/ns/csvw";

  /// Whether a document is one.
  static boolean is(JsonNode json) {
    JsonNode context = json.path("@context");
    JsonNode first = context.isArray() ? context.path(0) : context;
    return first.asString("").equals(CONTEXT) && (json.has("url") || json.has("tables"));
  }

  /// What is said about one of its files; empty where the file is none of its.
  Optional<ObjectNode> about(String file) {
    if (!is(json)) {
      return Optional.empty();
    }
    if (!json.has("tables")) {
      return isAt(json, file) ? Optional.of(said(json, json)) : Optional.empty();
    }
    for (JsonNode table : json.path("tables")) {
      if (isAt(table, file)) {
        return Optional.of(said(table, json));
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(JsonNode table, String file) {
    String url = table.path("url").asString("");
    String name = url.substring(url.lastIndexOf('/') + 1);
    return name.equals(file) || name.replace("%20", " ").equals(file);
  }

  private ObjectNode said(JsonNode table, JsonNode group) {
    var said = JsonNodeFactory.instance.objectNode();
    MetadataReader.put(said, "title", texts(find(table, group, "title", "name", "label")));
    MetadataReader.put(said, "description", texts(find(table, group, "description", "comment")));
    JsonNode keywords = find(table, group, "keyword", "keywords", "subject");
    if (!keywords.isMissingNode()) {
      var all = said.putArray("keywords");
      items(keywords).forEach(keyword -> all.add(text(keyword)));
    }
    MetadataReader.put(said, "license", text(find(table, group, "license")));
    MetadataReader.put(said, "publisher", publisher(find(table, group, "publisher")));
    MetadataReader.put(said, "identifier", text(find(table, group, "identifier")));
    MetadataReader.put(said, "landingPage", text(find(table, group, "landingPage")));
    return said;
  }

  /// The property of the table, else of the group, that ends in one of the names.
  private static JsonNode find(JsonNode table, JsonNode group, String... names) {
    for (String name : names) {
      for (JsonNode described : List.of(table, group)) {
        for (String prefix : List.of("dc:", "dcterms:", "dcat:", "schema:", "rdfs:", "dc11:")) {
          if (described.has(prefix + name)) {
            return described.path(prefix + name);
          }
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode publisher(JsonNode value) {
    JsonNode first = value.isArray() ? value.path(0) : value;
    if (!first.isObject() || first.has("@value")) {
      return text(first);
    }
    var publisher = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("schema:name", "foaf:name", "rdfs:label", "dc:title")) {
      if (first.has(name)) {
        MetadataReader.put(publisher, "name", text(first.path(name)));
      }
    }
    MetadataReader.put(publisher, "uri", first.path("@id"));
    return publisher.isEmpty() ? MissingNode.getInstance() : publisher;
  }

  /// Texts by language.
  private JsonNode texts(JsonNode value) {
    var texts = JsonNodeFactory.instance.objectNode();
    for (JsonNode item : items(value)) {
      String language = item.path("@language").asString(language());
      JsonNode text = text(item);
      if (!text.isMissingNode() && !texts.has(language)) {
        texts.set(language, text);
      }
    }
    return texts.isEmpty() ? MissingNode.getInstance() : texts;
  }

  private String language() {
    return json.path("@context").path(1).path("@language").asString("de");
  }

  private static Iterable<JsonNode> items(JsonNode value) {
    return value.isMissingNode() ? List.of() : value.isArray() ? value : List.of(value);
  }

  /// The text or address of a value.
  private static JsonNode text(JsonNode value) {
    JsonNode first = value.isArray() ? value.path(0) : value;
    if (!first.isObject()) {
      return first;
    }
    return first.has("@value") ? first.path("@value") : first.path("@id");
  }
}
