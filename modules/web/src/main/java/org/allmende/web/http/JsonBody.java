package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.allmende.catalog.said.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a program says in the body of its request.
public final class JsonBody {

  private JsonBody() {}

  /// The body; an empty one says nothing.
  ///
  /// @throws Problem when it is too large, or no JSON
  public static JsonNode read(HttpServletRequest request) throws IOException {
    byte[] body = bytes(request);
    try {
      return Json.foreign().readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
    } catch (JacksonException _) {
      throw Problem.of(Trouble.INVALID_REQUEST).with("parameter", "body");
    }
  }

  /// The bytes of the body.
  ///
  /// @throws Problem when there are too many
  public static byte[] bytes(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(Json.MAX_BYTES + 1);
    if (body.length > Json.MAX_BYTES) {
      throw Problem.of(Trouble.TOO_LARGE);
    }
    return body;
  }
}
