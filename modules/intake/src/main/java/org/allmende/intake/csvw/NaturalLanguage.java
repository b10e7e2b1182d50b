package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The texts of a [natural language
/// property](https://www.w3.org/TR/tabular-metadata/#natural-language-properties), by language.
record NaturalLanguage(Map<String, List<String>> texts) {

  static final NaturalLanguage NONE = new NaturalLanguage(Map.of());

  static NaturalLanguage of(String language, List<String> texts) {
    return texts.isEmpty() ? NONE : new NaturalLanguage(Map.of(language, List.copyOf(texts)));
  }

  static NaturalLanguage read(Members members, String name) {
    JsonNode value = members.value(name);
    if (value == null) {
      return NONE;
    }
    var texts = new LinkedHashMap<String, List<String>>();
    if (value instanceof ObjectNode object) {
      for (var member : object.properties()) {
        if (Scope.isLanguage(member.getKey())) {
          put(texts, member.getKey(), name, member.getValue(), members.scope());
        } else {
          members.scope().ignored(name, value);
        }
      }
    } else {
      put(texts, members.scope().language(), name, value, members.scope());
    }
    return new NaturalLanguage(texts);
  }

  private static void put(
      Map<String, List<String>> texts, String language, String name, JsonNode value, Scope scope) {
    var said = new ArrayList<String>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.isString()) {
        said.add(item.asString());
      } else {
        scope.ignored(name, item);
      }
    }
    if (!said.isEmpty()) {
      texts.put(language, said);
    }
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  List<String> in(String language) {
    return texts.getOrDefault(language, List.of());
  }

  /// Whether some text is said in both, in languages of which one is as long as or longer than the
  /// other.
  boolean meets(NaturalLanguage other) {
    return texts.entrySet().stream()
        .anyMatch(mine ->
            other.texts.entrySet().stream()
                .anyMatch(yours ->
                    match(mine.getKey(), yours.getKey())
                        && mine.getValue().stream().anyMatch(yours.getValue()::contains)));
  }

  private static boolean match(String one, String other) {
    return one.equals(Scope.UNDETERMINED)
        || other.equals(Scope.UNDETERMINED)
        || one.equalsIgnoreCase(other)
        || begins(one, other)
        || begins(other, one);
  }

  private static boolean begins(String tag, String other) {
    return tag.length() > other.length()
        && tag.regionMatches(true, 0, other, 0, other.length())
        && tag.charAt(other.length()) == '-';
  }
}
