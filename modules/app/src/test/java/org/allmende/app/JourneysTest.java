package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people come for, done the way they do it in a real browser: with few clicks, without
/// scripts, and by keyboard alone. One browser and one server for all of it.
final class JourneysTest {

  private static final String CLEAN = "Art;Standort;Anzahl\nLinde;Am Markt;3\nAhorn;Bachgasse;4\n";
  private static final String MESSY =
      "Art;Standort;Anzahl\nName;Ort;Zahl\n"
          + "Eibe;Am Markt;3\n".repeat(12)
          + "Erle;Bachgasse;drei\n";
  private static final String SEND = "form.al-drop button[type=submit]";
  private static final String PUBLISH = ".al-publish button[value=publish]";
  private static final String HIT = ".al-hits h2 a";

  /// Whether what has the focus is marked; the editor of queries is, around what is typed into.
  private static final String SEEN =
      """
      (() => {
        let e = document.activeElement;
        if (e === document.body || e.closest('.al-skip')) return true;
        const inside = e.shadowRoot !== null;
        while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
        const marked = one => {
          const style = getComputedStyle(one);
          return style.boxShadow !== 'none'
              || (style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
        };
        for (; e; e = inside ? e.parentElement : null) if (marked(e)) return true;
        return false;
      })()\
      """;

  /// The furthest that somebody has to go with the tabulator key.
  private static final int MOST_STEPS = 150;

  private String base = "";

  @Test
  void peopleGetWhereTheyWantTo(@TempDir Path folder) throws Exception {
    int port = Place.freePort();
    base = "http://localhost:" + port;
    try (var installation = Installation.open(Place.furnished(folder.resolve("data")), base)) {
      installation.importing().run(List.of(Folders.samples().resolve("tenants")), null, _ -> {});
      String token = installation.accounts().create("desk", "weidenstedt");
      installation.follow();
      try (var _ = Place.serve(installation, port);
          var browser = Chromium.start(folder)) {
        browser.resize(1280, 900);
        findsAndTakesDataByKeyboard(browser);
        signsIn(browser, token);
        publishesWithThreeClicks(browser, file(folder, "linden"));
        publishesByKeyboard(browser, file(folder, "ahorne"));
        losesNothingThatWasTyped(browser, file(folder, "weiden"));
        setsRightHowAFileWasRead(browser, messy(folder, "eiben"), true);
        browser.runScripts(false);
        findsAndTakesDataWithoutScripts(browser);
        looksCloserWithoutScripts(browser);
        asksSparqlWithoutScripts(browser);
        publishesWithThreeClicks(browser, file(folder, "birken"));
        setsRightHowAFileWasRead(browser, messy(folder, "erlen"), false);
        assertEquals(List.of(), browser.complaints());
      }
    }
  }

  private static Path file(Path folder, String name) throws Exception {
    return Files.writeString(folder.resolve(name + ".csv"), CLEAN);
  }

  private void signsIn(Chromium browser, String token) throws Exception {
    browser.open(base + "/upload");
    browser.value("document.getElementById('token').focus()");
    browser.type(token);
    browser.type("\r");
    browser.until("document.querySelector('" + SEND + "')");
  }

  /// A clean file: the click that chooses it, the one that sends it, and the one that publishes.
  private void publishesWithThreeClicks(Chromium browser, Path file) throws Exception {
    browser.open(base + "/upload");
    browser.choose("#file", file);
    browser.click(SEND);
    browser.until("document.querySelector('" + PUBLISH + "')");
    browser.click(PUBLISH);
    isPublished(browser);
  }

  private static Path messy(Path folder, String name) throws Exception {
    return Files.writeString(folder.resolve(name + ".csv"), MESSY);
  }

  /// Reads a file with another header, mends a value, and takes that back: with scripts the preview
  /// follows at once, without them the button does.
  private void setsRightHowAFileWasRead(Chromium browser, Path file, boolean scripts)
      throws Exception {
    browser.open(base + "/upload");
    browser.choose("#file", file);
    browser.click(SEND);
    browser.until(
        "document.readyState === 'complete' && document.querySelector('#read-headerRow')");
    String page = browser.value("location.pathname").asString();
    browser.value(
        "(() => { const field = document.querySelector('#read-headerRow'); field.value = '2';"
            + " field.dispatchEvent(new Event('change', {bubbles: true})); })()");
    if (scripts) {
      browser.until("document.querySelector('#reading-preview [data-said]')");
      assertEquals(page, browser.value("location.pathname").asString());
    }
    browser.click("#reading button[value=read]");
    browser.until("document.querySelector('#reading button[name=back]')");
    browser.click(".al-findings button[name=mend]");
    browser.until("document.querySelectorAll('#reading button[name=back]').length === 2");
    browser.click("#reading li:last-child button[name=back]");
    browser.until("document.querySelectorAll('#reading button[name=back]').length === 1");
    assertEquals("2", browser.value("document.querySelector('#read-headerRow').value").asString());
  }

