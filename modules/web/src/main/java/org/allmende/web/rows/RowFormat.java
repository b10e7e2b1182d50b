package org.allmende.web.rows;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.RowEngine.Field;
import org.allmende.model.WellKnownGeometry;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/// The forms in which rows are given out, each written as the rows come.
enum RowFormat {
  JSON("json", "application/json"),
  JSON_LINES("jsonl", "application/jsonl"),
  CSV("csv", "text/csv;charset=UTF-8;header=present"),
  EXCEL("excel", "text/csv;charset=UTF-8;header=present"),
  GEOJSON("geojson", "application/geo+json"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PARQUET("parquet", "application/vnd.apache.parquet");

  /// The most data rows a sheet of a workbook holds.
  static final long MOST_IN_SHEET = 1_048_575;

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",;\r\n]");
  private static final Pattern DATE = Pattern.compile("(19|20)\\d\\d-\\d\\d-\\d\\d");
  private static final int FLUSH = 1_000;
  private static final int LONGEST_CELL = 32_767;
  private static final String FORMULAS = "=+-@\t\r";

  private final String code;
  private final String type;

  RowFormat(String code, String type) {
    this.code = code;
    this.type = type;
  }

  static Optional<RowFormat> of(String code) {
    return List.of(values()).stream().filter(format -> format.code.equals(code)).findFirst();
  }

  static List<MediaType> types() {
    return List.of(
        JSON.type(),
        MediaType.parseMediaType("text/csv"),
        JSON_LINES.type(),
        GEOJSON.type(),
        XLSX.type(),
        PARQUET.type());
  }

  static RowFormat ofType(MediaType type) {
    return List.of(values()).stream()
        .filter(format -> format.type().isCompatibleWith(type))
        .findFirst()
        .orElse(JSON);
  }

  String code() {
    return code;
  }

  MediaType type() {
    return MediaType.parseMediaType(type);
  }

  /// Whether an answer without a limit holds all rows.
  boolean isWhole() {
    return this != JSON;
  }

  /// What writes an answer in one of the forms that are written here.
  ///
  /// @param limit how many rows to write; of those beyond it is only said that they are there
  /// @param next the address of the next page
  Page page(OutputStream out, ObjectWriter json, long limit, String next) throws IOException {
    return switch (this) {
      case CSV -> new Sheet(out, false);
      case EXCEL -> new Sheet(out, true);
      case JSON_LINES -> new Lines(out, json);
      case XLSX -> new Book(out);
      case PARQUET -> throw new IllegalArgumentException(code);
      case JSON, GEOJSON -> new Objects(this, json.createGenerator(out), limit, next);
    };
  }

  /// An answer on its way.
  interface Page extends RowEngine.Sink {
    /// After the last row.
    void end() throws IOException;
  }

  private static final class Sheet implements Page {

    private final boolean excel;
    private final Writer out;

    Sheet(OutputStream stream, boolean excel) {
      this.excel = excel;
      this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    @Override
    public void fields(List<Field> fields) throws IOException {
      if (excel) {
        out.write('\uFEFF');
      }
      record(fields.stream().map(Field::name).toList());
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
      record(values);
    }

    private void record(List<? extends @Nullable Object> values) throws IOException {
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          out.write(excel ? ';' : ',');
        }
        Object value = values.get(i);
        String cell = value == null ? "" : cell(value);
        boolean quoted =
            NEEDS_QUOTES.matcher(cell).find() || (cell.isEmpty() && values.size() == 1);
        out.write(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
      }
      out.write("\r\n");
    }

    /// Numbers as a German Excel reads them; texts that it would run as formulas with an
    /// apostrophe.
    private String cell(Object value) {
      String text = value instanceof Double number ? plain(number) : value.toString();
      if (!excel || text.isEmpty()) {
        return text;
      }
      if (value instanceof Double) {
        return text.replace('.', ',');
      }
      boolean formula = value instanceof String && FORMULAS.indexOf(text.charAt(0)) >= 0;
      return formula ? "'" + text : text;
    }

    private static String plain(Double number) {
      return number.isNaN() || number.isInfinite()
          ? number.toString()
          : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }

