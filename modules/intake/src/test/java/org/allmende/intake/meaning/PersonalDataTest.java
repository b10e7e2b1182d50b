package org.allmende.intake.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.allmende.intake.PlainTable;
import org.allmende.intake.Uploads;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finds what is personal in invented tables, and leaves alone what only looks so.
class PersonalDataTest {

  private int found;
  private int missed;
  private int falseAlarms;
  private final List<String> misses = new ArrayList<>();

  @Test
  void findsPersonalColumnsAndLeavesOthersAlone(@TempDir Path folder)
      throws IOException, InterruptedException {
    String seeds = System.getProperty("allmende.seeds", "11,23,47");
    for (String seed : seeds.split(",", -1)) {
      compare(made(seed, folder.resolve(seed)), seed);
    }
    double recall = (double) found / (found + missed);
    double precision = (double) found / (found + falseAlarms);
    String report =
        "seeds %s: recall %.3f precision %.3f of %d%n%s"
            .formatted(seeds, recall, precision, found + missed, String.join("\n", misses));
    assertTrue(recall >= 0.98 && precision >= 0.95, report);
    if (Boolean.getBoolean("allmende.report")) {
      Files.writeString(Path.of("target/personal-data.txt"), report);
    }
  }

  private static Path made(String seed, Path folder) throws IOException, InterruptedException {
    Path generator = Folders.shared("bench/privacy/make.py");
    Process python;
    try {
      python =
          new ProcessBuilder(
                  "python3", generator.toString(), "--seed", seed, "--out", folder.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("python3 is not here: " + e.getMessage());
      throw e;
    }
    python.getInputStream().readAllBytes();
    assertTrue(python.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, python.exitValue());
    return folder;
  }

  private void compare(Path folder, String seed) throws IOException {
    var labels = new TreeMap<String, List<CSVRecord>>();
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser =
        CSVParser.parse(Files.newBufferedReader(folder.resolve("labels.csv")), format)) {
      parser.forEach(
          row -> labels.computeIfAbsent(row.get("file"), f -> new ArrayList<>()).add(row));
    }
    for (var file : labels.entrySet()) {
      var columns = file.getValue();
      boolean header = !columns.getFirst().get("name").isEmpty();
      var table = PlainTable.guessed(folder.resolve(file.getKey()), columns.size(), header);
      compare(seed + "/" + file.getKey(), table, columns);
    }
  }

  private void compare(String file, PlainTable table, List<CSVRecord> columns) {
    Map<String, String> codes =
        table.profile().findings().stream()
            .filter(Finding::blocks)
            .collect(
                Collectors.toMap(
                    f -> String.valueOf(f.place().column()), Finding::code, (a, b) -> a));
    for (int i = 0; i < columns.size(); i++) {
      String code = codes.get(table.names().get(i));
      var label = columns.get(i);
      String where = "%s [%d] %s %s".formatted(file, i + 1, table.names().get(i), label);
      if (label.get("personal").equals("yes")) {
        found += code == null ? 0 : 1;
        missed += code == null ? 1 : 0;
        misses.add(code == null ? "MISSED " + where : "");
        if (code != null && !code.equals("personal-" + label.get("kind"))) {
          misses.add("KIND " + code + " " + where);
        }
      } else if (label.get("personal").equals("no") && code != null) {
        falseAlarms++;
        misses.add("FALSE " + code + " " + where);
      }
    }
    misses.removeIf(String::isEmpty);
  }

  /// A register with one number a row is no statistics of names.
  @Test
  void findsFamilyNamesBeforeGivenNames(@TempDir Path folder) {
    var reading =
        Uploads.read(
            folder,
            "hundesteuer.csv",
            """
            Steuermarke;Name, Vorname;Adresse
            825;Zimmermann, Ulrike;Dorfstraße 140, 06108 Halle
            826;Schmitt, Petra;Ringstraße 13, 50667 Köln
            827;Weber, Renate;Feldweg 65b, 24103 Kiel
            830;Lang, Jürgen;Schillerstraße 28, 06108 Halle
            831;Braun, Günter;Hauptstraße 108, 99084 Erfurt
            """);
    var codes = Uploads.codes(reading);
    assertTrue(codes.contains("personal-person-name"), codes::toString);
    assertTrue(codes.contains("personal-home-address"), codes::toString);
  }

  @Test
  void takesNoCoordinatesForTelephones(@TempDir Path folder) {
    String ring = "7.01771234567 51.01761234567, 7.01601234567 51.01511234567";
    String text = "Name;Fläche\n" + ("Nord;\"POLYGON ((" + ring + "))\"\n").repeat(9);
    assertEquals(List.of(), Uploads.codes(Uploads.read(folder, "a.csv", text)));
    String prose = "Nr;Text\n" + "1;Der Punkt liegt bei 7.01771234567 im Park\n".repeat(9);
    assertEquals(List.of(), Uploads.codes(Uploads.read(folder, "a.csv", prose)));
  }
}
