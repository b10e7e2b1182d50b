package org.allmende.web.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.said.Json;
import tools.jackson.databind.JsonNode;
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

  /// What can be asked for at one address.
  ///
  /// @param tag what it is about
  /// @param method such as `GET`
  /// @param summary in English
  /// @param parameters the names of those that are not part of the path
  /// @param isOpen whether a browser shows it to everybody, always, without anything filled in
  public record Operation(
      String tag,
      String method,
      String path,
      String summary,
      List<String> parameters,
      boolean isOpen) {
    public Operation {
      parameters = List.copyOf(parameters);
    }
  }

  /// Everything that can be asked for, as the document has it.
  public List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        JsonNode one = method.getValue();
        if (one.has("operationId")) {
          operations.add(
              new Operation(
                  one.at("/tags/0").asString(""),
                  method.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  one.path("summary").asString(""),
                  names(one.path("parameters")),
                  method.getKey().equals("get")
                      && path.getKey().indexOf('{') < 0
                      && !one.has("security")
                      && !one.path("responses").has("404")));
        }
      }
    }
    return operations;
  }

  private List<String> names(JsonNode parameters) {
    var names = new ArrayList<String>();
    for (JsonNode parameter : parameters) {
      String reference = parameter.path("$ref").asString("");
      JsonNode said = reference.isEmpty() ? parameter : document.at(reference.substring(1));
      if (said.path("in").asString("").equals("query")) {
        names.add(said.path("name").asString(""));
      }
    }
    return names;
  }

  /// A copy that may be changed.
  public ObjectNode copy() {
    return document.deepCopy();
  }

  public static byte[] write(ObjectNode document) {
    return Json.own().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
  }
}
