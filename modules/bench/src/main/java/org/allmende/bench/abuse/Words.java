package org.allmende.bench.abuse;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Texts as the cases write them: a string, the sum of parts, one text many times, bytes in hex;
/// with names in double braces for what only a running server knows.
///
/// @param known what the names stand for
record Words(Map<String, String> known) {

  private static final int FIRST = 1 << 16;

  Words {
    known = Map.copyOf(known);
  }

  byte[] bytes(JsonNode node) {
    var out = new java.io.ByteArrayOutputStream(FIRST);
    write(node, out);
    return out.toByteArray();
  }

  String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  private void write(JsonNode node, java.io.ByteArrayOutputStream out) {
    if (node.has("rep")) {
      byte[] one = bytes(node.at("/rep/0"));
      int times = node.at("/rep/1").asInt();
      for (int i = 0; i < times; i++) {
        out.writeBytes(one);
      }
    } else if (node.has("hex")) {
      out.writeBytes(HexFormat.of().parseHex(node.path("hex").asString()));
    } else if (node.has("parts")) {
      node.path("parts").forEach(part -> write(part, out));
    } else if (node.isString()) {
      out.writeBytes(filled(node.asString()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String filled(String text) {
    String filled = text;
    for (var one : known.entrySet()) {
      filled = filled.replace("{{" + one.getKey() + "}}", one.getValue());
    }
    return filled;
  }
}