  /// What is typed is kept, and said to be better or worse, before any button is pressed.
  private void losesNothingThatWasTyped(Chromium browser, Path file) throws Exception {
    browser.open(base + "/upload");
    browser.choose("#file", file);
    browser.click(SEND);
    browser.until("document.querySelector('" + PUBLISH + "')");
    String page = browser.value("location.pathname").asString();
    String score = "document.querySelector('#score .al-score text').textContent";
    int before = browser.value("Number(" + score + ")").asInt();
    browser.click("textarea[name=\"description.de\"]");
    browser.type("Weiden am Fluss, mit Standort und Anzahl, jedes Jahr im Mai gezählt. ".repeat(3));
    browser.until("document.getElementById('typing').textContent");
    assertTrue(browser.value("Number(" + score + ")").asInt() >= before, "the score follows");
    browser.open(base + "/");
    browser.open(base + page);
    browser.until("document.querySelector('textarea[name=\"description.de\"]').value.length > 100");
    browser.click(PUBLISH);
    isPublished(browser);
  }

  /// The values of any column, and a part of the map.
  private void looksCloserWithoutScripts(Chromium browser) throws Exception {
    browser.open(base + EveryPage.TREES + "?by=1");
    browser.until("document.readyState === 'complete'");
    browser.until("document.querySelector('#values[open] .al-facet[open] li a')");
    browser.click("#values .al-facet[open] li a");
    browser.until("location.search.includes('f=1.eq.')");
    browser.until("document.querySelectorAll('#table tbody tr').length > 0");
    browser.open(base + EveryPage.TREES);
    browser.until("document.readyState === 'complete'");
    String bar = "document.querySelector('#map .tiny').textContent";
    String before = browser.value(bar).asString();
    browser.click("#map figcaption a");
    browser.until("location.search.includes('bbox=')");
    browser.until("document.querySelectorAll('#map figcaption a').length > 5");
    assertTrue(!browser.value(bar).asString().equals(before), "the scale is another");
    assertTrue(browser.value("document.querySelectorAll('#map .pt').length").asInt() > 0);
  }

  private void publishesByKeyboard(Chromium browser, Path file) throws Exception {
    browser.open(base + "/upload");
    tabTo(browser, "#file");
    browser.choose("#file", file);
    tabTo(browser, SEND);
    browser.type("\r");
    browser.until("document.querySelector('" + PUBLISH + "')");
    tabTo(browser, PUBLISH);
    browser.type("\r");
    isPublished(browser);
  }

  private static void isPublished(Chromium browser) throws Exception {
    browser.until("location.pathname.startsWith('/datasets/weidenstedt/')");
    browser.until("document.querySelector('#table table')");
  }

  private void findsAndTakesDataByKeyboard(Chromium browser) throws Exception {
    browser.open(base + "/");
    tabTo(browser, "#q");
    browser.type("bäume");
    browser.press("Escape", 27);
    browser.type("\r");
    browser.until("document.querySelector('" + HIT + "')");
    tabTo(browser, HIT);
    browser.type("\r");
    browser.until("document.querySelector('#download a.al-more')");
    tabTo(browser, "#download a.al-more");
    answers(browser.value("document.activeElement.href").asString());
    browser.open(base + "/sparql?example=themes");
    tabTo(browser, "main form button[type=submit]");
    browser.type("\r");
    isAnswered(browser);
  }

  private void findsAndTakesDataWithoutScripts(Chromium browser) throws Exception {
    browser.open(base + "/");
    browser.click("#q");
    browser.type("a");
    browser.open(base + "/datasets");
    String all = hits(browser);
    browser.click("nav.al-pages a");
    browser.until("location.search.includes('page=')");
    assertTrue(!hits(browser).equals(all), "the next page shows others");
    browser.open(base + "/datasets");
    browser.click("details.al-facet[open] li a");
    browser.until("document.querySelector('details.al-facet a[aria-current=true]')");
    browser.click("#q");
    browser.type("spielplätze");
    browser.click("form.al-search button[type=submit]");
    browser.until("location.search.includes('q=spielpl')");
    browser.open(base + "/datasets?q=spielpl%C3%A4tze");
    browser.click(HIT);
    browser.until("document.querySelector('#table tbody tr')");
    answers(browser.value("document.querySelector('#download a.al-more').href").asString());
  }

  private static String hits(Chromium browser) {
    return browser
        .value("[...document.querySelectorAll('" + HIT + "')].map(a => a.href).join(' ')")
        .asString();
  }

  private void asksSparqlWithoutScripts(Chromium browser) throws Exception {
    browser.open(base + "/sparql?example=themes");
    browser.click("main form button[type=submit]");
    isAnswered(browser);
  }

  /// The example stands with its answer; what was sent comes back with the text in its address.
  private static void isAnswered(Chromium browser) throws Exception {
    browser.until("location.search.includes('query=')");
    browser.until("document.querySelector('#tabelle tbody tr')");
  }

  private static void answers(String address) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), address);
    assertTrue(!answer.body().isBlank(), address);
  }

  /// Goes on from what has the focus until something has it; it can be seen all the way, at the
  /// latest a moment after it has gone there.
  private static void tabTo(Chromium browser, String selector) throws InterruptedException {
    for (int i = 0; i < MOST_STEPS; i++) {
      browser.press("Tab", 9);
      browser.until(SEEN);
      if (browser.value("document.activeElement.matches('" + selector + "')").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + selector);
  }
}
