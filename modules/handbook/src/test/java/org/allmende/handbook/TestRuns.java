package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.testkit.Figure;
import org.allmende.testkit.Folders;
import org.jspecify.annotations.Nullable;

/// What the latest runs of tests gave, as their reports say. A test goes by its module and its
/// name, `store/KillTest`, for several modules have one of the same name.
final class TestRuns {

  private static final Pattern FIGURE = Pattern.compile(Figure.LINE + "(.+) = ([^<\\]\\n&]+)");
  private static final Pattern METHOD = Pattern.compile("@Test\\s+void (\\w+)\\(");
  private static final Pattern CASE =
      Pattern.compile("(?s)<testcase name=\"([^\"]*)\"[^>]*?(?:/>|>(.*?)</testcase>)");

  private final List<Path> reports = new ArrayList<>();
  private final Map<String, Path> sources = new TreeMap<>();

  /// Of all modules.
  TestRuns() throws IOException {
    try (Stream<Path> modules = Files.list(modules())) {
      for (Path module : modules.sorted().toList()) {
        reports.addAll(files(module.resolve("target/surefire-reports"), ".xml"));
        for (Path source : files(module.resolve("src/test/java"), ".java")) {
          sources.put(module(source) + "/" + name(source), source);
        }
      }
    }
  }

  /// What tests gave.
  record Run(int passed, int skipped, int failed, List<String> figures) {

    static final Run NONE = new Run(0, 0, 0, List.of());
    private static final Run PASSED = new Run(1, 0, 0, List.of());
    private static final Run SKIPPED = new Run(0, 1, 0, List.of());
    private static final Run FAILED = new Run(0, 0, 1, List.of());

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

  private static Path modules() {
    return Folders.root().resolve("modules");
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static String module(Path file) {
    return modules().relativize(file).getName(0).toString();
  }

  /// Of a source, or of the class that a report is of.
  private static String name(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.(xml|java)$", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The one test that is meant by a name, with its module or, where only one has it, without.
  String only(String name) {
    List<String> meant =
        sources.keySet().stream()
            .filter(test -> test.equals(name) || test.endsWith("/" + name))
            .toList();
    assertEquals(1, meant.size(), () -> name + " may be any of " + meant);
    return meant.getFirst();
  }

  /// Whether every module that has tests has run some since this build began.
  boolean areWhole() throws IOException {
    Instant began = Instant.parse(System.getProperty("testkit.began", Instant.MAX.toString()));
    var tested = new TreeSet<String>(Set.of("handbook"));
    for (Path report : reports) {
      if (Files.getLastModifiedTime(report).toInstant().isAfter(began)) {
        tested.add(module(report));
      }
    }
    return sources.values().stream().map(TestRuns::module).allMatch(tested::contains);
  }

  /// What a test gave. A contract is run by those that extend it, under the names of its methods.
  Run of(String test) throws IOException {
    Path source = Objects.requireNonNull(sources.get(test), test);
    Set<String> methods = test.endsWith("Contract") ? methods(source) : Set.of();
    Run all = Run.NONE;
    for (Path report : reports) {
      if (module(report).equals(module(source))) {
        if (!methods.isEmpty()) {
          all = all.and(cases(report, methods));
        } else if (name(report).equals(name(source))) {
          all = all.and(whole(report));
        }
      }
    }
    return all;
  }

  private static Set<String> methods(Path source) throws IOException {
    return METHOD
        .matcher(Files.readString(source, StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Run cases(Path report, Set<String> methods) throws IOException {
    return CASE.matcher(Files.readString(report, StandardCharsets.UTF_8))
        .results()
        .filter(one -> methods.contains(one.group(1)))
        .map(one -> outcome(one.group(2)))
        .reduce(Run.NONE, Run::and);
  }

  /// What became of one case.
  ///
  /// @param told what stands in it; null where nothing does
  private static Run outcome(@Nullable String told) {
    String text = told == null ? "" : told.strip();
    if (text.startsWith("<skipped")) {
      return Run.SKIPPED;
    }
    boolean failed = text.startsWith("<failure") || text.startsWith("<error");
    return failed ? Run.FAILED : Run.PASSED;
  }

  private static Run whole(Path report) throws IOException {
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
