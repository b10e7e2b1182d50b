package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.handbook.TestRuns.Run;
import org.junit.jupiter.api.Test;

/// Each promise has a test. The page is written anew to `target/promises.md`, with what the latest
/// run of these tests gave in a column of its own, and the figures they have printed. One that
/// failed is a broken promise. So is, once this build has run the tests of every module, one that
/// was not run, and one of which nothing passed, unless the page says what has to be at hand.
final class PromisesPageTest {

  private static final Pattern PROMISE = Pattern.compile("\\| .+ \\| (.+) \\| ?.*\\|");
  private static final Pattern TEST =
      Pattern.compile("`((?:[a-z]+/)?[A-Z][A-Za-z0-9]+(?:Test|Contract))`");
  private static final Pattern AT_HAND = Pattern.compile("where .+ (?:is|are) at hand");
  private static final String HEAD = "| promise | held by | figure |";
  private static final String LINE = "|---|---|---|";

  /// The tests of this module run at the same time, and end the build themselves when they fail.
  private static final String OWN = "handbook/";

  private final TestRuns runs;
  private final boolean whole;
  private final Set<String> broken = new TreeSet<>();

  PromisesPageTest() throws IOException {
    runs = new TestRuns();
    whole = runs.areWhole();
  }

  @Test
  void eachPromiseHasATestAndWhatItGave() throws IOException {
    var written = new ArrayList<String>();
    int promises = 0;
    for (String line : Handbook.text("promises.md").lines().toList()) {
      var promise = PROMISE.matcher(line);
      if (line.equals(HEAD)) {
        written.add(line + " latest run |");
      } else if (line.equals(LINE)) {
        written.add(line + "---|");
      } else if (promise.matches()) {
        written.add(line + " " + gave(line, promise.group(1)) + " |");
        promises++;
      } else {
        written.add(line);
      }
    }
    assertTrue(promises > 25, "only " + promises);
    Files.write(Path.of("target", "promises.md"), written, StandardCharsets.UTF_8);
    assertEquals(Set.of(), broken);
  }

  private String gave(String promise, String heldBy) throws IOException {
    List<String> tests =
        TEST.matcher(heldBy).results().map(found -> runs.only(found.group(1))).toList();
    assertFalse(tests.isEmpty(), promise);
    if (tests.stream().allMatch(test -> test.startsWith(OWN))) {
      return "run beside this page";
    }
    Run all = Run.NONE;
    for (String test : tests) {
      Run run = runs.of(test);
      if (run.failed() > 0 || (whole && !run.isThere())) {
        broken.add(test + ": " + run.text());
      }
      all = all.and(run);
    }
    if (whole && all.passed() == 0 && !AT_HAND.matcher(promise).find()) {
      broken.add("nothing passed: " + promise);
    }
    return all.text();
  }
}
