package org.allmende.web.mcp;

import java.util.List;
import java.util.Map;

/// Parameters of tools in [JSON Schema](https://json-schema.org/draft/2020-12).
final class Schema {

  private Schema() {}

  static Map<String, Object> text(String meaning) {
    return Map.of("type", "string", "description", meaning);
  }

  static Map<String, Object> texts(String meaning) {
    return Map.of("type", "array", "items", Map.of("type", "string"), "description", meaning);
  }

  static Map<String, Object> number(String meaning, int otherwise, int least, int most) {
    return Map.of(
        "type", "integer",
        "description", meaning,
        "default", otherwise,
        "minimum", least,
        "maximum", most);
  }

  static Map<String, Object> of(AssistantTool tool) {
    return Map.of(
        "type",
        "object",
        "properties",
        tool.parameters(),
        "required",
        List.copyOf(tool.required()),
        "additionalProperties",
        false);
  }
}
