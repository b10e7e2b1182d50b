package org.allmende.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.allmende.intake.tables.TableProfile;
import org.allmende.vocabulary.Vocabularies;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/// A table read by somebody who was told how it is written, so that tests of columns do not depend
/// on the reading of files.
public record PlainTable(String file, List<String> names, List<List<String>> rows) {

  private static final Pattern TOTAL =
      Pattern.compile("(?i)(summe|gesamt|insgesamt|total|zusammen|jahressumme)\\b.*");
  private static final Pattern SHEET_ROW =
      Pattern.compile("<row r=\"(\\d+)\">(.*?)</row>", Pattern.DOTALL);
  private static final Pattern SHEET_CELL =
      Pattern.compile("<c r=\"([A-Z]+)\\d+\"[^>]*><is><t[^>]*>(.*?)</t></is></c>", Pattern.DOTALL);

  static List<List<String>> records(String text, char delimiter, boolean quoted)
      throws IOException {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setQuote(quoted ? '"' : null)
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
    var records = new ArrayList<List<String>>();
    try (var parser = CSVParser.parse(new StringReader(text), format)) {
      for (var record : parser) {
        records.add(record.toList());
      }
    }
    return records;
  }

  /// The columns of the table, and what is odd about it.
  public TableProfile profile() {
    var profile = new TableProfile(names, Vocabularies.shipped(), file);
    int line = 1;
    for (List<String> row : rows) {
      line++;
      String first = row.stream().filter(cell -> !cell.isBlank()).findFirst().orElse("").strip();
      if (TOTAL.matcher(first).matches() && row.size() > 1) {
        profile.totalRow(line, row);
      } else {
        profile.row(line, padded(row));
      }
    }
    return profile;
  }

  private List<String> padded(List<String> row) {
    var cells = new ArrayList<>(row.subList(0, Math.min(row.size(), names.size())));
    while (cells.size() < names.size()) {
      cells.add("");
    }
    return cells;
  }

  /// A table of our samples of broken cells: UTF-8, one header line.
  static PlainTable sample(Path file, char delimiter) throws IOException {
    var records = records(Files.readString(file), delimiter, true);
    return new PlainTable(
        file.getFileName().toString(), records.getFirst(), records.subList(1, records.size()));
  }

  /// A table whose delimiter and encoding are found by the number of columns it must have.
  public static PlainTable guessed(Path file, int columns, boolean header) throws IOException {
    String name = file.getFileName().toString();
    var records = name.endsWith(".xlsx") ? sheet(file, columns) : split(decoded(file), columns);
    var names = new ArrayList<String>();
    for (int i = 1; i <= columns; i++) {
      names.add(header ? records.getFirst().get(i - 1) : "Spalte " + i);
    }
    return new PlainTable(name, names, records.subList(header ? 1 : 0, records.size()));
  }

  private static String decoded(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 1 && (bytes[0] == -1 || bytes[0] == -2)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private static List<List<String>> split(String text, int columns) throws IOException {
    for (char delimiter : new char[] {';', ',', '\t', '|'}) {
      var records =
          records(text, delimiter, true).stream()
              .dropWhile(
                  record -> record.size() != columns || record.getFirst().startsWith("Auszug "))
              .toList();
      if (!records.isEmpty() && records.stream().allMatch(r -> r.size() == columns)) {
        return records;
      }
    }
    throw new IllegalArgumentException("no delimiter gives " + columns + " columns");
  }

  private static List<List<String>> sheet(Path file, int columns) throws IOException {
    var records = new ArrayList<List<String>>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith("sheet1.xml")) {
          var rows = SHEET_ROW.matcher(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
          while (rows.find()) {
            records.add(cells(rows.group(2), columns));
          }
        }
      }
    }
    boolean preamble = records.getFirst().getFirst().startsWith("Auszug ");
    return preamble ? records.subList(2, records.size()) : records;
  }

  private static List<String> cells(String row, int columns) {
    var cells = new ArrayList<String>(java.util.Collections.nCopies(columns, ""));
    var found = SHEET_CELL.matcher(row);
    while (found.find()) {
      int column = found.group(1).chars().reduce(0, (sum, c) -> sum * 26 + c - 'A' + 1);
      String text = found.group(2).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
      cells.set(Math.min(column, columns) - 1, text);
    }
    return cells;
  }
}
