package org.allmende.search;

import java.util.List;

/// A value of a facet as the index keeps it: the value, its label, and what else it is called.
///
/// @param value what a filter takes
/// @param label in German
/// @param aliases other ways to write the value
record FacetTerm(String value, String label, List<String> aliases) {

  private static final String SEPARATOR = "\u001f";
  private static final int LONGEST = 2000;

  FacetTerm {
    aliases = List.copyOf(aliases);
  }

  FacetTerm(String value, String label) {
    this(value, label, List.of());
  }

  static FacetTerm read(String written) {
    List<String> parts = List.of(written.split(SEPARATOR, -1));
    return new FacetTerm(
        parts.get(0),
        parts.size() > 1 ? parts.get(1) : parts.get(0),
        parts.size() > 2 ? parts.subList(2, parts.size()) : List.of());
  }

  String written() {
    var written = new StringBuilder(clean(value)).append(SEPARATOR).append(clean(label));
    for (String alias : aliases) {
      written.append(SEPARATOR).append(clean(alias));
    }
    return written.toString();
  }

  private static String clean(String text) {
    String plain = text.replace(SEPARATOR, " ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
