package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The features in a GML document, such as a WFS answers or CityGML, XPlanung and the survey
/// offices write: those of one kind make a table. Their properties are fields ([XmlFields]), their
/// geometries are well-known text ([GmlGeometry]).
public final class Gml {

  private static final Set<String> MEMBERS =
      Set.of("member", "featureMember", "featureMembers", "cityObjectMember");
  private static final String ID = "gml_id";

  private final Path file;

  private Gml(Path file) {
    this.file = file;
  }

  /// The kinds of features in a file, in the order of their first ones.
  public static Layers layers(Path file) throws IOException {
    var gml = new Gml(file);
    var kinds = new LinkedHashMap<String, Set<String>>();
    var unread = new LinkedHashSet<String>();
    gml.each((kind, _, record) -> {
      if (kinds.size() >= Layers.MOST && !kinds.containsKey(kind)) {
        unread.add(kind);
        return;
      }
      Set<String> fields = kinds.computeIfAbsent(kind, _ -> new LinkedHashSet<>());
      for (String field : record.keySet()) {
        if (fields.size() < FieldRecords.MOST_FIELDS) {
          fields.add(field);
        }
      }
    });
    var layers = new LinkedHashMap<String, FieldRecords>();
    kinds.forEach((kind, fields) -> layers.put(kind, gml.new Features(kind, List.copyOf(fields))));
    return new Layers(layers, List.copyOf(unread));
  }

  /// Takes a feature.
  private interface Taker {
    void take(String kind, int line, Map<String, String> record) throws IOException;
  }

  /// The features of a kind.
  private final class Features implements FieldRecords {

    private final String kind;
    private final List<String> fields;

    Features(String kind, List<String> fields) {
      this.kind = kind;
      this.fields = fields;
    }

    @Override
    public List<String> fields() {
      return fields;
    }

    @Override
    public void each(FieldRecords.Taker taker) throws IOException {
      Gml.this.each((found, line, record) -> {
        if (found.equals(kind)) {
          taker.take(line, record);
        }
      });
    }
  }

  private void each(Taker taker) throws IOException {
    Xml.each(file, xml -> new Walk(xml, taker).document());
  }

  /// A way through a document.
  private static final class Walk {

    private final XMLStreamReader xml;
    private final Taker taker;
    private GmlSystem usual = GmlSystem.UNSTATED;

    Walk(XMLStreamReader xml, Taker taker) {
      this.xml = xml;
      this.taker = taker;
    }

    void document() throws XMLStreamException, IOException {
      var open = new ArrayList<String>();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          open.removeLast();
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          String name = xml.getLocalName();
          boolean feature =
              !open.isEmpty()
                  && MEMBERS.contains(open.getLast())
                  && !name.endsWith("FeatureCollection")
                  && !name.equals("Tuple");
          if (feature) {
            feature(name);
          } else {
            envelope(name);
            open.add(name);
          }
        }
      }
    }

    /// What is said of all features together.
    private void envelope(String name) {
      String system = xml.getAttributeValue(null, "srsName");
      if (system != null && (name.equals("Envelope") || name.equals("Box"))) {
        usual = GmlSystem.of(system);
      }
    }

    private void feature(String kind) throws XMLStreamException, IOException {
      int line = xml.getLocation().getLineNumber();
      var record = new LinkedHashMap<String, String>();
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        String name = xml.getAttributeLocalName(i);
        if (name.equals("id") || name.equals("fid")) {
          record.put(ID, xml.getAttributeValue(i));
        }
      }
      new XmlFields(xml, record, usual).inside("", kind, true);
      record.keySet().removeIf(field -> field.startsWith("boundedBy"));
      taker.take(kind, line, record);
    }
  }
}
