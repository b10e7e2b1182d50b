package org.allmende.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of each kind of page, in light and dark, at a desk and on a phone, for people to look
/// at: `mvn -pl modules/app test -Dtest=ScreenshotsTest -Dscreenshots=FOLDER`.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "no folder given")
final class ScreenshotsTest {

  private static final Map<String, Integer> WIDTHS = Map.of("desk", EveryPage.DESK, "phone", 320);

  @Test
  void everyKindOfPage(@TempDir Path folder) throws Exception {
    Path pictures = Files.createDirectories(Path.of(System.getProperty("screenshots")));
    EveryPage.show(folder, "de", (browser, page, _) -> take(browser, pictures, page));
  }

  private static void take(Chromium browser, Path pictures, String name) throws Exception {
    for (Map.Entry<String, Integer> width : WIDTHS.entrySet()) {
      browser.resize(width.getValue(), EveryPage.HEIGHT);
      for (String scheme : List.of("light", "dark")) {
        browser.prefer(scheme, false);
        String file = name + "-" + width.getKey() + "-" + scheme + ".png";
        Files.write(pictures.resolve(file), browser.picture());
      }
    }
  }
}
