package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

/// Each promise has a test. The page is written anew to `target/promises.md`, with what the latest
/// run of these tests gave in a column of its own.
final class PromisesPageTest {

  private static final Pattern PROMISE = Pattern.compile("\\| .+ \\| (.+) \\| ?.*\\|");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
  private static final String HEAD = "| promise | held by | figure |";
  private static final String LINE = "|---|---|---|";

  /// What the tests of a promise gave.
  private record Run(int passed, int skipped, int failed) {

    Run and(Run other) {
      return new Run(passed + other.passed, skipped + other.skipped, failed + other.failed);
    }

    String text() {
      if (passed + skipped + failed == 0) {
        return "not run";
      }
      return passed
          + " passed"
          + (skipped > 0 ? ", " + skipped + " skipped" : "")
          + (failed > 0 ? ", " + failed + " failed" : "");
    }
  }

  @Test
  void eachPromiseHasATestAndWhatItGave() throws IOException {
    List<Path> reports = reports();
    var written = new ArrayList<String>();
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
        written.add(line + " " + run(tests, reports).text() + " |");
        promises++;
      } else {
        written.add(line);
      }
    }
    assertTrue(promises > 25, "only " + promises);
    Files.write(Path.of("target", "promises.md"), written, StandardCharsets.UTF_8);
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

  private static Run run(List<String> tests, List<Path> reports) throws IOException {
    var run = new Run(0, 0, 0);
    for (Path report : reports) {
      String name = report.getFileName().toString().replaceFirst("\\.xml$", "");
      if (tests.contains(name.substring(name.lastIndexOf('.') + 1))) {
        run = run.and(read(report));
      }
    }
    return run;
  }

  private static Run read(Path report) throws IOException {
    String head = Files.readString(report, StandardCharsets.UTF_8);
    head = head.substring(0, head.indexOf('>', head.indexOf("<testsuite ")) + 1);
    int skipped = number(head, "skipped");
    int failed = number(head, "errors") + number(head, "failures");
    return new Run(number(head, "tests") - skipped - failed, skipped, failed);
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
