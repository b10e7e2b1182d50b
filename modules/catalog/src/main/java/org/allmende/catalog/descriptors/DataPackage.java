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
import tools.jackson.databind.node.ObjectNode;

/// A [data package](https://datapackage.org/standard/data-package/): what it says about its files,
/// in the form that [MetadataReader] reads.
///
/// @param json its descriptor
record DataPackage(JsonNode json) implements Descriptor {

  private static final int MOST_RESOURCES = 1_000;

  @Override
  public Optional<ObjectNode> about(String file) {
    return resource(file).map(this::said);
  }

  @Override
  public ObjectNode whole() {
    return said(JsonNodeFactory.instance.objectNode());
  }

  @Override
  public Optional<DeclaredTable> declared(String file, Beside beside, List<Finding> findings)
      throws IOException {
    Optional<JsonNode> resource = resource(file);
    return resource.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PackageColumns(json, new References(beside, findings)).declared(resource.get()));
  }

  @Override
  public List<String> files() {
    return resources().map(DataPackage::path).toList();
  }

  @Override
  public List<String> parts() {
    return resources()
        .flatMap(resource -> Stream.of(resource.path("schema"), resource.path("dialect")))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  private Optional<JsonNode> resource(String file) {
    return resources().filter(resource -> Descriptor.isAt(path(resource), file)).findFirst();
  }

  private Stream<JsonNode> resources() {
    return json.path("resources").valueStream().limit(MOST_RESOURCES);
  }

  private static String path(JsonNode resource) {
    JsonNode path = resource.path("path");
    return (path.isArray() ? path.path(0) : path).asString("");
  }

  private ObjectNode said(JsonNode resource) {
    var said = JsonNodeFactory.instance.objectNode();
    MetadataReader.put(said, "title", or(resource.path("title"), json.path("title")));
    MetadataReader.put(
        said, "description", or(resource.path("description"), json.path("description")));
    MetadataReader.put(said, "keywords", json.path("keywords"));
    MetadataReader.put(
        said, "license", license(or(resource.path("licenses"), json.path("licenses")).path(0)));
    MetadataReader.put(said, "publisher", publisher());
    MetadataReader.put(said, "identifier", json.path("id"));
    MetadataReader.put(said, "landingPage", json.path("homepage"));
    return said;
  }

  private static JsonNode license(JsonNode license) {
    return or(license.path("path"), license.path("name"));
  }

  private JsonNode publisher() {
    for (JsonNode contributor : json.path("contributors")) {
      boolean is =
          isPublisher(contributor.path("role"))
              || contributor.path("roles").valueStream().anyMatch(DataPackage::isPublisher);
      if (is) {
        return contributor.path("title");
      }
    }
    return json.path("publisher");
  }

  private static boolean isPublisher(JsonNode role) {
    return role.asString("").equals("publisher");
  }

  private static JsonNode or(JsonNode first, JsonNode second) {
    return first.isMissingNode() || first.isNull() ? second : first;
  }
}
