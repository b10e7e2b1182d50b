package org.allmende.sparql.results;

/// Strings as JSON has them.
final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void write(Utf8 out, String text) {
    out.octet('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == 0x7F) {
        escaped(out, c);
      } else if (c < 0x80) {
        out.octet(c);
      } else {
        i += out.wide(text, i);
      }
    }
    out.octet('"');
  }

  private static void escaped(Utf8 out, char c) {
    switch (c) {
      case '"' -> out.ascii("\\\"");
      case '\\' -> out.ascii("\\\\");
      case '\n' -> out.ascii("\\n");
      case '\r' -> out.ascii("\\r");
      case '\t' -> out.ascii("\\t");
      default -> {
        out.ascii("\\u00").octet(HEX.charAt(c >> 4));
        out.octet(HEX.charAt(c & 0xF));
      }
    }
  }
}
