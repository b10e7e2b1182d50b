package org.allmende.catalog;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A [data package](https://datapackage.org/standard/data-package/): what it says about its files,
/// in the form that [MetadataReader] reads.
///
/// @param json its descriptor
record DataPackage(JsonNode json) {

  /// What is said about one of its files; empty where the file is none of its.
  Optional<ObjectNode> about(String file) {
    for (JsonNode resource : json.path("resources")) {
      if (isAt(resource.path("path"), file)) {
        return Optional.of(said(resource));
      }
    }
    return Optional.empty();
  }

  /// What is said about all of it.
  ObjectNode whole() {
    return said(JsonNodeFactory.instance.objectNode());
  }

  private static boolean isAt(JsonNode path, String file) {
    JsonNode place = path.isArray() ? path.path(0) : path;
    String text = place.asString("");
    return text.substring(text.lastIndexOf('/') + 1).equals(file);
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
