package org.allmende.web.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.said.Json;
import org.allmende.model.WellKnownGeometry;
import org.allmende.web.page.Link;
import org.allmende.web.page.MapDrawing;
import org.allmende.web.page.Plain;
import org.allmende.web.page.SparqlPage.Cell;
import org.allmende.web.page.SparqlPage.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads [SPARQL results in JSON](https://www.w3.org/TR/sparql11-results-json/) as far as they go:
/// of an answer that was cut off, the whole rows count.
final class SparqlResultReader {

  /// The most rows a page shows.
  static final int MAX_ROWS = 1000;

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String GEO = "http://www.opengis.net/ont/geosparql#";
  private static final int LONGEST_GEOMETRY = 80;
  private static final Set<String> NUMBERS =
      Set.of("integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger");

  private final List<String> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private boolean more;
  private boolean answered;
  private boolean truth;

  private final ResultLinks.OfPage links;
  private final MapDrawing map = new MapDrawing();
  private @Nullable Map<String, ?> geometry;

  private SparqlResultReader(ResultLinks.OfPage links) {
    this.links = links;
  }

  static Outcome read(byte[] json, boolean complete, double millis, ResultLinks.OfPage links) {
    var reader = new SparqlResultReader(links);
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
        : new Outcome.Rows(
            reader.columns,
            reader.rows,
            whole && !reader.more,
            millis,
            reader.map.isEmpty() ? null : reader.map.draw());
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
    geometry = null;
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
    if (geometry != null) {
      draw(cells, geometry);
    }
  }

  /// A geometry is called by the first text of its row, and leads where the first address does.
  private void draw(List<Cell> cells, Map<String, ?> shape) {
    String label = "";
    String href = "";
    for (Cell cell : cells) {
      if (href.isEmpty()) {
        href = cell.href();
      }
      if (label.isEmpty() && cell.href().isEmpty() && !cell.geometry()) {
        label = cell.text();
      }
    }
    map.add(shape, Plain.shorten(label.isEmpty() ? href : label, LONGEST_GEOMETRY), href);
  }

  private Cell cell(JsonParser parser) {
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
    if (type.equals("uri")) {
      Link link = links.of(value);
      return new Cell(value, link.href(), link.label(), "", false, false);
    }
    if (datatype.equals(GEO + "wktLiteral")) {
      return geometry(value);
    }
    boolean number = datatype.startsWith(XSD) && NUMBERS.contains(datatype.substring(XSD.length()));
    return new Cell(value, "", "", language, number, false);
  }

  private Cell geometry(String text) {
    if (geometry == null) {
      geometry = WellKnownGeometry.of(text);
    }
    return new Cell(Plain.shorten(text, LONGEST_GEOMETRY), "", "", "", false, true);
  }
}
