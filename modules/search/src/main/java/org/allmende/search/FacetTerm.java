package org.allmende.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.search.german.Folding;

/// A value of a facet as the index keeps it: the value, its label, and what else it is called.
///
/// @param value what a filter takes
/// @param label in German
/// @param aliases other ways to write the value
public record FacetTerm(String value, String label, List<String> aliases) {

  private static final String SEPARATOR = "\u001f";
  private static final int LONGEST = 2000;

  public FacetTerm {
    aliases = List.copyOf(aliases);
  }

  public FacetTerm(String value, String label) {
    this(value, label, List.of());
  }

  /// A value as it is written in the index.
  public static FacetTerm read(String written) {
    List<String> parts = List.of(written.split(SEPARATOR, -1));
    return new FacetTerm(
        parts.get(0),
        parts.size() > 1 ? parts.get(1) : parts.get(0),
        parts.size() > 2 ? parts.subList(2, parts.size()) : List.of());
  }

  /// The value as it is written in the index.
  public String written() {
    var written = new StringBuilder(clean(value)).append(SEPARATOR).append(clean(label));
    for (String alias : aliases) {
      written.append(SEPARATOR).append(clean(alias));
    }
    return written.toString();
  }

  /// Everything it is called, folded: its address and that of its aliases with all their ends, and
  /// its label.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    addresses(names, value);
    add(names, label);
    aliases.forEach(alias -> addresses(names, alias));
    return names;
  }

  /// An address and all ends of it.
  private static void addresses(Set<String> names, String address) {
    add(names, address);
    boolean web = address.startsWith("http://") || address.startsWith("https://");
    for (int i = web ? address.indexOf('/') + 2 : address.length(); i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '/' || c == '#') {
        add(names, address.substring(i + 1));
      }
    }
  }

  private static void add(Set<String> names, String name) {
    if (!name.isEmpty()) {
      names.add(Folding.of(name));
    }
  }

  private static String clean(String text) {
    String plain = text.replace(SEPARATOR, " ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