  /// A workbook of one sheet; dates are dates, texts are never formulas.
  private static final class Book implements Page {

    private final Workbook book;
    private final Worksheet sheet;
    private List<Field> fields = List.of();
    private int row;

    Book(OutputStream out) {
      book = new Workbook(out, "Allmende", null);
      sheet = book.newWorksheet("Tabelle 1");
    }

    @Override
    public void fields(List<Field> all) {
      fields = all;
      for (int c = 0; c < all.size(); c++) {
        sheet.value(0, c, all.get(c).name());
        sheet.style(0, c).bold().set();
      }
      sheet.freezePane(0, 1);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
      row++;
      for (int c = 0; c < values.size(); c++) {
        cell(c, values.get(c));
      }
      if (row % FLUSH == 0) {
        sheet.flush();
      }
    }

    private void cell(int column, @Nullable Object value) {
      switch (value) {
        case null -> {}
        case Number number -> sheet.value(row, column, number);
        case Boolean truth -> sheet.value(row, column, truth);
        default -> text(column, value.toString());
      }
    }

    private void text(int column, String text) {
      if (fields.get(column).type().equals("date") && DATE.matcher(text).matches()) {
        sheet.value(row, column, LocalDate.parse(text));
        sheet.style(row, column).format("yyyy-mm-dd").set();
      } else {
        sheet.value(row, column, text.substring(0, Math.min(text.length(), LONGEST_CELL)));
      }
    }

    @Override
    public void end() throws IOException {
      book.finish();
    }
  }

  /// An object a line.
  private static final class Lines implements Page {

    private final OutputStream out;
    private final ObjectWriter json;
    private List<Field> fields = List.of();

    Lines(OutputStream out, ObjectWriter json) {
      this.out = new BufferedOutputStream(out);
      this.json = json;
    }

    @Override
    public void fields(List<Field> all) {
      fields = all;
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
      var object = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < values.size(); i++) {
        object.put(fields.get(i).name(), values.get(i));
      }
      out.write(json.writeValueAsBytes(object));
      out.write('\n');
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }

  /// JSON with everything in one object.
  private static final class Objects implements Page {

    private final RowFormat format;
    private final JsonGenerator json;
    private final long limit;
    private final String next;
    private List<Field> fields = List.of();
    private @Nullable String place;
    private long rows;

    Objects(RowFormat format, JsonGenerator json, long limit, String next) {
      this.format = format;
      this.json = json;
      this.limit = limit;
      this.next = next;
    }

    @Override
    public void fields(List<Field> all) {
      fields = all;
      if (format == JSON) {
        json.writeStartObject();
        json.writeArrayPropertyStart("columns");
        for (Field field : all) {
          json.writeStartObject();
          json.writeStringProperty("name", field.name());
          json.writeStringProperty("type", field.type());
          json.writeStringProperty("unit", field.unit());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
      } else if (format == GEOJSON) {
        json.writeStartObject();
        json.writeStringProperty("type", "FeatureCollection");
        json.writeArrayPropertyStart("features");
      }
    }

    @Override
    public boolean isMap() {
      return format == GEOJSON;
    }

    @Override
    public void place(@Nullable String geometry) {
      place = geometry;
    }

    @Override
    public void row(List<@Nullable Object> values) {
      if (limit >= 0 && rows++ >= limit) {
        return;
      }
      if (format == GEOJSON) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writePOJOProperty("geometry", place == null ? null : WellKnownGeometry.of(place));
        json.writeName("properties");
        object(values);
        json.writeEndObject();
      } else {
        object(values);
      }
    }

    private void object(List<@Nullable Object> values) {
      json.writeStartObject();
      for (int i = 0; i < values.size(); i++) {
        json.writePOJOProperty(fields.get(i).name(), values.get(i));
      }
      json.writeEndObject();
    }

    @Override
    public void end() {
      json.writeEndArray();
      if (format == JSON) {
        json.writeStringProperty("next", limit >= 0 && rows > limit ? next : null);
      }
      json.writeEndObject();
      json.close();
    }
  }
}
