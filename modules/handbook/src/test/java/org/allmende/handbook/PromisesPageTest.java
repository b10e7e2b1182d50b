package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.testkit.Figure;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

/// Each promise has a test. The page is written anew to `target/promises.md`, with what the latest
/// run of these tests gave in a column of its own, and the figures they have printed. One that
/// failed is a broken promise; so is one that was not run though this build has run the tests of
/// every module.
final class PromisesPageTest {

  private static final Pattern PROMISE = Pattern.compile("\\| .+ \\| (.+) \\| ?.*\\|");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
  private static final Pattern FIGURE = Pattern.compile(Figure.LINE + "(.+) = ([^<\\]\\n&]+)");
  private static final String HEAD = "| promise | held by | figure |";
  private static final String LINE = "|---|---|---|";

  /// What the tests of a promise gave.
  private record Run(int passed, int skipped, int failed, List<String> figures) {

    static final Run NONE = new Run(0, 0, 0, List.of());

    Run and(Run other) {
      return new Run(
          passed + other.passed,
          skipped + other.skipped,
          failed + other.failed,
          Stream.concat(figures.stream(), other.figures.stream()).distinct().toList());
    }

    boolean isThere() {
      return passed + skipped + failed > 0;
    }

    String text() {
      if (!isThere()) {
        return "not run";
      }
      return passed
          + " passed"
          + (skipped > 0 ? ", " + skipped + " skipped" : "")
          + (failed > 0 ? ", " + failed + " failed" : "")
          + figures.stream().map(figure -> "; " + figure).collect(Collectors.joining());
    }
  }

  @Test
  void eachPromiseHasATestAndWhatItGave() throws IOException {
    List<Path> reports = reports();
    var written = new ArrayList<String>();
    var broken = new TreeSet<String>();
    boolean whole = isWholeBuild(reports);
    int promises = 0;
    for (String line : Handbook.text("promises.md").lines().toList()) {
      var promise = PROMISE.matcher(line);
      if (line.equals(HEAD)) {
        written.add(line + " latest run |");
      } else if (line.equals(LINE)) {
        written.add(line + "---|");
      } else if (promise.matches()) {
        List<String> tests =
            TEST.matcher(promise.group(1)).results().map(found -> found.group(1)).toList();
        assertFalse(tests.isEmpty(), line);
        Run all = Run.NONE;
        for (String test : tests) {
          Run run = run(test, reports);
          if (run.failed() > 0 || (whole && !run.isThere())) {
            broken.add(test + ": " + run.text());
          }
          all = all.and(run);
        }
        written.add(line + " " + all.text() + " |");
        promises++;
      } else {
        written.add(line);
      }
    }
    assertTrue(promises > 25, "only " + promises);
    Files.write(Path.of("target", "promises.md"), written, StandardCharsets.UTF_8);
    assertEquals(Set.of(), broken);
  }

  /// Whether every module that has tests has run some since this build began.
  private static boolean isWholeBuild(List<Path> reports) throws IOException {
    Instant began = Instant.parse(System.getProperty("testkit.began", Instant.MAX.toString()));
    var tested = new TreeSet<String>();
    for (Path report : reports) {
      if (Files.getLastModifiedTime(report).toInstant().isAfter(began)) {
        tested.add(module(report));
      }
    }
    try (Stream<Path> modules = Files.list(Folders.root().resolve("modules"))) {
      return modules
          .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
          .map(module -> String.valueOf(module.getFileName()))
          .filter(module -> !module.equals("handbook"))
          .allMatch(tested::contains);
    }
  }

  private static String module(Path report) {
    return Folders.root().resolve("modules").relativize(report).getName(0).toString();
  }

  private static List<Path> reports() throws IOException {
    var reports = new ArrayList<Path>();
    try (Stream<Path> modules = Files.list(Folders.root().resolve("modules"))) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".xml")).forEach(reports::add);
          }
        }
      }
    }
    return reports;
  }

  private static Run run(String test, List<Path> reports) throws IOException {
    var run = Run.NONE;
    for (Path report : reports) {
      String name = report.getFileName().toString().replaceFirst("\\.xml$", "");
      if (test.equals(name.substring(name.lastIndexOf('.') + 1))) {
        run = run.and(read(report));
      }
    }
    return run;
  }

  private static Run read(Path report) throws IOException {
    String text = Files.readString(report, StandardCharsets.UTF_8);
    String head = text.substring(0, text.indexOf('>', text.indexOf("<testsuite ")) + 1);
    int skipped = number(head, "skipped");
    int failed = number(head, "errors") + number(head, "failures");
    List<String> figures =
        FIGURE
            .matcher(text)
            .results()
            .map(found -> found.group(1) + ": " + found.group(2))
            .toList();
    return new Run(number(head, "tests") - skipped - failed, skipped, failed, figures);
  }

  private static int number(String head, String what) {
    return Pattern.compile("\\b" + what + "=\"(\\d+)\"")
        .matcher(head)
        .results()
        .map((MatchResult found) -> found.group(1))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }
}
