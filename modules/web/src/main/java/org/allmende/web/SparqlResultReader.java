package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.catalog.Json;
import org.allmende.web.page.Links;
import org.allmende.web.page.SparqlPage.Cell;
import org.allmende.web.page.SparqlPage.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads [SPARQL results in JSON](https://www.w3.org/TR/sparql11-results-json/) as far as they go:
/// of an answer that was cut off, the whole rows count.
final class SparqlResultReader {

  /// The most rows a page shows.
  static final int MAX_ROWS = 1000;

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final Set<String> NUMBERS =
      Set.of("integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger");

  private final List<String> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private boolean more;
  private boolean answered;
  private boolean truth;

  private SparqlResultReader() {}

  static Outcome read(byte[] json, boolean complete, double millis) {
    var reader = new SparqlResultReader();
    boolean whole = complete;
    try (JsonParser parser = Json.own().createParser(json)) {
      reader.document(parser);
    } catch (JacksonException e) {
      if (complete) {
        throw e;
      }
      whole = false;
    }
    return reader.answered
        ? new Outcome.Truth(reader.truth, millis)
        : new Outcome.Rows(reader.columns, reader.rows, whole && !reader.more, millis);
  }

  private void document(JsonParser parser) {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "head" -> head(parser);
        case "results" -> results(parser);
        case "boolean" -> {
          answered = true;
          truth = parser.getBooleanValue();
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void head(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("vars")) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          columns.add(parser.getString());
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void results(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("bindings")) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          row(parser);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void row(JsonParser parser) {
    if (rows.size() == MAX_ROWS) {
      more = true;
      parser.skipChildren();
      return;
    }
    var cells = new ArrayList<Cell>();
    columns.forEach(_ -> cells.add(Cell.NONE));
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int column = columns.indexOf(parser.currentName());
      parser.nextToken();
      Cell cell = cell(parser);
      if (column >= 0) {
        cells.set(column, cell);
      }
    }
    rows.add(List.copyOf(cells));
  }

  private static Cell cell(JsonParser parser) {
    String type = "";
    String value = "";
    String datatype = "";
    String language = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> type = parser.getString();
        case "value" -> value = parser.getString();
        case "datatype" -> datatype = parser.getString();
        case "xml:lang" -> language = parser.getString().toLowerCase(Locale.ROOT);
        default -> parser.skipChildren();
      }
    }
    boolean number = datatype.startsWith(XSD) && NUMBERS.contains(datatype.substring(XSD.length()));
    return new Cell(value, type.equals("uri") ? Links.safe(value) : "", language, number);
  }
}
