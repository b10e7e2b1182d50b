package org.allmende.dcat.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.describing.Examples;
import org.allmende.testkit.Folders;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class HandbookTest {

  private final Checker checker = new Checker(Examples.VOCABULARIES);

  @Test
  void listsEveryFindingOfTheChecker() throws IOException {
    String page = page();
    var unlisted =
        checker.codes().stream().filter(code -> !page.contains("| `" + code + "` |")).toList();
    assertEquals(List.of(), unlisted);
  }

  @Test
  void listsEveryIndicatorWithItsPoints() throws IOException {
    String page = page();
    var score =
        new Quality(Examples.VOCABULARIES, checker, Examples.BASE)
            .score(GraphFactory.createDefaultGraph(), "https://example.org/d");
    var unlisted =
        score.indicators().stream()
            .map(indicator -> "`" + indicator.code() + "` " + indicator.points())
            .filter(text -> !page.contains(text))
            .toList();
    assertEquals(List.of(), unlisted);
  }

  private static String page() throws IOException {
    return Files.readString(
        Folders.root().resolve("modules/handbook/src/main/handbook/quality.md"));
  }
}
