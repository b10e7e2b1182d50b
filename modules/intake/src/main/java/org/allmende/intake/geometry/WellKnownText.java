package org.allmende.intake.geometry;

import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A geometry of GeoJSON as well-known text ([OGC 06-103r4](https://www.ogc.org/standards/sfa/),
/// 7.2), x before y as both have it.
public final class WellKnownText {

  private static final Set<String> KNOWN =
      Set.of(
          "POINT",
          "MULTIPOINT",
          "LINESTRING",
          "MULTILINESTRING",
          "POLYGON",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");
  private static final int LONGEST = 4 << 20;
  private static final int DEEPEST = 6;

  private WellKnownText() {}

  /// Reads the geometry whose object has just begun, to its end; empty when it is none.
  public static String of(JsonParser parser) {
    return of(parser, 0);
  }

  private static String of(JsonParser parser, int depth) {
    String type = "";
    String inside = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("type") && token == JsonToken.VALUE_STRING) {
        type = parser.getString().toUpperCase(Locale.ROOT);
      } else if (name.equals("coordinates") && token == JsonToken.START_ARRAY) {
        inside = coordinates(parser);
      } else if (name.equals("geometries") && token == JsonToken.START_ARRAY && depth < DEEPEST) {
        inside = geometries(parser, depth);
      } else {
        parser.skipChildren();
      }
    }
    return KNOWN.contains(type) && !inside.isEmpty() ? type + " " + inside : "";
  }

  private static String geometries(JsonParser parser, int depth) {
    var all = new StringBuilder("(");
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        all.append(all.length() > 1 ? ", " : "").append(of(parser, depth + 1));
      } else {
        parser.skipChildren();
      }
    }
    return all.length() > LONGEST ? "" : all.append(')').toString();
  }

  /// `[[x,y],[x,y]]` becomes `(x y, x y)`: a list of numbers is a position, all other lists stand
  /// in brackets.
  private static String coordinates(JsonParser parser) {
    var text = new StringBuilder();
    int depth = 1;
    boolean numbers = false;
    text.append('(');
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return "";
      }
      switch (token) {
        case START_ARRAY -> {
          depth++;
          if (endsWithClosed(text)) {
            text.append(", ");
          }
          text.append('(');
          numbers = false;
        }
        case END_ARRAY -> {
          depth--;
          if (numbers && depth > 0) {
            unwrap(text);
          } else {
            text.append(')');
          }
          numbers = false;
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          text.append(numbers ? " " : "").append(parser.getString());
          numbers = true;
        }
        default -> {
          return skipped(parser, depth);
        }
      }
      if (text.length() > LONGEST) {
        return skipped(parser, depth);
      }
    }
    return text.toString();
  }

  private static boolean endsWithClosed(StringBuilder text) {
    char last = text.charAt(text.length() - 1);
    return last == ')' || Character.isDigit(last);
  }

  /// Takes the bracket away that a position was begun with.
  private static void unwrap(StringBuilder text) {
    text.deleteCharAt(text.lastIndexOf("("));
  }

  private static String skipped(JsonParser parser, int depth) {
    for (int open = depth; open > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        break;
      }
      open += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
    }
    return "";
  }
}
