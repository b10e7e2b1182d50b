package org.allmende.intake.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A geometry in GML, of any version ([OGC 07-036](https://www.ogc.org/standards/gml/), 10 and 11),
/// as well-known text with the number of its reference system, east before north.
///
/// Whatever wraps them, what counts are its points, lines and areas: a surface of one patch is an
/// area, a curve of several segments a line. Arcs are drawn through the positions they state.
public final class GmlGeometry {

  private static final String GML = "http://www.opengis.net/gml";
  private static final Set<String> LINES =
      Set.of("LineString", "Curve", "CompositeCurve", "OrientableCurve");
  private static final Set<String> RINGS = Set.of("LinearRing", "Ring");
  private static final Set<String> AREAS =
      Set.of("Polygon", "PolygonPatch", "Triangle", "Rectangle");
  private static final Set<String> OTHERS =
      Set.of(
          "Point",
          "Surface",
          "CompositeSurface",
          "OrientableSurface",
          "PolyhedralSurface",
          "TriangulatedSurface",
          "Tin",
          "MultiPoint",
          "MultiCurve",
          "MultiLineString",
          "MultiSurface",
          "MultiPolygon",
          "MultiGeometry",
          "Solid",
          "MultiSolid",
          "CompositeSolid",
          "GeometricComplex",
          "Envelope",
          "Box");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.]+(?:[eE][-+]?\\d+)?");
  private static final int DEEPEST = 40;
  private static final int LONGEST = 4 << 20;

  private final XMLStreamReader xml;
  private final List<String> points = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> areas = new ArrayList<>();
  private List<String> rings = new ArrayList<>();
  private List<String> open = new ArrayList<>();
  private GmlSystem system;
  private boolean stated;
  private boolean inLine;
  private boolean heights;
  private long size;

  private GmlGeometry(XMLStreamReader xml, GmlSystem usual) {
    this.xml = xml;
    this.system = usual;
  }

  /// Whether the element that was begun is a geometry.
  public static boolean begins(XMLStreamReader xml) {
    String name = xml.getLocalName();
    String space = xml.getNamespaceURI();
    return space != null
        && space.startsWith(GML)
        && (OTHERS.contains(name)
            || LINES.contains(name)
            || RINGS.contains(name)
            || AREAS.contains(name));
  }

  /// Reads the geometry that was begun, to its end; empty where it is none.
  ///
  /// @param usual the system of geometries that state none
  public static String text(XMLStreamReader xml, GmlSystem usual) throws XMLStreamException {
    String outermost = xml.getLocalName();
    var geometry = new GmlGeometry(xml, usual);
    geometry.element(0, 2);
    return geometry.text(outermost.startsWith("Multi"));
  }

  private void element(int depth, int dimension) throws XMLStreamException {
    String name = xml.getLocalName();
    state(xml.getAttributeValue(null, "srsName"));
    int own = dimension(dimension);
    if (depth > DEEPEST || size > LONGEST || name.equals("boundedBy")) {
      Xml.skip(xml);
    } else if (LINES.contains(name)) {
      line(depth, own);
    } else if (RINGS.contains(name)) {
      rings.add(bracket(gathered(depth, own)));
    } else if (AREAS.contains(name)) {
      area(depth, own);
    } else if (name.equals("Point")) {
      gathered(depth, own).stream().limit(1).forEach(points::add);
    } else if (name.equals("Envelope") || name.equals("Box")) {
      box(gathered(depth, own));
    } else {
      switch (name) {
        case "pos", "lowerCorner", "upperCorner" ->
            position(Xml.text(xml, LONGEST).split("\\s+", -1));
        case "posList" -> positions(Xml.text(xml, LONGEST).split("\\s+", -1), own);
        case "coordinates" -> coordinates(Xml.text(xml, LONGEST));
        case "coord" -> position(coord());
        default -> children(depth, own);
      }
    }
  }

  private void children(int depth, int dimension) throws XMLStreamException {
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        element(depth + 1, dimension);
      }
    }
  }

  private void state(@Nullable String name) {
    if (name != null && !stated) {
      stated = true;
      system = GmlSystem.of(name);
    }
  }

  private int dimension(int usual) {
    String said = xml.getAttributeValue(null, "srsDimension");
    said = said == null ? xml.getAttributeValue(null, "dimension") : said;
    return said != null && said.matches("[234]") ? Integer.parseInt(said) : usual;
  }

  /// The positions in an element.
  private List<String> gathered(int depth, int dimension) throws XMLStreamException {
    List<String> outer = open;
    boolean outerLine = inLine;
    open = new ArrayList<>();
    inLine = true;
    children(depth, dimension);
    List<String> gathered = open;
    open = outer;
    inLine = outerLine;
    return gathered;
  }

  /// Parts of a line go on where the part before them ended.
  private void line(int depth, int dimension) throws XMLStreamException {
    List<String> gathered = gathered(depth, dimension);
    if (!inLine) {
      lines.add(bracket(gathered));
      return;
    }
    boolean continues =
        !open.isEmpty() && !gathered.isEmpty() && open.getLast().equals(gathered.getFirst());
    open.addAll(continues ? gathered.subList(1, gathered.size()) : gathered);
  }

  private void area(int depth, int dimension) throws XMLStreamException {
    List<String> outer = rings;
    rings = new ArrayList<>();
    children(depth, dimension);
    areas.add(bracket(rings));
    rings = outer;
  }

  private void box(List<String> corners) {
    if (corners.size() == 2) {
      String[] low = corners.getFirst().split(" ", -1);
      String[] high = corners.getLast().split(" ", -1);
      areas.add(
          "((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
              .formatted(low[0], low[1], high[0], high[1]));
      heights = false;
    }
  }

  private void positions(String[] numbers, int dimension) {
    int step = numbers.length % dimension == 0 ? dimension : numbers.length % 3 == 0 ? 3 : 2;
    for (int i = 0; i + step <= numbers.length; i += step) {
      position(List.of(numbers).subList(i, i + step).toArray(String[]::new));
    }
  }

  /// `7.6,51.9 7.7,51.9`, as GML 2 has it.
  private void coordinates(String text) {
    for (String position : text.split("\\s+", -1)) {
      position(position.split(",", -1));
    }
  }

  private String[] coord() throws XMLStreamException {
    var numbers = new ArrayList<String>();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        numbers.add(Xml.text(xml, 100));
      }
    }
    return numbers.toArray(String[]::new);
  }

  private void position(String[] numbers) {
    if (numbers.length < 2
        || !NUMBER.matcher(numbers[0]).matches()
        || !NUMBER.matcher(numbers[1]).matches()) {
      size = Integer.MAX_VALUE;
      return;
    }
    boolean north = system.isNorthFirst(number(numbers[0]), number(numbers[1]));
    String position = north ? numbers[1] + " " + numbers[0] : numbers[0] + " " + numbers[1];
    boolean height = numbers.length > 2 && NUMBER.matcher(numbers[2]).matches();
    heights |= height;
    String whole = height ? position + " " + numbers[2] : position;
    size += whole.length() + 2;
    open.add(whole);
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      size = Integer.MAX_VALUE;
      return Double.NaN;
    }
  }

  private static String bracket(List<String> parts) {
    return "(" + String.join(", ", parts) + ")";
  }

  private String text(boolean many) {
    int kinds = (points.isEmpty() ? 0 : 1) + (lines.isEmpty() ? 0 : 1) + (areas.isEmpty() ? 0 : 1);
    if (kinds == 0 && rings.size() == 1) {
      return whole("LINESTRING", rings.getFirst());
    }
    if (kinds == 1) {
      return points.isEmpty()
          ? lines.isEmpty() ? one("POLYGON", areas, many) : one("LINESTRING", lines, many)
          : one("POINT", points.stream().map(point -> "(" + point + ")").toList(), many);
    }
    var all = new ArrayList<String>();
    points.forEach(point -> all.add("POINT (" + point + ")"));
    lines.forEach(line -> all.add("LINESTRING " + line));
    areas.forEach(area -> all.add("POLYGON " + area));
    return kinds == 0 ? "" : whole("GEOMETRYCOLLECTION", bracket(all));
  }

  private String one(String type, List<String> parts, boolean many) {
    return parts.size() == 1 && !many
        ? whole(type, parts.getFirst())
        : whole("MULTI" + type, bracket(parts));
  }

  private String whole(String type, String inside) {
    return size > LONGEST || inside.contains("()")
        ? ""
        : system.prefix() + type + (heights ? " Z " : " ") + inside;
  }
}
