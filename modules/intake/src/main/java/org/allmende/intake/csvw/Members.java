package org.allmende.intake.csvw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object that describes something, read by the [syntax of their
/// kind](https://www.w3.org/TR/tabular-metadata/#property-syntax). What has no permitted value is
/// said once and counts as not given.
final class Members {

  private final ObjectNode object;
  private final Scope scope;
  private final Set<String> read = new HashSet<>(Set.of("@context"));

  Members(ObjectNode object, Scope scope) {
    this.object = object;
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  /// Says that a property does not count.
  void ignore(String name) {
    JsonNode value = value(name);
    if (value != null) {
      scope.ignored(name, value);
    }
  }

  /// The value of a property as it is; null where it is not given.
  @Nullable JsonNode value(String name) {
    read.add(name);
    return object.get(name);
  }

  /// An atomic property that holds text.
  @Nullable String string(String name) {
    JsonNode value = permitted(name, JsonNode::isString);
    return value == null ? null : value.asString();
  }

  /// An atomic property that holds true or false.
  @Nullable Boolean bool(String name) {
    JsonNode value = permitted(name, JsonNode::isBoolean);
    return value == null ? null : value.asBoolean();
  }

  /// An atomic property that holds a number that is not negative.
  @Nullable Integer count(String name) {
    JsonNode value = permitted(name, number -> number.isInt() && number.asInt() >= 0);
    return value == null ? null : value.asInt();
  }

  private @Nullable JsonNode permitted(String name, Predicate<JsonNode> isPermitted) {
    JsonNode value = value(name);
    if (value != null && !isPermitted.test(value)) {
      scope.ignored(name, value);
      return null;
    }
    return value;
  }

  /// A link property or URI template property. What is no text counts as an empty one.
  @Nullable String reference(String name) {
    String reference = string(name);
    return reference == null && object.has(name) ? "" : reference;
  }

  /// The address that a link property refers to.
  @Nullable String link(String name) {
    String reference = reference(name);
    return reference == null ? null : scope.resolved(reference);
  }

  /// An array property that holds objects.
  List<ObjectNode> objects(String name) {
    JsonNode value = value(name);
    var objects = new ArrayList<ObjectNode>();
    if (value != null && !value.isArray()) {
      scope.ignored(name, value);
    } else if (value != null) {
      for (JsonNode item : value) {
        if (item instanceof ObjectNode member) {
          objects.add(member);
        } else {
          scope.ignored(name, item);
        }
      }
    }
    return objects;
  }

  /// A property that holds one text or several.
  List<String> strings(String name) {
    JsonNode value = value(name);
    var strings = new ArrayList<String>();
    if (value != null) {
      for (JsonNode item : value.isArray() ? value : List.of(value)) {
        if (item.isString()) {
          strings.add(item.asString());
        } else {
          scope.ignored(name, item);
        }
      }
    }
    return strings;
  }

  /// What is described; blank nodes may not be.
  @Nullable String id() throws InvalidMetadata {
    String id = reference("@id");
    if (id == null) {
      return null;
    }
    if (id.startsWith("_:")) {
      throw new InvalidMetadata(
          "@id", "@id darf kein leerer Knoten sein", "@id must not be a blank node");
    }
    return scope.resolved(id);
  }

  /// Checks what kind of thing is described, if that is said.
  void type(String expected) throws InvalidMetadata {
    JsonNode type = value("@type");
    if (type != null && !(type.isString() && type.asString().equals(expected))) {
      throw new InvalidMetadata("@type", "@type ist nicht " + expected, "@type is not " + expected);
    }
  }

  /// The common properties among those not read so far; the others are unknown.
  Map<String, JsonNode> common() throws InvalidMetadata {
    var common = new LinkedHashMap<String, JsonNode>();
    for (var member : object.properties()) {
      if (!read.contains(member.getKey())) {
        if (CommonProperty.isName(member.getKey())) {
          common.put(member.getKey(), CommonProperty.normalized(member.getValue(), scope));
        } else {
          scope.ignored(member.getKey(), member.getValue());
        }
      }
    }
    return common;
  }

  /// Makes sure that nothing else is said.
  void nothingElse(String what) throws InvalidMetadata {
    for (var member : object.properties()) {
      if (!read.contains(member.getKey())) {
        throw new InvalidMetadata(
            member.getKey(),
            what + " hat kein „" + member.getKey() + "“",
            what + " has no “" + member.getKey() + "”");
      }
    }
  }
}
