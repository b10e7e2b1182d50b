package org.allmende.vocabulary;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Sha256;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A file of facts: UTF-8, commas, one header line.
///
/// @param rows by column; what stands in parentheses behind a column's name is a remark
/// @param checksum of the file's bytes
record FactTable(List<Row> rows, Sha256 checksum) {

  static FactTable read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (var parser = CSVParser.parse(new StringReader(text), format)) {
      return new FactTable(parser.stream().map(FactTable::row).toList(), Sha256.of(bytes));
    }
  }

  private static Row row(CSVRecord line) {
    var cells = new HashMap<String, String>();
    line.toMap()
        .forEach((column, cell) -> cells.put(column.replaceFirst("\\(.*", ""), cell.strip()));
    return new Row(Map.copyOf(cells));
  }

  /// One line.
  record Row(Map<String, String> cells) {

    /// The cell of a column; empty where there is none.
    String get(String column) {
      return cells.getOrDefault(column, "");
    }
  }
}
