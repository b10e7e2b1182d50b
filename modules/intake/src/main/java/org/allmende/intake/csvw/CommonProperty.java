package org.allmende.intake.csvw;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A [common property](https://www.w3.org/TR/tabular-metadata/#common-properties): what others than
/// this vocabulary have to say about tables, in a part of JSON-LD.
final class CommonProperty {

  private CommonProperty() {}

  /// Whether a property is one: its name is an address or begins with a prefix.
  static boolean isName(String name) {
    return Terms.isPrefixed(name) || Urls.isAbsolute(name);
  }

  /// A value in [normal form](https://www.w3.org/TR/tabular-metadata/#normalization): texts have
  /// their language, addresses are absolute.
  static JsonNode normalized(JsonNode value, Scope scope) throws InvalidMetadata {
    return switch (value) {
      case ArrayNode array -> {
        var items = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : array) {
          items.add(normalized(item, scope));
        }
        yield items;
      }
      case ObjectNode object when object.has("@value") -> literal(object);
      case ObjectNode object -> node(object, scope);
      case JsonNode text when text.isString() -> {
        var literal = JsonNodeFactory.instance.objectNode();
        literal.set("@value", text);
        if (!scope.language().equals(Scope.UNDETERMINED)) {
          literal.put("@language", scope.language());
        }
        yield literal;
      }
      default -> value;
    };
  }

  private static ObjectNode literal(ObjectNode object) throws InvalidMetadata {
    JsonNode type = object.get("@type");
    JsonNode language = object.get("@language");
    int known = 1 + (type == null ? 0 : 1) + (language == null ? 0 : 1);
    if (object.size() > known || known > 2 || object.path("@value").isContainer()) {
      throw new InvalidMetadata(
          "@value",
          "neben @value steht höchstens @type oder @language",
          "beside @value stands at most @type or @language");
    }
    if (type != null) {
      type(type);
    }
    if (language != null && !language.isNull()) {
      language(language);
    }
    return object;
  }

  private static void language(JsonNode language) throws InvalidMetadata {
    if (!language.isString() || !Scope.isLanguage(language.asString())) {
      throw new InvalidMetadata(
          "@language", "@language ist kein Sprachkürzel", "@language is no language tag");
    }
  }

  private static ObjectNode node(ObjectNode object, Scope scope) throws InvalidMetadata {
    var node = JsonNodeFactory.instance.objectNode();
    for (var member : object.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      switch (name) {
        case "@id" -> node.put("@id", id(value, scope));
        case "@type" -> {
          for (JsonNode type : value.isArray() ? value : List.of(value)) {
            type(type);
          }
          node.set("@type", value);
        }
        default -> {
          if (name.startsWith("@")) {
            throw new InvalidMetadata(
                name, name + " ist hier nicht zulässig", name + " is not permitted here");
          }
          node.set(name, normalized(value, scope));
        }
      }
    }
    return node;
  }

  private static String id(JsonNode id, Scope scope) throws InvalidMetadata {
    if (!id.isString() || id.asString().startsWith("_:")) {
      throw new InvalidMetadata("@id", "@id ist keine Adresse", "@id is no address");
    }
    String reference = id.asString();
    return Terms.isPrefixed(reference) ? Terms.expanded(reference) : scope.resolved(reference);
  }

  private static void type(JsonNode type) throws InvalidMetadata {
    String name = type.isString() ? type.asString() : "";
    if (name.startsWith("_:")
        || (!Terms.isTerm(name) && !Terms.isPrefixed(name) && !Urls.isAbsolute(name))) {
      throw new InvalidMetadata(
          "@type",
          "@type ist weder ein bekannter Name noch eine Adresse",
          "@type is neither a known name nor an address");
    }
  }
}
