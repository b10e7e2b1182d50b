package org.allmende.web.ckan;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.catalog.said.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What a call of the CKAN action API is given, be it in the address, as a form or as JSON.
final class CkanCall {

  private static final int LONGEST = 1 << 16;
  private static final int LONGEST_TEXT = 4_000;
  private static final int MOST_VALUES = 100;

  private final ObjectNode given;

  private CkanCall(ObjectNode given) {
    this.given = given;
  }

  static CkanCall read(HttpServletRequest request) throws IOException {
    ObjectNode given = Json.own().createObjectNode();
    String type = request.getContentType() == null ? "" : request.getContentType();
    boolean form = type.startsWith("application/x-www-form-urlencoded");
    Map<String, String[]> parameters = parameters(request);
    String only = parameters.size() == 1 ? parameters.keySet().iterator().next() : "";
    if (form && only.startsWith("{") && List.of(parameters.get(only)).equals(List.of(""))) {
      return new CkanCall(object(only.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    parameters.forEach((name, values) -> {
      if (values.length == 1) {
        given.put(name, values[0]);
      } else {
        var list = given.putArray(name);
        Stream.of(values).limit(MOST_VALUES).forEach(list::add);
      }
    });
    if (request.getMethod().equals("POST") && !form) {
      byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
      if (body.length > LONGEST) {
        throw CkanProblem.told(413, "Request Too Large", "The body is too large.");
      }
      given.setAll(object(body));
    }
    return new CkanCall(given);
  }

  /// A form that is too large or no UTF-8 is the caller's mistake.
  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (IllegalStateException _) {
      throw CkanProblem.told(400, "Bad Request", "The form cannot be read.");
    }
  }

  private static ObjectNode object(byte[] json) {
    if (json.length == 0) {
      return Json.own().createObjectNode();
    }
    try {
      if (Json.foreign().readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException _) {
      throw badJson();
    }
    throw badJson();
  }

  private static CkanProblem badJson() {
    return CkanProblem.told(400, "Bad Request", "JSON Error: the body has to be a JSON object.");
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /// A text; empty where there is none.
  String text(String name) {
    JsonNode value = value(name);
    JsonNode first = value.isArray() ? value.path(0) : value;
    String text = first.isContainer() ? first.toString() : first.asString("");
    if (text.length() > LONGEST_TEXT) {
      throw CkanProblem.invalid(name, "At most " + LONGEST_TEXT + " characters.");
    }
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  /// @throws CkanProblem where there is none
  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw CkanProblem.invalid(name, "Missing value");
    }
    return text;
  }

  /// A whole number; what is above the most counts as the most, as in CKAN.
  int number(String name, int otherwise, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("\\d{1,18}")) {
      throw CkanProblem.invalid(name, "Must be a natural number");
    }
    return (int) Math.min(most, Long.parseLong(text));
  }

  boolean flag(String name, boolean otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : List.of("true", "True", "1", "yes", "on").contains(text);
  }

  /// Texts, given as a list, as JSON in a text, or parted by commas.
  List<String> texts(String name) {
    JsonNode value = json(name);
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(one -> texts.add(one.asString("")));
    } else {
      for (String one : text(name).split(",", -1)) {
        texts.add(one.strip());
      }
    }
    texts.removeIf(String::isEmpty);
    if (texts.size() > MOST_VALUES) {
      throw CkanProblem.invalid(name, "At most " + MOST_VALUES + " values.");
    }
    return texts;
  }

  /// A value that may have come as JSON in a text.
  JsonNode json(String name) {
    JsonNode value = value(name);
    String text = value.isString() ? value.asString().strip() : "";
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return Json.foreign().readTree(text);
      } catch (JacksonException _) {
        throw CkanProblem.invalid(name, "This is no JSON.");
      }
    }
    return value;
  }

  private JsonNode value(String name) {
    JsonNode value = given.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }
}
