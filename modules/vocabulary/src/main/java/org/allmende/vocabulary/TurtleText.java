package org.allmende.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes Turtle by hand, so that the same facts make the same bytes.
final class TurtleText {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> prefixes = new TreeMap<>();

  TurtleText(String remark) {
    for (String line : remark.strip().lines().toList()) {
      text.append("# ").append(line).append('\n');
    }
    text.append('\n');
  }

  TurtleText prefix(String name, String address) {
    prefixes.put(name, address);
    text.append("@prefix ").append(name).append(": <").append(address).append("> .\n");
    return this;
  }

  /// Begins what is said about a thing; [Subject#end] ends it.
  Subject subject(String address, String type) {
    return new Subject(iri(address), type);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /// The shortest way to write an address with the prefixes so far.
  private String iri(String address) {
    for (var prefix : prefixes.entrySet()) {
      if (address.startsWith(prefix.getValue())) {
        String rest = address.substring(prefix.getValue().length());
        if (rest.matches("[A-Za-z0-9_]+")) {
          return prefix.getKey() + ":" + rest;
        }
      }
    }
    return "<" + address + ">";
  }

  private static String quote(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /// What is said about one thing.
  final class Subject {

    private final String name;
    private final List<String> said = new ArrayList<>();

    private Subject(String name, String type) {
      this.name = name;
      said.add("a " + type);
    }

    /// A plain text; nothing where it is empty.
    Subject text(String property, String value) {
      return value.isEmpty() ? this : say(property, quote(value));
    }

    Subject text(String property, String value, String language) {
      return value.isEmpty() ? this : say(property, quote(value) + "@" + language);
    }

    Subject link(String property, String address) {
      return address.isEmpty() ? this : say(property, iri(address));
    }

    Subject typed(String property, String value, String datatype) {
      return value.isEmpty() ? this : say(property, quote(value) + "^^" + datatype);
    }

    /// A number or truth value, written bare.
    Subject bare(String property, String value) {
      return value.isEmpty() ? this : say(property, value);
    }

    private Subject say(String property, String object) {
      said.add(property + " " + object);
      return this;
    }

    /// One line for each thing said.
    void end() {
      text.append('\n').append(name).append(' ').append(String.join(" ;\n  ", said)).append(" .\n");
    }

    /// All on one line, for long lists.
    void endShort() {
      text.append(name).append(' ').append(String.join("; ", said)).append(" .\n");
    }
  }
}
