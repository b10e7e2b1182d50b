package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.catalog.said.MetadataReader;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A [CSVW](https://www.w3.org/TR/tabular-metadata/) document: what it says about a table as a
/// dataset, in the form that [MetadataReader] reads.
record CsvwDescription(JsonNode json) implements Descriptor {

  private static final int MOST_TABLES = 1_000;
  private static final String CONTEXT = "http://www.w3.org/ns/csvw";

  /// Whether a document is one.
  static boolean is(JsonNode json) {
    JsonNode context = json.path("@context");
    JsonNode first = context.isArray() ? context.path(0) : context;
    return first.asString("").equals(CONTEXT) && (json.has("url") || json.has("tables"));
  }

  @Override
  public Optional<ObjectNode> about(String file) {
    return table(file).map(table -> said(table, json));
  }

  @Override
  public ObjectNode whole() {
    return said(json.has("tables") ? json : json.path("tables"), json);
  }

  @Override
  public Optional<DeclaredTable> declared(String file, Beside beside, List<Finding> findings)
      throws IOException {
    Optional<JsonNode> table = table(file);
    return table.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CsvwColumns(this, new References(beside, findings)).declared(table.get()));
  }

  @Override
  public List<String> files() {
    return tables().stream().map(table -> table.path("url").asString("")).toList();
  }

  @Override
  public List<String> parts() {
    return Stream.concat(Stream.of(json), tables().stream())
        .flatMap(table -> Stream.of(table.path("tableSchema"), table.path("dialect")))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  private Optional<JsonNode> table(String file) {
    return tables().stream()
        .filter(table -> Descriptor.isAt(table.path("url").asString(""), file))
        .findFirst();
  }

  private List<JsonNode> tables() {
    return json.has("tables")
        ? json.path("tables").valueStream().limit(MOST_TABLES).toList()
        : List.of(json);
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
  static JsonNode find(JsonNode table, JsonNode group, String... names) {
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
  JsonNode texts(JsonNode value) {
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

  /// The language of texts that do not say theirs.
  String language() {
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
