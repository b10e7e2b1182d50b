package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search field in a real browser, by keyboard alone.
final class SearchFieldTest {

  private static final String FIELD = "document.getElementById('q')";
  private static final String FIRST =
      "document.querySelector('#q-list:not([hidden]) [role=option]')?.textContent";

  @Test
  void completesWhatIsTypedAndSearchesForIt(@TempDir Path folder) throws Exception {
    int port = Place.freePort();
    String base = "http://localhost:" + port;
    try (var installation = Installation.open(Place.furnished(folder.resolve("data")), base)) {
      Path tenant = Folders.samples().resolve("tenants").resolve("weidenstedt");
      installation.importing().run(List.of(tenant.resolve("baumkataster.csv")), null, _ -> {});
      installation.follow();
      try (var _ = Place.serve(installation, port);
          var browser = Chromium.start(folder)) {
        browser.open(base + "/");
        browser.until(FIELD + ".getAttribute('role') === 'combobox'");
        browser.value(FIELD + ".focus()");
        browser.type("baumk");
        browser.until(FIRST);
        String offered = browser.value(FIRST).asString();
        browser.press("ArrowDown", 40);
        assertEquals(offered, browser.value(FIELD + ".value").asString());
        browser.press("Escape", 27);
        assertEquals("baumk", browser.value(FIELD + ".value").asString());
        browser.type("a");
        browser.until(FIRST);
        browser.press("ArrowDown", 40);
        browser.type("\r");
        browser.until("location.pathname === '/datasets'");
        assertEquals(
            offered, browser.value("new URLSearchParams(location.search).get('q')").asString());
        browser.until("document.querySelector('.al-hits li')");
        assertEquals(List.of(), browser.complaints());
      }
    }
  }
}
