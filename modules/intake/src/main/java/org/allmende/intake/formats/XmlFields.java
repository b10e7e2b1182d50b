package org.allmende.intake.formats;

import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The fields of a record in XML: its attributes and elements, nested ones with dots, repeated ones
/// joined with semicolons. A geometry in GML is one value, as well-known text.
///
/// @param record gathers them
/// @param usual the system of geometries that state none
record XmlFields(XMLStreamReader xml, Map<String, String> record, GmlSystem usual) {

  private static final int DEEPEST = 12;
  private static final int LONGEST = 1 << 20;
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  /// Reads the element that was begun to its end.
  ///
  /// @param name of the field it is; empty for the record itself
  /// @param own what its own text is called where it has attributes or parts, too
  void element(String name, String own) throws XMLStreamException {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (!INSTANCE.equals(xml.getAttributeNamespace(i))) {
        put(join(name, xml.getAttributeLocalName(i)), xml.getAttributeValue(i));
      }
    }
    inside(name, own, name.isEmpty() || xml.getAttributeCount() > 0);
  }

  /// Reads what is in the element that was begun, without its attributes.
  ///
  /// @param parts whether it is more than its own text
  void inside(String name, String own, boolean parts) throws XMLStreamException {
    var text = new StringBuilder();
    boolean more = parts;
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        more = true;
        part(name);
      } else if (xml.isCharacters() && text.length() < LONGEST) {
        text.append(xml.getText());
      }
    }
    if (!more || !text.toString().isBlank()) {
      put(name.isEmpty() ? own : name, text.toString().strip());
    }
  }

  private void part(String name) throws XMLStreamException {
    if (GmlGeometry.begins(xml)) {
      String geometry = GmlGeometry.text(xml, usual);
      if (!geometry.isEmpty()) {
        put(name.isEmpty() ? JsonRecords.GEOMETRY : name, geometry);
      }
      return;
    }
    String inner = join(name, xml.getLocalName());
    if (inner.chars().filter(c -> c == '.').count() < DEEPEST) {
      element(inner, inner);
    } else {
      Xml.skip(xml);
    }
  }

  private static String join(String outer, String inner) {
    return outer.isEmpty() ? inner : outer + "." + inner;
  }

  private void put(String name, String value) {
    String before = record.get(name);
    if (before == null) {
      if (record.size() < FieldRecords.MOST_FIELDS) {
        record.put(name, value);
      }
    } else if (!value.isEmpty() && before.length() < LONGEST) {
      record.put(name, before.isEmpty() ? value : before + "; " + value);
    }
  }
}
