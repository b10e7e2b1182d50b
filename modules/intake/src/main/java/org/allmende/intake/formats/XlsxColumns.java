package org.allmende.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.intake.files.Archives;
import org.jspecify.annotations.Nullable;

/// Which columns of the sheets of an Office Open XML workbook are hidden. The sheets' parts say it
/// before their first row
/// ([ECMA-376](https://ecma-international.org/publications-and-standards/standards/ecma-376/), part
/// 1, 18.3.1.13).
final class XlsxColumns {

  private static final String LIST = "xl/_rels/workbook.xml.rels";
  private static final int MOST_COLUMNS = 16_384;

  private final Path file;
  private final Map<String, String> parts = new HashMap<>();

  XlsxColumns(Path file) throws IOException {
    this.file = file;
    try (var zip = Archives.open(file)) {
      each(zip, LIST, this::part);
    }
  }

  private boolean part(XMLStreamReader xml) {
    String id = xml.getAttributeValue(null, "Id");
    String target = xml.getAttributeValue(null, "Target");
    if (id != null && target != null) {
      parts.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }
    return true;
  }

  /// Notes the hidden columns of a sheet.
  ///
  /// @param id of the sheet's part among those of the workbook
  void note(@Nullable String id, Hidden hidden) throws IOException {
    String part = id == null ? null : parts.get(id);
    if (part != null) {
      try (var zip = Archives.open(file)) {
        each(zip, part, xml -> column(xml, hidden));
      }
    }
  }

  private static boolean column(XMLStreamReader xml, Hidden hidden) {
    String isHidden = xml.getAttributeValue(null, "hidden");
    if (xml.getLocalName().equals("col") && ("1".equals(isHidden) || "true".equals(isHidden))) {
      int from = position(xml.getAttributeValue(null, "min"));
      hidden.columns(from, Math.max(from, position(xml.getAttributeValue(null, "max")) + 1));
    }
    return !xml.getLocalName().equals("sheetData");
  }

  private static int position(@Nullable String number) {
    return number != null && number.matches("\\d{1,5}")
        ? Math.clamp(Integer.parseInt(number), 1, MOST_COLUMNS) - 1
        : 0;
  }

  /// Passes over the elements of a part until one is the last that is wanted.
  private static void each(ZipFile zip, String part, Taker taker) throws IOException {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      XMLStreamReader xml = Xml.reader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && !taker.take(xml)) {
          return;
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private interface Taker {
    boolean take(XMLStreamReader xml);
  }
}
