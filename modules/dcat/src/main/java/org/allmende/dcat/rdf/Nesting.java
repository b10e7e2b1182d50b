package org.allmende.dcat.rdf;

/// How deeply brackets are nested in a text, counted before a parser that works by recursion sees
/// it. Strings and addresses are passed over.
final class Nesting {

  private Nesting() {}

  static int of(byte[] text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length; i++) {
      switch (text[i]) {
        case '"' -> i = endOfString(text, i);
        case '[', '(', '{' -> deepest = Math.max(deepest, ++depth);
        case ']', ')', '}' -> depth = Math.max(0, depth - 1);
        default -> {
          // Any other byte opens and closes nothing.
        }
      }
    }
    return deepest;
  }

  private static int endOfString(byte[] text, int start) {
    for (int i = start + 1; i < text.length; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == '"' || text[i] == '\n') {
        return i;
      }
    }
    return text.length;
  }
}
