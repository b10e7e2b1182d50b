package org.allmende.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.intake.geometry.WellKnownText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// The records in a JSON text, passed over as a stream: the objects of its first array of objects,
/// be it the whole text, the `features` of GeoJSON ([RFC
/// 7946](https://www.rfc-editor.org/rfc/rfc7946)) or a member of an answer; or else the two or more
/// objects that stand one after the other, as in JSON Lines.
///
/// What is nested gets names joined with dots, lists of plain values are joined with semicolons,
/// other lists stay JSON. The properties of a feature are its fields, its geometry is well-known
/// text in the field `geometry`.
public final class JsonRecords {

  static final String GEOMETRY = "geometry";

  private static final int DEEPEST_ARRAY = 4;
  private static final int DEEPEST_FIELD = 8;
  private static final int MOST_FIELDS = 5_000;
  private static final int LONGEST = 4 << 20;

  private final JsonParser parser;
  private final boolean features;
  private final FieldRecords.Taker taker;
  private Map<String, String> record = new LinkedHashMap<>();

  private JsonRecords(JsonParser parser, boolean features, FieldRecords.Taker taker) {
    this.parser = parser;
    this.features = features;
    this.taker = taker;
  }

  /// Passes over all records.
  ///
  /// @param features whether they are features of GeoJSON
  public static void each(Reader text, boolean features, FieldRecords.Taker taker)
      throws IOException {
    try (JsonParser parser = JsonText.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      new JsonRecords(parser, features, taker).text();
    } catch (JacksonException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
  }

  private void text() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      array();
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      return;
    }
    int line = line();
    if (holdsArray() || parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    do {
      taken(line);
      line = line();
      object("", 0);
    } while (parser.nextToken() == JsonToken.START_OBJECT);
    taken(line);
  }

  /// Goes through the first object of the text. Where one of its members is an array of objects,
  /// those are the records; else it is one itself.
  private boolean holdsArray() throws IOException {
    int depth = 1;
    String name = "";
    var names = new ArrayList<String>();
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return false;
      }
      switch (token) {
        case PROPERTY_NAME -> name = parser.currentName();
        case START_OBJECT -> {
          depth++;
          names.add(name);
        }
        case END_OBJECT -> {
          depth--;
          if (!names.isEmpty()) {
            names.removeLast();
          }
        }
        case START_ARRAY -> {
          boolean wanted = depth <= DEEPEST_ARRAY && (!features || name.equals("features"));
          if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
            record.clear();
            records();
            return true;
          }
          list(join(names, name));
        }
        default -> put(join(names, name), text(token));
      }
    }
    return false;
  }

  private static String join(List<String> names, String name) {
    return names.isEmpty() ? name : String.join(".", names) + "." + name;
  }

  private void array() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      records();
    }
  }

  /// The objects of an array, from inside the first.
  private void records() throws IOException {
    for (JsonToken token = parser.currentToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        int line = line();
        object("", 0);
        taken(line);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void taken(int line) throws IOException {
    if (!record.isEmpty()) {
      taker.take(line, record);
      record = new LinkedHashMap<>();
    }
  }

  /// The members of an object that has begun.
  private void object(String prefix, int depth) throws IOException {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (features && depth == 0) {
        feature(name, token);
      } else {
        value(prefix + name, token, depth);
      }
    }
  }

  private void feature(String name, JsonToken token) throws IOException {
    if (name.equals("properties") && token == JsonToken.START_OBJECT) {
      object("", 1);
    } else if (name.equals("geometry") && token == JsonToken.START_OBJECT) {
      put(GEOMETRY, WellKnownText.of(parser));
    } else if (name.equals("id")) {
      value("id", token, 1);
    } else {
      parser.skipChildren();
    }
  }

  private void value(String name, JsonToken token, int depth) throws IOException {
    switch (token) {
      case START_OBJECT -> {
        if (depth < DEEPEST_FIELD) {
          object(name + ".", depth + 1);
        } else {
          parser.skipChildren();
        }
      }
      case START_ARRAY -> {
        parser.nextToken();
        list(name);
      }
      default -> put(name, text(token));
    }
  }

  /// A list, from its first element on.
  private void list(String name) throws IOException {
    var text = new StringBuilder();
    int depth = 1;
    JsonToken token = parser.currentToken();
    while (token != null) {
      if (token == JsonToken.END_ARRAY && --depth == 0) {
        break;
      }
      switch (token) {
        case START_ARRAY -> {
          depth++;
          separate(text).append('[');
        }
        case END_ARRAY -> text.append(']');
        case START_OBJECT -> {
          parser.skipChildren();
          separate(text).append("{…}");
        }
        default -> separate(text).append(text(token));
      }
      if (text.length() > LONGEST) {
        text.setLength(LONGEST);
      }
      token = parser.nextToken();
    }
    put(name, text.toString());
  }

  private static StringBuilder separate(StringBuilder text) {
    boolean first = text.isEmpty() || text.charAt(text.length() - 1) == '[';
    return first ? text : text.append("; ");
  }

  private String text(JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> "";
      case VALUE_NUMBER_INT -> parser.getString();
      case VALUE_NUMBER_FLOAT -> number(parser.getString());
      default -> parser.getString();
    };
  }

  private static String number(String written) {
    return written.length() > 50 || written.indexOf('e') >= 0 || written.indexOf('E') >= 0
        ? written
        : SheetCells.unmistakable(new BigDecimal(written).toPlainString());
  }

  private void put(String name, String value) {
    if (record.size() < MOST_FIELDS) {
      record.put(name, value);
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
