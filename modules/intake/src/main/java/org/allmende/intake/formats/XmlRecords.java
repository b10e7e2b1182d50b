package org.allmende.intake.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The records in an XML text: the elements of one name that stand side by side, next to the root,
/// and have parts; of several kinds at one depth the most frequent. Attributes and elements in them
/// are fields, nested ones with dots, repeated ones joined with semicolons.
///
/// Text that runs between the parts of such elements makes the file a document, not a table.
public final class XmlRecords implements FieldRecords {

  private static final int DEEPEST = 12;
  private static final int MOST_PATHS = 5_000;

  private final Path file;
  private final Optional<String> records;

  private XmlRecords(Path file, Optional<String> records) {
    this.file = file;
    this.records = records;
  }

  public static XmlRecords of(Path file) throws IOException {
    var kinds = new Kinds();
    Xml.each(file, kinds::document);
    return new XmlRecords(file, kinds.records());
  }

  @Override
  public void each(Taker taker) throws IOException {
    if (records.isEmpty()) {
      return;
    }
    String wanted = records.get();
    Xml.each(
        file,
        xml -> {
          var path = new StringBuilder();
          while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
              path.append('/').append(xml.getLocalName());
              if (path.length() == wanted.length() && wanted.contentEquals(path)) {
                int line = xml.getLocation().getLineNumber();
                var record = new LinkedHashMap<String, String>();
                new XmlFields(xml, record, GmlSystem.UNSTATED).element("", xml.getLocalName());
                taker.take(line, record);
                path.setLength(path.lastIndexOf("/"));
              }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
              path.setLength(path.lastIndexOf("/"));
            }
          }
        });
  }

  /// What is known of the elements at one path.
  private static final class Kind {
    private long count;
    private boolean repeated;
    private boolean parts;
    private boolean document;
    private int depth;
  }

  /// An element that is open.
  private static final class Open {
    private final Map<String, Integer> children = new HashMap<>();
    private boolean text;
  }

  /// Gathers which elements there are, at which paths.
  private static final class Kinds {

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    void document(XMLStreamReader xml) throws XMLStreamException {
      var path = new StringBuilder();
      var open = new ArrayDeque<Open>();
      int deeper = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (deeper > 0 || open.size() >= DEEPEST) {
            deeper++;
            continue;
          }
          begin(xml, path, open);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (deeper > 0) {
            deeper--;
            continue;
          }
          end(path, open.pop());
        } else if (deeper == 0 && !open.isEmpty() && xml.isCharacters() && !xml.isWhiteSpace()) {
          open.peek().text = true;
        }
      }
    }

    private void begin(XMLStreamReader xml, StringBuilder path, ArrayDeque<Open> open) {
      path.append('/').append(xml.getLocalName());
      Open parent = open.peek();
      open.push(new Open());
      String key = path.toString();
      Kind kind =
          kinds.size() < MOST_PATHS ? kinds.computeIfAbsent(key, _ -> new Kind()) : kinds.get(key);
      if (kind == null) {
        return;
      }
      kind.count++;
      kind.depth = open.size();
      kind.parts |= xml.getAttributeCount() > 0;
      if (parent != null) {
        kind.repeated |= parent.children.merge(xml.getLocalName(), 1, Integer::sum) > 1;
      }
    }

    private void end(StringBuilder path, Open closed) {
      Kind kind = kinds.get(path.toString());
      if (kind != null) {
        kind.parts |= !closed.children.isEmpty();
        kind.document |= closed.text && !closed.children.isEmpty();
      }
      path.setLength(path.lastIndexOf("/"));
    }

    Optional<String> records() {
      String best = null;
      Kind chosen = null;
      for (var entry : kinds.entrySet()) {
        Kind kind = entry.getValue();
        if (kind.repeated
            && kind.parts
            && (chosen == null
                || kind.depth < chosen.depth
                || (kind.depth == chosen.depth && kind.count > chosen.count))) {
          best = entry.getKey();
          chosen = kind;
        }
      }
      return chosen == null || chosen.document ? Optional.empty() : Optional.ofNullable(best);
    }
  }
}
