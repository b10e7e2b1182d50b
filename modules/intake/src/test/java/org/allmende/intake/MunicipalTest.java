package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// Real files of towns, against what a person found in them.
class MunicipalTest {

  @Test
  void readsEveryFileOrSaysWhyNot() throws IOException {
    Path folder = Folders.shared("real/municipal");
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Reading reading = Uploads.read(file);
      assertTrue(
          reading instanceof Reading.Understood || !reading.findings().isEmpty(), file::toString);
    }
  }

  @Test
  void findsTheShapeOfTheTables() throws IOException {
    Path folder = Folders.shared("real/municipal");
    Map<String, List<String>> wrong = new TreeMap<>();
    int tables = 0;
    int delimiters = 0;
    for (CSVRecord truth : manifest(folder)) {
      if (truth.get("format").equals("csv")
          && truth.get("verified").startsWith("eye")
          && !truth.get("header_row").isEmpty()) {
        tables++;
        var faults = faults(folder.resolve(truth.get("file")), truth);
        delimiters += faults.stream().anyMatch(fault -> fault.startsWith("delimiter")) ? 0 : 1;
        if (!faults.isEmpty()) {
          wrong.put(truth.get("file"), faults);
        }
      }
    }
    System.out.printf(
        "municipal tables: delimiter %d of %d, shape %d of %d%n",
        delimiters, tables, tables - wrong.size(), tables);
    wrong.forEach((file, faults) -> System.out.println("  " + file + " " + faults));
    assertEquals(tables, delimiters, () -> "delimiters: " + wrong);
    double share = 1 - wrong.size() / (double) tables;
    assertTrue(share >= 0.97, () -> "shape right in " + share + " of the tables: " + wrong);
  }

  private static List<String> faults(Path file, CSVRecord truth) {
    Reading reading = Uploads.read(file);
    if (!(reading instanceof Reading.Understood(var draft, var findings))
        || draft.tables().isEmpty()) {
      return List.of("delimiter: no table");
    }
    Table table = draft.tables().getFirst();
    var dialect = Objects.requireNonNull(table.dialect());
    var faults = new ArrayList<String>();
    String delimiter = truth.get("delimiter").equals("tab") ? "\t" : truth.get("delimiter");
    check(faults, "delimiter", delimiter, dialect.delimiter());
    check(faults, "encoding", encoding(truth.get("encoding")), dialect.encoding());
    boolean marked = truth.get("encoding").matches(".*-(sig|bom)");
    check(faults, "bom", marked, dialect.bom());
    if (!truth.get("quote").isEmpty()) {
      check(faults, "quote", truth.get("quote"), String.valueOf(dialect.quote()));
    }
    int first = Integer.parseInt(truth.get("header_row"));
    int lines = Math.max(1, Integer.parseInt(truth.get("header_lines")));
    int header = headerRecord(table);
    if (first == 0 ? header != 0 : header < first || header >= first + lines) {
      faults.add("header row %d, not %d".formatted(header, first));
    }
    if (!truth.get("data_rows").isEmpty()) {
      check(faults, "data rows", Long.valueOf(truth.get("data_rows")), table.dataRows());
    }
    int columns = Integer.parseInt(truth.get("columns"));
    int found = table.columns().size();
    boolean trailing = truth.get("quirks").contains("trailing-delimiter");
    if (found != columns && !(trailing && found == columns - 1)) {
      faults.add("columns %d, not %d".formatted(found, columns));
    }
    return faults;
  }

  /// The truth counts records; before a header no cell of the corpus holds a line break.
  private static int headerRecord(Table table) {
    Integer row = table.headerRow();
    return row == null ? 0 : row;
  }

  private static String encoding(String name) {
    return switch (name) {
      case "ascii", "utf-8-sig" -> "utf-8";
      case "utf-16le-bom" -> "utf-16le";
      default -> name;
    };
  }

  private static <T> void check(List<String> faults, String what, T expected, T found) {
    if (!expected.equals(found)) {
      faults.add("%s %s, not %s".formatted(what, found, expected));
    }
  }

  static List<CSVRecord> manifest(Path folder) throws IOException {
    try (var reader =
            Files.newBufferedReader(folder.resolve("manifest.csv"), StandardCharsets.UTF_8);
        var parser =
            CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.getRecords();
    }
  }
}
