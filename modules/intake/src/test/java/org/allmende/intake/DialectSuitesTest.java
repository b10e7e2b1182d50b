package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.model.Dialect;
import org.allmende.model.Reading;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Delimiter and quote of other people's annotated files. A file that is refused counts as wrong.
class DialectSuitesTest {

  private static final Map<String, String> SIGNS =
      Map.of(
          "comma",
          ",",
          "semicolon",
          ";",
          "tab",
          "\t",
          "vslash",
          "|",
          "space",
          " ",
          "colon",
          ":",
          "caret",
          "^",
          "tilde",
          "~",
          "hash",
          "#",
          "doublequote",
          "\"");

  private record Case(Path file, String delimiter, String quote) {}

  @Test
  void pollockSurvey() throws IOException {
    measure("Pollock survey", pollock("pollock-survey"), 0.98);
  }

  @Test
  void pollockPolluted() throws IOException {
    measure("Pollock polluted", pollock("pollock-polluted"), 0.98);
  }

  @Test
  void csvWrangling() throws IOException {
    Path folder = suite("csvsniffer/CSV_Wrangling/data/github");
    measure(
        "CSV Wrangling",
        annotated(folder.resolve("Manual_Dialect_Annotation.txt"), folder.resolve("Curated files")),
        0.94);
  }

  @Test
  void csvOnTheWeb() throws IOException {
    Path folder = suite("csvsniffer");
    measure(
        "W3C CSVW",
        annotated(folder.resolve("W3C-CSVW-Dialect_annotations.txt"), folder.resolve("W3C-CSVW")),
        0.98);
  }

  @Test
  void csvSniffer() throws IOException {
    Path folder = suite("csvsniffer");
    measure(
        "CSVsniffer",
        annotated(folder.resolve("Dialect_annotations.txt"), folder.resolve("CSV")),
        0.98);
  }

  private static void measure(String name, List<Case> cases, double floor) {
    var wrong = new ArrayList<String>();
    for (Case one : cases) {
      String fault = fault(one);
      if (!fault.isEmpty()) {
        wrong.add(one.file().getFileName() + " " + fault);
      }
    }
    int right = cases.size() - wrong.size();
    System.out.printf("%s: %d of %d%n", name, right, cases.size());
    wrong.forEach(line -> System.out.println("  " + line));
    assertTrue(right >= floor * cases.size(), () -> name + ": " + right + " right, wrong " + wrong);
  }

  private static String fault(Case one) {
    Reading reading = Uploads.read(one.file());
    if (!(reading instanceof Reading.Understood(var draft, var findings))
        || draft.tables().isEmpty()) {
      return "no table " + Uploads.codes(reading);
    }
    Dialect dialect = draft.tables().getFirst().dialect();
    if (dialect == null) {
      return "no dialect";
    }
    boolean single = draft.tables().getFirst().columns().size() == 1;
    if (!single
        && !dialect.delimiter().equals(one.delimiter().strip())
        && !dialect.delimiter().equals(one.delimiter())) {
      return "delimiter " + dialect.delimiter() + ", not " + one.delimiter();
    }
    String quote = dialect.quote();
    return quote == null || one.quote().isEmpty() || quote.equals(one.quote())
        ? ""
        : "quote " + quote + ", not " + one.quote();
  }

  private static List<Case> pollock(String name) throws IOException {
    Path folder = suite(name);
    var cases = new ArrayList<Case>();
    try (var files = Files.list(folder.resolve("parameters"))) {
      for (Path file : files.sorted().toList()) {
        var said = JsonMapper.shared().readTree(Files.readString(file));
        String csv = file.getFileName().toString().replace("_parameters.json", "");
        cases.add(
            new Case(
                folder.resolve("csv").resolve(csv),
                said.path("delimiter").asString(),
                said.path("quotechar").asString()));
      }
    }
    return cases;
  }

  private static List<Case> annotated(Path annotations, Path folder) throws IOException {
    var cases = new ArrayList<Case>();
    for (String line : Files.readAllLines(annotations, StandardCharsets.UTF_8)) {
      String[] cells = line.split("\\|", -1);
      if (!line.startsWith("#") && cells.length >= 5 && SIGNS.containsKey(cells[2])) {
        Path file = folder.resolve(cells[0]);
        if (Files.exists(file)) {
          cases.add(
              new Case(
                  file,
                  SIGNS.get(cells[2]),
                  cells[3].equals("singlequote") ? "'" : SIGNS.getOrDefault(cells[3], "")));
        }
      }
    }
    return cases;
  }

  private static Path suite(String name) {
    return Folders.shared("real/suites/csv-dialect/" + name);
  }
}
