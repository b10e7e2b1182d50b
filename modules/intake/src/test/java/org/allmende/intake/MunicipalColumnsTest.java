package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.allmende.intake.tables.TableProfile;
import org.allmende.model.Column;
import org.allmende.testkit.Folders;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// Holds types and meanings to what people decided about tables towns have published.
class MunicipalColumnsTest {

  private static final Set<String> CODES =
      Set.of(
          "municipality-key",
          "regional-key",
          "postal-code",
          "identifier",
          "phone",
          "iban",
          "house-number");
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8-sig", StandardCharsets.UTF_8,
          "utf-16le-bom", StandardCharsets.UTF_16,
          "macintosh", Charset.forName("x-MacRoman"));

  private final Score score = new Score();

  private static final class Score {
    private int types;
    private int typesRight;
    private int hit;
    private int wrong;
    private int missed;
    private final List<String> misses = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    private double precision() {
      return (double) hit / (hit + wrong);
    }

    private double recall() {
      return (double) hit / (hit + missed);
    }

    private String report() {
      return "types %d of %d, meaning precision %.3f recall %.3f, damage %s%n%s"
          .formatted(typesRight, types, precision(), recall(), damage, String.join("\n", misses));
    }
  }

  @Test
  void readsTheColumnsOfMunicipalTables() throws IOException {
    Path folder = Folders.shared("real/municipal");
    var truth = truth(folder);
    for (CSVRecord file : csv(folder.resolve("manifest.csv"))) {
      List<CSVRecord> expected = truth.get(file.get("file"));
      if (expected != null && file.get("format").equals("csv")) {
        TableProfile profile = table(folder, file).profile();
        compare(file.get("file"), profile.columns(), expected);
        profile.findings().forEach(finding -> score.findings.add(file.get("file") + " " + finding));
      }
    }
    assertTrue(score.typesRight >= 0.99 * score.types, score::report);
    assertTrue(score.precision() >= 0.95, score::report);
    assertTrue(score.recall() >= 0.90, score::report);
    assertTrue(score.damage.isEmpty(), score::report);
    if (Boolean.getBoolean("allmende.report")) {
      Files.writeString(Path.of("target/municipal-columns.txt"), score.report());
      Files.write(Path.of("target/municipal-findings.txt"), score.findings);
    }
  }

  private static Map<String, List<CSVRecord>> truth(Path folder) throws IOException {
    var truth = new TreeMap<String, List<CSVRecord>>();
    for (CSVRecord row : csv(folder.resolve("columns.csv"))) {
      truth.computeIfAbsent(row.get("file"), f -> new ArrayList<>()).add(row);
    }
    return truth;
  }

  private static List<CSVRecord> csv(Path file) throws IOException {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = CSVParser.parse(Files.newBufferedReader(file), format)) {
      var rows = new ArrayList<CSVRecord>();
      parser.forEach(record -> rows.add(record));
      return rows;
    }
  }

  private static PlainTable table(Path folder, CSVRecord file) throws IOException {
    String name = file.get("encoding");
    Charset charset = CHARSETS.getOrDefault(name, StandardCharsets.UTF_8);
    if (!CHARSETS.containsKey(name)) {
      charset = Charset.forName(name);
    }
    String text = new String(Files.readAllBytes(folder.resolve(file.get("file"))), charset);
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
    String delimiter = file.get("delimiter");
    var records =
        PlainTable.records(
            text,
            delimiter.equals("tab") ? '\t' : delimiter.isEmpty() ? ',' : delimiter.charAt(0),
            !file.get("quote").isEmpty());
    int header = number(file.get("header_row"));
    int data = header == 0 ? 0 : header - 1 + Math.max(1, number(file.get("header_lines")));
    int columns = number(file.get("columns"));
    var names = new ArrayList<String>();
    for (int i = 0; i < columns; i++) {
      var last = header == 0 ? List.<String>of() : records.get(data - 1);
      names.add(i < last.size() ? last.get(i) : "");
    }
    var rows =
        records.subList(data, records.size()).stream()
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .limit(number(file.get("data_rows")))
            .toList();
    return new PlainTable(file.get("file"), names, rows);
  }

  private static int number(String text) {
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private void compare(String file, List<Column> columns, List<CSVRecord> expected) {
    for (CSVRecord row : expected) {
      int position = Integer.parseInt(row.get("column"));
      if (position <= columns.size()) {
        compare(file + " [" + position + "] " + row.get("name"), columns.get(position - 1), row);
      }
    }
  }

  private void compare(String where, Column column, CSVRecord row) {
    var types = List.of(row.get("type").split("\\|"));
    var meanings = List.of(row.get("meaning").split("\\|", -1));
    String meaning = column.meaning();
    if (!row.get("type").isEmpty()) {
      score.types++;
      score.typesRight += types.contains(column.type().code()) ? 1 : 0;
      if (!types.contains(column.type().code())) {
        score.misses.add(
            "TYPE %s: %s, not %s %s"
                .formatted(where, types, column.type(), column.profile().top()));
      }
      damage(where, column, types, meanings);
    }
    if (meaning != null && meanings.contains(meaning)) {
      score.hit++;
      return;
    }
    score.wrong += meaning == null ? 0 : 1;
    score.missed += meanings.contains("") ? 0 : 1;
    if (meaning != null || !meanings.contains("")) {
      score.misses.add("MEANING %s: %s, not %s".formatted(where, meanings, meaning));
    }
  }

  private void damage(String where, Column column, List<String> types, List<String> meanings) {
    String type = column.type().code();
    boolean number = type.equals("integer") || type.equals("decimal");
    if (types.equals(List.of("string")) && number && meanings.stream().anyMatch(CODES::contains)) {
      score.damage.add("CODE " + where);
    }
    boolean exact = types.size() == 1 && (types.contains("integer") || types.contains("decimal"));
    if (exact && number && !types.contains(type)) {
      score.damage.add("NUMBER " + where);
    }
  }
}
