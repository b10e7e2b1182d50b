package org.allmende.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.intake.files.Archives;
import org.allmende.intake.text.Row;
import org.jspecify.annotations.Nullable;

/// The sheets of an OpenDocument spreadsheet
/// ([OASIS](https://docs.oasis-open.org/office/OpenDocument/v1.3/), part 3, 9), streamed.
public final class OdsSheets implements Sheets {

  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
  private static final String STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
  private static final int MOST_COLUMNS = 16_384;
  private static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST = 1 << 20;

  private final Path file;

  public OdsSheets(Path file) {
    this.file = file;
  }

  @Override
  public void each(Sink sink) throws IOException {
    try (var zip = Archives.open(file)) {
      ZipEntry content = zip.getEntry("content.xml");
      if (content == null) {
        throw new IOException("content.xml");
      }
      try (InputStream in = zip.getInputStream(content)) {
        XMLStreamReader xml = Xml.reader(in);
        new Reading(xml, sink).document();
      } catch (XMLStreamException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static final class Reading {

    private final XMLStreamReader xml;
    private final Sink sink;
    private final Set<String> hiddenStyles = new HashSet<>();
    private String style = "";
    private int line;
    private Hidden hidden = new Hidden();
    private int columns;

    Reading(XMLStreamReader xml, Sink sink) {
      this.xml = xml;
      this.sink = sink;
    }

    void document() throws XMLStreamException, IOException {
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (is(STYLE, "style")) {
          style = attribute(STYLE, "name");
        } else if (is(STYLE, "table-properties") && attribute(TABLE, "display").equals("false")) {
          hiddenStyles.add(style);
        } else if (is(TABLE, "table")) {
          sheet();
        }
      }
    }

    private void sheet() throws XMLStreamException, IOException {
      boolean isHidden = hiddenStyles.contains(attribute(TABLE, "style-name"));
      boolean wanted = sink.begin(attribute(TABLE, "name"), isHidden);
      hidden = new Hidden();
      columns = 0;
      line = 0;
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          if (is(TABLE, "table-row") && wanted) {
            row();
          } else {
            depth++;
            if (is(TABLE, "table-column")) {
              column();
            }
          }
        }
      }
      if (wanted) {
        sink.hidden(hidden);
      }
      sink.end();
    }

    private void column() {
      int from = columns;
      columns = Math.min(from + repeated("number-columns-repeated", MOST_COLUMNS), MOST_COLUMNS);
      if (isUnseen()) {
        hidden.columns(from, columns);
      }
    }

    /// Whether a row or column was hidden, or left out by a filter.
    private boolean isUnseen() {
      String visibility = attribute(TABLE, "visibility");
      return visibility.equals("collapse") || visibility.equals("filter");
    }

    private void row() throws XMLStreamException, IOException {
      int times = repeated("number-rows-repeated", MOST_ROWS);
      boolean unseen = isUnseen();
      List<String> cells = cells();
      boolean blank = cells.stream().allMatch(String::isEmpty);
      for (int i = 0; i < times && !blank && line < MOST_ROWS; i++) {
        line++;
        var row = new Row(line, cells, false, false);
        hidden.row(row, unseen);
        sink.row(row);
      }
      line += blank ? times : 0;
    }

    private List<String> cells() throws XMLStreamException {
      var cells = new ArrayList<String>();
      int gap = 0;
      while (next() == XMLStreamConstants.START_ELEMENT) {
        if (!is(TABLE, "table-cell") && !is(TABLE, "covered-table-cell")) {
          skip();
          continue;
        }
        int times = repeated("number-columns-repeated", MOST_COLUMNS);
        String text = cell();
        if (text.isEmpty()) {
          gap += times;
          continue;
        }
        for (; gap > 0 && cells.size() < MOST_COLUMNS; gap--) {
          cells.add("");
        }
        gap = 0;
        for (int i = 0; i < times && cells.size() < MOST_COLUMNS; i++) {
          cells.add(text);
        }
      }
      return cells;
    }

    private String cell() throws XMLStreamException {
      String type = attribute(OFFICE, "value-type");
      String value = attribute(OFFICE, "value");
      String date = attribute(OFFICE, "date-value");
      String time = attribute(OFFICE, "time-value");
      String truth = attribute(OFFICE, "boolean-value");
      String shown = text();
      return switch (type) {
        case "float", "currency" -> number(value, shown);
        case "percentage" -> percentage(value, shown);
        case "date" -> date.endsWith("T00:00:00") ? date.substring(0, 10) : date;
        case "time" -> clock(time, shown);
        case "boolean" -> truth;
        default -> shown;
      };
    }

    /// Digits that are shown filled up with zeros keep them.
    private static String number(String value, String shown) {
      if (shown.matches("0\\d+") && shown.replaceFirst("^0+", "").equals(value)) {
        return shown;
      }
      BigDecimal number = decimal(value);
      return number == null ? shown : SheetCells.plain(number);
    }

    private static String percentage(String value, String shown) {
      BigDecimal number = decimal(value);
      return number == null ? shown : SheetCells.plain(number.movePointRight(2)) + " %";
    }

    private static @Nullable BigDecimal decimal(String value) {
      try {
        return value.length() > 50 ? null : new BigDecimal(value);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    private static String clock(String time, String shown) {
      try {
        long seconds = Duration.parse(time).toSeconds();
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
      } catch (DateTimeParseException e) {
        return shown;
      }
    }

    /// The paragraphs of the cell that was begun, up to its end; comments left out.
    private String text() throws XMLStreamException {
      var text = new StringBuilder();
      int depth = 1;
      int paragraphs = 0;
      while (depth > 0) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (xml.getLocalName().equals("annotation")) {
              skip();
            } else {
              depth++;
              if (xml.getLocalName().equals("p") && paragraphs++ > 0) {
                text.append('\n');
              } else if (xml.getLocalName().equals("s")) {
                text.append(' ');
              }
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (depth > 1 && text.length() < LONGEST) {
              text.append(xml.getText());
            }
          }
          default -> {}
        }
      }
      return text.toString();
    }

    /// The next beginning or end of an element.
    private int next() throws XMLStreamException {
      int event = xml.next();
      while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
        event = xml.next();
      }
      return event;
    }

    private void skip() throws XMLStreamException {
      for (int depth = 1; depth > 0; ) {
        depth += next() == XMLStreamConstants.START_ELEMENT ? 1 : -1;
      }
    }

    private int repeated(String name, int most) {
      String times = attribute(TABLE, name);
      return times.matches("\\d{1,9}") ? Math.clamp(Integer.parseInt(times), 1, most) : 1;
    }

    private boolean is(String namespace, String name) {
      return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
    }

    private String attribute(String namespace, String name) {
      String value = xml.getAttributeValue(namespace, name);
      return value == null ? "" : value;
    }
  }
}
