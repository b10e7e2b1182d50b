package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The placemarks of a KML document ([OGC 12-007r2](https://www.ogc.org/standards/kml/), 9.14):
/// their name, description, times and extended data are fields, the geometry is well-known text, x
/// before y as both have it.
public final class Placemarks implements FieldRecords {

  private static final Set<String> PLAIN =
      Set.of("name", "description", "address", "phoneNumber", "when", "begin", "end");
  private static final Set<String> GEOMETRIES =
      Set.of("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry");
  private static final int DEEPEST = 6;
  private static final int MOST_FIELDS = 5_000;
  private static final int LONGEST = 4 << 20;

  private final Path file;

  public Placemarks(Path file) {
    this.file = file;
  }

  @Override
  public void each(Taker taker) throws IOException {
    Xml.each(
        file,
        xml -> {
          while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals("Placemark")) {
              int line = xml.getLocation().getLineNumber();
              var record = new LinkedHashMap<String, String>();
              placemark(xml, record);
              taker.take(line, record);
            }
          }
        });
  }

  private static void placemark(XMLStreamReader xml, Map<String, String> record)
      throws XMLStreamException {
    String id = xml.getAttributeValue(null, "id");
    if (id != null) {
      record.put("id", id);
    }
    while (inside(xml)) {
      String name = xml.getLocalName();
      if (PLAIN.contains(name)) {
        put(record, name, Xml.text(xml, LONGEST));
      } else if (GEOMETRIES.contains(name)) {
        put(record, JsonRecords.GEOMETRY, geometry(xml, name, 0));
      } else if (name.equals("ExtendedData")) {
        extended(xml, record, 0);
      } else if (name.equals("TimeStamp") || name.equals("TimeSpan")) {
        while (inside(xml)) {
          put(record, xml.getLocalName(), Xml.text(xml, LONGEST));
        }
      } else {
        Xml.skip(xml);
      }
    }
  }

  private static void extended(XMLStreamReader xml, Map<String, String> record, int depth)
      throws XMLStreamException {
    while (inside(xml)) {
      String name = xml.getAttributeValue(null, "name");
      switch (xml.getLocalName()) {
        case "SchemaData" -> {
          if (depth < DEEPEST) {
            extended(xml, record, depth + 1);
          } else {
            Xml.skip(xml);
          }
        }
        case "SimpleData" ->
            put(record, name == null ? "SimpleData" : name, Xml.text(xml, LONGEST));
        case "Data" -> {
          while (inside(xml)) {
            if (xml.getLocalName().equals("value")) {
              put(record, name == null ? "Data" : name, Xml.text(xml, LONGEST));
            } else {
              Xml.skip(xml);
            }
          }
        }
        default -> Xml.skip(xml);
      }
    }
  }

  private static String geometry(XMLStreamReader xml, String kind, int depth)
      throws XMLStreamException {
    if (depth > DEEPEST) {
      Xml.skip(xml);
      return "";
    }
    List<String> parts = new ArrayList<>();
    long size = 0;
    while (inside(xml)) {
      String name = xml.getLocalName();
      String part = "";
      if (name.equals("coordinates")) {
        part = positions(Xml.text(xml, LONGEST));
      } else if (name.equals("outerBoundaryIs") || name.equals("innerBoundaryIs")) {
        part = ring(xml);
      } else if (GEOMETRIES.contains(name)) {
        part = geometry(xml, name, depth + 1);
      } else {
        Xml.skip(xml);
      }
      size += part.length();
      if (!part.isEmpty() && size < LONGEST) {
        parts.add(part);
      }
    }
    String inner = String.join(", ", parts);
    if (parts.isEmpty() || size >= LONGEST) {
      return "";
    }
    return switch (kind) {
      case "Point" -> "POINT (" + inner + ")";
      case "Polygon" -> "POLYGON (" + inner + ")";
      case "MultiGeometry" -> "GEOMETRYCOLLECTION (" + inner + ")";
      default -> "LINESTRING (" + inner + ")";
    };
  }

  private static String ring(XMLStreamReader xml) throws XMLStreamException {
    String ring = "";
    while (inside(xml)) {
      if (!xml.getLocalName().equals("LinearRing")) {
        Xml.skip(xml);
        continue;
      }
      while (inside(xml)) {
        if (xml.getLocalName().equals("coordinates")) {
          String positions = positions(Xml.text(xml, LONGEST));
          ring = positions.isEmpty() ? "" : "(" + positions + ")";
        } else {
          Xml.skip(xml);
        }
      }
    }
    return ring;
  }

  /// `7.6,51.9,0 7.7,51.9,0` becomes `7.6 51.9, 7.7 51.9`. Heights that are all nought say nothing.
  private static String positions(String coordinates) {
    String[] all = coordinates.strip().split("\\s+", -1);
    boolean flat = true;
    for (String position : all) {
      if (!position.matches("[-+.\\deE]+(,[-+.\\deE]+){1,2}")) {
        return "";
      }
      flat &= position.matches("[^,]+,[^,]+(,[-+]?0*\\.?0*)?");
    }
    var text = new StringBuilder();
    for (String position : all) {
      String[] numbers = position.split(",", -1);
      text.append(text.isEmpty() ? "" : ", ").append(numbers[0]).append(' ').append(numbers[1]);
      if (!flat) {
        text.append(' ').append(numbers.length > 2 ? numbers[2] : "0");
      }
    }
    return text.toString();
  }

  private static void put(Map<String, String> record, String name, String value) {
    if (record.size() < MOST_FIELDS) {
      record.putIfAbsent(name, value);
    }
  }

  /// Goes to the next element inside the one that was begun; false at its end.
  private static boolean inside(XMLStreamReader xml) throws XMLStreamException {
    int event = xml.next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      event = xml.next();
    }
    return event == XMLStreamConstants.START_ELEMENT;
  }
}
