package org.allmende.intake.csvw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

class IssueTest {

  @Test
  void everyIssueIsExplainedInTheHandbook() throws IOException {
    String page =
        Files.readString(Folders.root().resolve("modules/handbook/src/main/handbook/rows.md"));
    var unexplained =
        Stream.of(Issue.values())
            .map(issue -> "| `" + issue.code() + "` |")
            .filter(line -> !page.contains(line))
            .toList();
    assertEquals(List.of(), unexplained);
  }
}
