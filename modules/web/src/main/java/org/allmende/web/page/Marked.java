package org.allmende.web.page;

import java.util.ArrayList;
import java.util.List;

/// A text in which some words were found.
public record Marked(List<Part> parts) {

  /// Stands before what was found.
  public static final char START = '\uE000';

  /// Stands behind what was found.
  public static final char END = '\uE001';

  public Marked {
    parts = List.copyOf(parts);
  }

  /// A stretch of text.
  public record Part(String text, boolean found) {}

  /// Takes a text apart whose found words stand between U+E000 and U+E001.
  public static Marked of(String text) {
    var parts = new ArrayList<Part>();
    boolean found = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == START || text.charAt(i) == END) {
        if (i > from) {
          parts.add(new Part(text.substring(from, i), found));
        }
        found = i < text.length() && text.charAt(i) == START;
        from = i + 1;
      }
    }
    return new Marked(parts);
  }

  /// The text alone.
  public String plain() {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /// As HTML: everything escaped, what was found in `<mark>`.
  public String html() {
    var html = new StringBuilder();
    for (Part part : parts) {
      html.append(part.found() ? "<mark>" : "");
      html.append(
          part.text()
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&quot;"));
      html.append(part.found() ? "</mark>" : "");
    }
    return html.toString();
  }
}
