package org.allmende.web.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.said.Json;
import tools.jackson.databind.node.ObjectNode;

/// What programs can do here, as [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1). Written by
/// hand in `openapi.json`; a test holds it against the table of routes.
public final class OpenApi {

  private final ObjectNode document;

  /// @param base where all of it lies
  public OpenApi(String base) {
    try (InputStream in = OpenApi.class.getResourceAsStream("/org/allmende/web/openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing");
      }
      document = (ObjectNode) Json.own().readTree(in.readAllBytes());
      document.set("servers", Json.own().valueToTree(List.of(Map.of("url", base))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A copy that may be changed.
  public ObjectNode copy() {
    return document.deepCopy();
  }

  public static byte[] write(ObjectNode document) {
    return Json.own().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
  }
}
