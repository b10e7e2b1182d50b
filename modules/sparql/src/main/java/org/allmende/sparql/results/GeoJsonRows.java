package org.allmende.sparql.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.model.WellKnownGeometry;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.datatypes.xsd.impl.XSDBaseNumericType;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;

/// Rows as features of [GeoJSON](https://www.rfc-editor.org/rfc/rfc7946): the first geometry of a
/// row is where it lies, everything else what it is like. Nothing is written before there is a
/// geometry, so that a query that selects none is refused in words.
final class GeoJsonRows implements RowWriter {

  private static final String WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";
  private static final int MOST_WAITING = 1_000;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final Utf8 out;
  private final Labels labels = new Labels();
  private final List<Binding> waiting = new ArrayList<>();
  private List<Var> columns = List.of();
  private boolean open;
  private boolean first = true;

  GeoJsonRows(Utf8 out) {
    this.out = out;
  }

  @Override
  public void begin(List<Var> names) {
    columns = names;
  }

  @Override
  public void row(Binding row) {
    if (open) {
      feature(row);
      return;
    }
    waiting.add(row);
    if (columns.stream().anyMatch(column -> geometry(row.get(column)) != null)) {
      open();
    } else if (waiting.size() > MOST_WAITING) {
      throw nowhere();
    }
  }

  private void open() {
    open = true;
    out.ascii("{\"type\":\"FeatureCollection\",\"features\":[");
    waiting.forEach(this::feature);
    waiting.clear();
  }

  private static Inexpressible nowhere() {
    return new Inexpressible(
        "in keiner Spalte steht eine Geometrie (geo:wktLiteral), wie GeoJSON sie braucht. Wählen Sie"
            + " eine aus, zum Beispiel mit dct:spatial/dcat:bbox",
        "no column holds a geometry (geo:wktLiteral), as GeoJSON needs it. Select one, for example by"
            + " dct:spatial/dcat:bbox");
  }

  private static @Nullable Map<String, Object> geometry(@Nullable Node value) {
    return value != null && value.isLiteral() && value.getLiteralDatatypeURI().equals(WKT)
        ? WellKnownGeometry.of(value.getLiteralLexicalForm())
        : null;
  }

  private void feature(Binding row) {
    out.ascii(first ? "\n" : ",\n");
    first = false;
    Var place = null;
    Map<String, Object> geometry = null;
    for (Var column : columns) {
      if (geometry == null) {
        geometry = geometry(row.get(column));
        place = geometry == null ? null : column;
      }
    }
    out.ascii("{\"type\":\"Feature\",\"geometry\":");
    if (geometry == null) {
      out.ascii("null");
    } else {
      geometry(geometry);
    }
    out.ascii(",\"properties\":{");
    boolean comma = false;
    for (Var column : columns) {
      if (!column.equals(place)) {
        if (comma) {
          out.octet(',');
        }
        comma = true;
        JsonText.write(out, column.getName());
        out.octet(':');
        property(row.get(column));
      }
    }
    out.ascii("}}");
  }

  private void geometry(Map<?, ?> geometry) {
    out.ascii("{\"type\":");
    JsonText.write(out, String.valueOf(geometry.get("type")));
    if (geometry.get("geometries") instanceof List<?> parts) {
      out.ascii(",\"geometries\":");
      numbers(parts);
    } else if (geometry.get("coordinates") instanceof List<?> coordinates) {
      out.ascii(",\"coordinates\":");
      numbers(coordinates);
    }
    out.octet('}');
  }

  private void numbers(List<?> list) {
    out.octet('[');
    boolean comma = false;
    for (Object one : list) {
      if (comma) {
        out.octet(',');
      }
      comma = true;
      switch (one) {
        case List<?> inner -> numbers(inner);
        case Map<?, ?> part -> geometry(part);
        default -> out.ascii(one.toString());
      }
    }
    out.octet(']');
  }

  private void property(@Nullable Node value) {
    if (value == null) {
      out.ascii("null");
    } else if (value.isURI()) {
      JsonText.write(out, value.getURI());
    } else if (value.isBlank()) {
      JsonText.write(out, "_:" + labels.of(value));
    } else if (value.isLiteral()) {
      literal(value);
    } else {
      var inner = new Utf8();
      new Turtle(inner).term(value);
      JsonText.write(out, inner.toString());
    }
  }

  private void literal(Node value) {
    String text = value.getLiteralLexicalForm();
    var type = value.getLiteralDatatype();
    boolean number =
        type instanceof XSDBaseNumericType
            || XSDDatatype.XSDdouble.equals(type)
            || XSDDatatype.XSDfloat.equals(type);
    boolean truth =
        XSDDatatype.XSDboolean.equals(type) && (text.equals("true") || text.equals("false"));
    if (truth || (number && NUMBER.matcher(text).matches())) {
      out.ascii(text);
    } else {
      JsonText.write(out, text);
    }
  }

  @Override
  public void truth(boolean truth) {
    throw nowhere();
  }

  @Override
  public void end() {
    if (!open) {
      if (!waiting.isEmpty()) {
        throw nowhere();
      }
      open();
    }
    out.ascii("\n]}\n");
  }

  @Override
  public void cut(String why) {
    out.octet('\n'); // the brackets stay open
  }
}
