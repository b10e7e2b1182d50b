package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of page in English; what they are in German, [AccessibilityTest] sees.
final class EnglishPagesTest {

  @Test
  void areEnglishAllThroughAndRightHtml(@TempDir Path folder) throws Exception {
    var checks = new PageChecks(folder.resolve("pages"), "en");
    EveryPage.show(folder, "en", (browser, page, _) -> checks.look(browser, page));
    var wrong = checks.wrong();
    assertTrue(wrong.isEmpty(), () -> wrong.size() + " found\n" + String.join("\n", wrong));
  }
}
