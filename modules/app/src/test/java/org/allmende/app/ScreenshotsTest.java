package org.allmende.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of each kind of page, in light and dark, at a desk and on a phone, for people to look
/// at: `mvn -pl modules/app test -Dtest=ScreenshotsTest -Dscreenshots=FOLDER`.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "no folder given")
final class ScreenshotsTest {

  private static final Map<String, Integer> WIDTHS = Map.of("desk", 1280, "phone", 320);
  private static final int HEIGHT = 900;

  private static Map<String, String> pages(String draft) {
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("results", "/datasets?q=b%C3%A4ume");
    pages.put("dataset", "/datasets/weidenstedt/baumkataster");
    pages.put("tenants", "/tenants");
    pages.put("tenant", "/tenants/weidenstedt");
    pages.put("theme", "/themes/ENVI");
    pages.put("sparql", "/sparql?example=themes");
    pages.put("developers", "/developers");
    pages.put("quality", "/upload/weidenstedt/baumkataster/quality");
    pages.put("feedback", "/datasets/weidenstedt/baumkataster/feedback");
    pages.put("text", "/accessibility");
    pages.put("missing", "/datasets/weidenstedt/nirgends");
    pages.put("workplace", "/upload");
    pages.put("review", draft);
    pages.put("replacement", draft + "/files");
    pages.put("people", "/manage/weidenstedt/people");
    pages.put("trail", "/manage/weidenstedt/trail");
    pages.put("sources", "/manage/weidenstedt/sources");
    pages.put("source-form", "/manage/weidenstedt/new-source");
    pages.put("source", "/manage/weidenstedt/sources/" + Neighbour.NAME);
    pages.put("source-removal", "/manage/weidenstedt/sources/" + Neighbour.NAME + "/removal");
    pages.put("run", "/manage/weidenstedt/sources/" + Neighbour.NAME + "/runs/2");
    return pages;
  }

  @Test
  void everyKindOfPage(@TempDir Path folder) throws Exception {
    Path pictures = Files.createDirectories(Path.of(System.getProperty("screenshots")));
    int port = Place.freePort();
    String base = "http://localhost:" + port;
    try (var neighbour = Neighbour.start();
        var installation = Installation.open(Place.furnished(folder.resolve("data")), base)) {
      installation.importing().run(List.of(Folders.samples().resolve("tenants")), null, _ -> {});
      neighbour.takenInBy(
          installation.harvesting(), "weidenstedt", base + "/datasets/weidenstedt/baumkataster");
      String token = installation.accounts().create("desk", "weidenstedt");
      installation.follow();
      try (var _ = Place.serve(installation, port);
          var browser = Chromium.start(folder)) {
        browser.resize(1280, HEIGHT);
        browser.open(base + "/upload");
        take(browser, pictures, "sign-in");
        browser.value("document.getElementById('token').focus()");
        browser.type(token);
        browser.type("\r");
        browser.until("document.querySelector('form.al-drop')");
        browser.choose(
            "#file", Folders.samples().resolve("tenants/weidenstedt/vereine_ansprechpartner.csv"));
        browser.click("form.al-drop button[type=submit]");
        browser.until("document.querySelector('.al-publish')");
        String draft = browser.value("location.pathname").asString();
        for (Map.Entry<String, String> page : pages(draft).entrySet()) {
          browser.resize(1280, HEIGHT);
          browser.open(base + page.getValue());
          take(browser, pictures, page.getKey());
        }
      }
    }
  }

  private static void take(Chromium browser, Path pictures, String name) throws Exception {
    for (Map.Entry<String, Integer> width : WIDTHS.entrySet()) {
      browser.resize(width.getValue(), HEIGHT);
      for (String scheme : List.of("light", "dark")) {
        browser.prefer(scheme, false);
        String file = name + "-" + width.getKey() + "-" + scheme + ".png";
        Files.write(pictures.resolve(file), browser.picture());
      }
    }
    browser.prefer("light", false);
  }
}
