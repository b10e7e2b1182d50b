package org.allmende.web.http;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// An XML document in the making. Texts of others become texts and nothing else, and every parser
/// takes what comes out.
public final class XmlOutput {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();
  private static final String PREFIX = XMLConstants.XMLNS_ATTRIBUTE + ":";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;
  private final Map<String, String> namespaces = new HashMap<>();

  public XmlOutput() {
    xml = told(() -> FACTORY.createXMLStreamWriter(out, "UTF-8"));
    run(() -> xml.writeStartDocument("UTF-8", "1.0"));
  }

  /// Begins an element.
  ///
  /// @param attributes names and values by turns
  public XmlOutput begin(String name, String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].startsWith(PREFIX)) {
        namespaces.put(attributes[i].substring(PREFIX.length()), attributes[i + 1]);
      }
    }
    run(() -> {
      xml.writeCharacters("\n");
      int colon = name.indexOf(':');
      if (colon < 0) {
        xml.writeStartElement(name);
      } else {
        String prefix = name.substring(0, colon);
        xml.writeStartElement(prefix, name.substring(colon + 1), namespace(prefix));
      }
      attributes(attributes);
    });
    return this;
  }

  private String namespace(String prefix) {
    return namespaces.getOrDefault(prefix, XMLConstants.XML_NS_URI);
  }

  public XmlOutput end() {
    run(xml::writeEndElement);
    return this;
  }

  /// An element with a text; nothing where there is none.
  public XmlOutput element(String name, @Nullable String text, String... attributes) {
    if (text != null) {
      begin(name, attributes);
      run(() -> xml.writeCharacters(writable(text)));
      end();
    }
    return this;
  }

  /// An element with attributes alone.
  public XmlOutput empty(String name, String... attributes) {
    run(() -> {
      xml.writeCharacters("\n");
      xml.writeEmptyElement(name);
      attributes(attributes);
    });
    return this;
  }

  /// Whatever else writes itself.
  public XmlOutput with(Part part) {
    run(() -> {
      xml.writeCharacters("\n");
      part.write(xml);
    });
    return this;
  }

  /// The document; elements still open are closed.
  public byte[] bytes() {
    run(() -> {
      xml.writeEndDocument();
      xml.flush();
    });
    return out.toByteArray();
  }

  /// Part of a document.
  public interface Part {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private interface Made<T> {
    T get() throws XMLStreamException;
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      attribute(attributes[i], writable(attributes[i + 1]));
    }
  }

  private void attribute(String name, String value) throws XMLStreamException {
    int colon = name.indexOf(':');
    if (name.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
      xml.writeDefaultNamespace(value);
    } else if (colon < 0) {
      xml.writeAttribute(name, value);
    } else if (name.startsWith(PREFIX)) {
      xml.writeNamespace(name.substring(colon + 1), value);
    } else {
      String prefix = name.substring(0, colon);
      xml.writeAttribute(prefix, namespace(prefix), name.substring(colon + 1), value);
    }
  }

  private static void run(Step step) {
    told(() -> {
      step.run();
      return true;
    });
  }

  private static <T> T told(Made<T> made) {
    try {
      return made.get();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written", e);
    }
  }

  /// What XML has no way to write becomes U+FFFD.
  private static String writable(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().map(c -> isWritable(c) ? c : 0xfffd).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isWritable(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= ' ' && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c > 0xffff;
  }
}
