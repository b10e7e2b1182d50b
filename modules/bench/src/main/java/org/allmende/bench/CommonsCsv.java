package org.allmende.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Reads a CSV file with Commons CSV and does nothing with it but touch each cell: what reading
/// costs at least. `modules/bench/reading` compares.
public final class CommonsCsv {

  private CommonsCsv() {}

  /// Arguments: a file in UTF-8 whose cells are parted by semicolons.
  public static void main(String[] arguments) throws Exception {
    CSVFormat format = CSVFormat.Builder.create().setDelimiter(';').setQuote('"').get();
    long characters = 0;
    try (var text = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8);
        var records = format.parse(text)) {
      for (CSVRecord record : records) {
        for (String cell : record) {
          characters += cell.length();
        }
      }
    }
    System.out.println(characters);
  }
}
