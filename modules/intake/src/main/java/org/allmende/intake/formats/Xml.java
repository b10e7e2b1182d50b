package org.allmende.intake.formats;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The one way to read XML that comes from outside: no DTD, no entity, nothing fetched.
public final class Xml {

  private static final XMLInputFactory FACTORY = factory();
  private static final int HEAD = 512;
  private static final Pattern ENCODING =
      Pattern.compile(
          "(?:\\u00EF\\u00BB\\u00BF)?\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z][\\w.-]{0,40})[\"']");

  private Xml() {}

  /// Takes what there is to read.
  interface Taker {
    void take(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  /// A text that is not XML.
  public static final class Broken extends IOException {
    private static final long serialVersionUID = 1;
    private final String place;
    private final boolean hasDtd;

    private Broken(XMLStreamException cause, boolean hasDtd) {
      super(cause);
      this.hasDtd = hasDtd;
      var location = cause.getLocation();
      place =
          location == null
              ? "XML"
              : "XML, " + location.getLineNumber() + ":" + location.getColumnNumber();
    }

    public String place() {
      return place;
    }

    /// Whether it may be whole all the same, with what its DTD declares.
    public boolean hasDtd() {
      return hasDtd;
    }
  }

  /// Begins to read. The text is decoded here, as its mark or its first line says, for the parser
  /// would print what it cannot decode.
  static XMLStreamReader reader(InputStream bytes) throws XMLStreamException, IOException {
    var in = new BufferedInputStream(bytes, 1 << 16);
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    Charset charset = charset(head);
    in.skipNBytes(head.length > 3 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB ? 3 : 0);
    return FACTORY.createXMLStreamReader(
        new BufferedReader(new InputStreamReader(in, charset.newDecoder()), 1 << 16));
  }

  private static Charset charset(byte[] head) {
    if (head.length < 4) {
      return StandardCharsets.US_ASCII;
    }
    if ((head[0] & 0xFE) == 0xFE && (head[1] & 0xFE) == 0xFE) {
      return StandardCharsets.UTF_16;
    }
    if (head[0] == 0 || head[1] == 0) {
      return head[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    var said = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
    try {
      Charset charset = said.lookingAt() ? Charset.forName(said.group(1)) : StandardCharsets.UTF_8;
      return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    } catch (UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /// Passes over a file.
  static void each(Path file, Taker taker) throws IOException {
    try (var in = Files.newInputStream(file)) {
      XMLStreamReader xml = reader(in);
      try {
        taker.take(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new Broken(e, hasDtd(file));
    }
  }

  private static boolean hasDtd(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(8192), StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
    }
  }

  /// Passes over the element that was begun.
  static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /// All text of the element that was begun, to its end.
  ///
  /// @param most characters, about; further text is passed over
  static String text(XMLStreamReader xml, int most) throws XMLStreamException {
    var text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (xml.isCharacters() && text.length() < most) {
        text.append(xml.getText());
      }
    }
    return text.toString().strip();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing is fetched: " + systemId);
    });
    return factory;
  }
}
