package org.allmende.sparql.results;

/// Text as XML has it.
final class Xml {

  private Xml() {}

  static void text(Utf8 out, String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.ascii("&amp;");
        case '<' -> out.ascii("&lt;");
        case '>' -> out.ascii("&gt;");
        case '\r' -> out.ascii("&#13;");
        case '"', '\t', '\n' -> {
          if (attribute) {
            out.ascii(c == '"' ? "&quot;" : c == '\t' ? "&#9;" : "&#10;");
          } else {
            out.octet(c);
          }
        }
        default -> i += other(out, text, i);
      }
    }
  }

  private static int other(Utf8 out, String text, int at) {
    char c = text.charAt(at);
    if (c < ' ' || c == 0xFFFE || c == 0xFFFF) {
      throw new Inexpressible(String.format("XML has no character U+%04X", (int) c));
    }
    if (c < 0x80) {
      out.octet(c);
      return 0;
    }
    return out.wide(text, at);
  }
}
