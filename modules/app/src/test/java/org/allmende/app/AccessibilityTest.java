package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every kind of page in a real browser: in light, dark and forced colours, on a phone, a tablet
/// and a desk, with text as it is and twice as large, held to
/// [axe](https://github.com/dequelabs/axe-core) and to
/// [HTML_CodeSniffer](https://squizlabs.github.io/HTML_CodeSniffer/). Everything is asked in light
/// for every width and size of text; in dark and forced colours what depends on colours, on the
/// widest and the narrowest, between which none change.
final class AccessibilityTest {

  private static final Path TOOLS = Folders.root().resolve("modules/web/frontend/node_modules");
  private static final Path AXE = TOOLS.resolve("axe-core/axe.min.js");
  private static final Path SNIFFER = TOOLS.resolve("@pa11y/html_codesniffer/build/HTMLCS.js");

  private static final List<Integer> WIDTHS = List.of(EveryPage.DESK, 768, 320);
  private static final int PHONE = 320;
  private static final String COLOURS =
      "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";
  private static final String ALL =
      "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
          + " 'best-practice']}";

  /// Larger text needs less contrast, never more.
  private static final String LAYOUT = ALL + ", rules: {'color-contrast': {enabled: false}}";

  private static final String SNIFF =
      "new Promise(done => HTMLCS.process('WCAG2AA', document, () => done(HTMLCS.getMessages()"
          + ".filter(m => m.type === HTMLCS.ERROR).map(m => m.code + ' ' + m.msg + ' ' +"
          + " m.element.outerHTML?.slice(0, 160)))))";

  /// Parts of pages, and what only a provider of accounts leads to.
  private static final Set<String> NO_PAGES =
      Set.of("layout", "reading-preview", "typed", "passage");

  private final List<String> wrong = new ArrayList<>();
  private int heard;

  @Test
  void everyKindOfPageIsWithoutBarriersThatAProgramFinds(@TempDir Path folder) throws Exception {
    var checks = new PageChecks(folder.resolve("pages"), "de");
    Set<String> seen =
        EveryPage.show(
            folder,
            "de",
            (browser, page, refused) -> {
              List<String> complaints = browser.complaints();
              complaints.stream()
                  .skip(heard)
                  .filter(line -> !refused)
                  .forEach(line -> wrong.add(page + ": " + line));
              heard = complaints.size();
              checks.look(browser, page);
              look(browser, page);
            });
    wrong.addAll(checks.wrong());
    assertTrue(wrong.isEmpty(), () -> wrong.size() + " found\n" + String.join("\n", wrong));
    assertEquals(List.of(), unseen(seen), "nobody looked at");
  }

  /// The templates of pages that none was shown of.
  private static List<String> unseen(Set<String> seen) throws IOException {
    try (var files = Files.list(Folders.root().resolve("modules/web/src/main/jte"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jte"))
          .map(name -> name.replace(".jte", ""))
          .filter(name -> !NO_PAGES.contains(name))
          .filter(name -> seen.stream().noneMatch(page -> (page + "-").startsWith(name + "-")))
          .sorted()
          .toList();
    }
  }

  /// Holds the page that is open to the rules.
  private void look(Chromium browser, String name) throws Exception {
    browser.value(Files.readString(SNIFFER) + "; 0");
    for (JsonNode found : browser.promised(SNIFF)) {
      wrong.add(name + ": " + found.asString());
    }
    browser.value(Files.readString(AXE) + "; 0");
    for (int text : List.of(100, 200)) {
      browser.value("void (document.documentElement.style.fontSize = '" + text + "%')");
      for (int width : WIDTHS) {
        browser.resize(width, EveryPage.HEIGHT);
        boolean narrow = width == PHONE && text > 100;
        if (!narrow
            && browser.value("document.documentElement.scrollWidth > innerWidth").asBoolean()) {
          wrong.add(
              name
                  + " at "
                  + width
                  + " px, "
                  + text
                  + " %: wider than the window: "
                  + widest(browser));
        }
        boolean edge = width == PHONE || width == EveryPage.DESK;
        List<String> schemes =
            text == 100 && edge ? List.of("light", "dark", "forced") : List.of("light");
        for (String scheme : schemes) {
          browser.prefer(scheme.equals("forced") ? "light" : scheme, scheme.equals("forced"));
          String rules = !scheme.equals("light") ? COLOURS : text == 100 ? ALL : LAYOUT;
          check(browser, name + " in " + scheme + " at " + width + " px, " + text + " %", rules);
        }
        browser.prefer("light", false);
      }
    }
  }

  private static String widest(Chromium browser) {
    return browser
        .value(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right >"
                + " innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')")
        .asString();
  }

  private void check(Chromium browser, String where, String rules) {
    JsonNode violations =
        browser.promised(
            "axe.run(document, {runOnly: "
                + rules
                + ", resultTypes: ['violations'], preload: false}).then(r => r.violations.map(v =>"
                + " ({id: v.id, nodes: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' +"
                + " n.html.slice(0, 160) + ' ' + n.failureSummary)})))");
    var said = new LinkedHashMap<String, String>();
    for (JsonNode violation : violations) {
      said.put(violation.path("id").asString(), violation.path("nodes").toString());
    }
    for (Map.Entry<String, String> one : said.entrySet()) {
      wrong.add(where + ": " + one.getKey() + " " + one.getValue());
    }
  }
}
