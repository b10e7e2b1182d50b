package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

/// What is said to be tested is: every test that a page names exists, and the table of the ASVS
/// leaves nothing out.
final class AsvsPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (V\\d+\\.\\d+)\\.(\\d+)(?:–V\\d+\\.\\d+\\.(\\d+))? \\|");
  private static final Pattern TEST =
      Pattern.compile("`(?:[a-z]+/)?([A-Z][A-Za-z0-9]+(?:Test|Contract))`");

  /// How many requirements of levels 1 and 2 each section has; none has gaps.
  private static final String SECTIONS =
      """
      V1.1:2 V1.2:9 V1.3:11 V1.4:3 V1.5:2 V2.1:3 V2.2:3 V2.3:4 V2.4:1 V3.2:2 V3.3:4 V3.4:6 V3.5:5
      V3.7:2 V4.1:3 V4.2:1 V4.3:2 V4.4:4 V5.1:1 V5.2:3 V5.3:2 V5.4:3 V6.1:3 V6.2:12 V6.3:4 V6.4:4
      V6.5:5 V6.6:3 V6.8:4 V7.1:3 V7.2:4 V7.3:2 V7.4:5 V7.5:2 V7.6:2 V8.1:2 V8.2:3 V8.3:1 V8.4:1
      V9.1:3 V9.2:4 V10.1:2 V10.2:2 V10.3:4 V10.4:11 V10.5:5 V10.6:2 V10.7:3 V11.1:2 V11.2:3 V11.3:3
      V11.4:4 V11.5:1 V11.6:1 V12.1:3 V12.2:2 V12.3:4 V13.1:1 V13.2:5 V13.3:2 V13.4:5 V14.1:2 V14.2:4
      V14.3:3 V15.1:3 V15.2:3 V15.3:7 V16.1:1 V16.2:5 V16.3:4 V16.4:3 V16.5:3 V17.1:1 V17.2:4 V17.3:2
      """;

  @Test
  void eachRequirementOfLevelTwoIsThereOnce() {
    var wanted = new ArrayList<String>();
    for (String section : SECTIONS.strip().split("\\s+", -1)) {
      String[] parts = section.split(":", -1);
      for (int i = 1; i <= Integer.parseInt(parts[1]); i++) {
        wanted.add(parts[0] + "." + i);
      }
    }
    var told = new ArrayList<String>();
    ROW.matcher(Handbook.text("asvs.md"))
        .results()
        .forEach(row -> {
          int first = Integer.parseInt(row.group(2));
          int last = row.group(3) == null ? first : Integer.parseInt(row.group(3));
          for (int i = first; i <= last; i++) {
            told.add(row.group(1) + "." + i);
          }
        });
    assertEquals(253, wanted.size());
    assertEquals(wanted, told);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var known = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(Folders.root().resolve("modules"))) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith("Test.java") || name.endsWith("Contract.java"))
          .forEach(name -> known.add(name.substring(0, name.length() - ".java".length())));
    }
    var missing = new TreeSet<String>();
    var pages = new ArrayList<>(Handbook.pages());
    pages.add(Folders.root().resolve("THREAT_MODEL.md"));
    pages.add(Folders.root().resolve("SECURITY.md"));
    for (Path page : pages) {
      TEST.matcher(Handbook.text(page))
          .results()
          .map(match -> match.group(1))
          .filter(test -> !known.contains(test))
          .forEach(test -> missing.add(page.getFileName() + ": " + test));
    }
    assertEquals(List.of(), List.copyOf(missing));
  }
}
