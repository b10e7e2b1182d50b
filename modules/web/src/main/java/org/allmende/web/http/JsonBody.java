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
    return read(bytes(request), "body");
  }

  /// What bytes say; none say nothing.
  ///
  /// @param parameter which part of the request they are
  /// @throws Problem when they are no JSON
  public static JsonNode read(byte[] body, String parameter) {
    try {
      return Json.foreign().readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
    } catch (JacksonException _) {
      throw Problem.of(Trouble.INVALID_REQUEST).with("parameter", parameter);
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
