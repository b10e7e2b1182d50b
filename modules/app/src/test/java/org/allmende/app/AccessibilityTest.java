package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.said.Json;
import org.allmende.model.DatasetId;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every kind of page in a real browser: in light, dark and forced colours, on a phone, a tablet
/// and a desk, with text as it is and twice as large, held to
/// [axe](https://github.com/dequelabs/axe-core). What depends on colours alone is asked in every
/// combination, the rest once for every width and size of text.
final class AccessibilityTest {

  private static final Path AXE =
      Folders.root().resolve("modules/web/frontend/node_modules/axe-core/axe.min.js");

  private static final List<Integer> WIDTHS = List.of(1280, 768, 320);
  private static final int PHONE = 320;
  private static final int HEIGHT = 900;
  private static final String COLOURS =
      "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";
  private static final String ALL =
      "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
          + " 'best-practice']}";

  /// Larger text needs less contrast, never more.
  private static final String LAYOUT = ALL + ", rules: {'color-contrast': {enabled: false}}";

  /// A file with something to look over: a day there is not, and a number that is none.
  private static final String DRAFT =
      """
      Name;Ortsteil;Geräte;Letzte Prüfung
      Am Alten Wasserturm;Nordheim;8;04.11.2026
      Bachgasse;Altstadt;5;31.02.2026
      Mühleninsel;Uferviertel;1O;19.09.2026
      Kastanienallee;Nordheim;4;20.09.2026
      """;

  private static final String SOURCES = "/manage/weidenstedt/sources";
  private static final String SOURCE = SOURCES + "/" + Neighbour.NAME;
  private static final String NOTHING_YET = "!document.getElementById('records')";
  private static final int MOST_LOOKS = 100;

  private final List<String> wrong = new ArrayList<>();

  /// A page, by what it is.
  ///
  /// @param refused whether it is the answer to something that is not there
  private record Visit(String path, boolean refused) {
    static Visit to(String path) {
      return new Visit(path, false);
    }
  }

  private static final List<Visit> READERS =
      List.of(
          Visit.to("/"),
          Visit.to("/datasets"),
          Visit.to("/datasets?q=Baum&format=CSV"),
          Visit.to("/datasets?q=xqzwvk"),
          Visit.to("/tenants"),
          Visit.to("/tenants/weidenstedt"),
          Visit.to("/tenants/leerhausen"),
          Visit.to("/themes/ENVI"),
          Visit.to("/datasets/weidenstedt/baumkataster"),
          Visit.to("/datasets/weidenstedt/baumkataster/chart"),
          Visit.to("/datasets/weidenstedt/baumkataster/feedback"),
          Visit.to("/sparql"),
          Visit.to("/sparql?example=themes"),
          Visit.to("/sparql?example=map"),
          Visit.to("/developers"),
          Visit.to("/accessibility"),
          Visit.to("/plain-language"),
          Visit.to("/privacy"),
          Visit.to("/imprint"),
          Visit.to("/problems"),
          new Visit("/datasets/weidenstedt/nirgends", true));

  @Test
  void everyKindOfPageIsWithoutBarriersThatAProgramFinds(@TempDir Path folder) throws Exception {
    int port = Place.freePort();
    String base = "http://localhost:" + port;
    try (var neighbour = Neighbour.start();
        var installation = Installation.open(Place.furnished(folder.resolve("data")), base)) {
      var samples = Folders.samples().resolve("tenants");
      installation.importing().run(List.of(samples), null, _ -> {});
      installation
          .tenants()
          .put(new Tenant("leerhausen", "Gemeinde Leerhausen", null, null, null, null));
      var trees = new DatasetId("weidenstedt", "baumkataster");
      installation.feedback().receive(trees, "Die Linde am Markt steht nicht mehr.");
      neighbour.takenInBy(
          installation.harvesting(), "weidenstedt", base + "/datasets/weidenstedt/baumkataster");
      String token = installation.accounts().create("desk", "weidenstedt");
      installation.follow();
      try (var _ = Place.serve(installation, port);
          var browser = Chromium.start(folder)) {
        for (Visit visit : READERS) {
          visit(browser, base, visit);
        }
        assertEquals(0, browser.cookies(), "a cookie for readers");
        visit(browser, base, Visit.to("/upload"));
        signIn(browser, base, token);
        for (String path : clerks(base, token)) {
          visit(browser, base, Visit.to(path));
        }
        tryOut(browser, base);
        fillInWrongly(browser, base);
        List<String> elsewhere =
            browser.requests().stream()
                .filter(url -> !url.startsWith(base + "/") && !url.startsWith("data:"))
                .filter(url -> !url.equals("about:blank"))
                .toList();
        assertEquals(List.of(), elsewhere, "asked of others");
      }
    }
    assertTrue(wrong.isEmpty(), () -> wrong.size() + " found\n" + String.join("\n", wrong));
  }

  private static void signIn(Chromium browser, String base, String token) throws Exception {
    browser.open(base + "/upload");
    browser.value("document.getElementById('token').focus()");
    browser.type(token);
    browser.type("\r");
    browser.until("document.querySelector('form[action=\"/upload\"]')");
  }

  /// What somebody who publishes sees: a draft, and a message of a reader.
  private static List<String> clerks(String base, String token) throws Exception {
    String border = "----border";
    String body =
        "--"
            + border
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.csv\"\r\n\r\n"
            + DRAFT
            + "\r\n--"
            + border
            + "\r\nContent-Disposition: form-data; name=\"publish\"\r\n\r\nfalse\r\n--"
            + border
            + "--\r\n";
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/datasets"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "multipart/form-data; boundary=" + border)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    String draft = "/upload/" + Json.own().readTree(answer.body()).path("id").asString();
    return List.of(
        "/upload",
        draft,
        draft + "/quality",
        draft + "/files",
        "/feedback",
        "/manage/datasets",
        "/manage/datasets?state=draft",
        "/account/password",
        "/manage/weidenstedt/people",
        "/manage/weidenstedt/trail",
        SOURCES,
        "/manage/weidenstedt/new-source",
        SOURCE,
        SOURCE + "/settings",
        SOURCE + "/removal",
        SOURCE + "/runs/1",
        SOURCE + "/runs/2?show=kept");
  }

  /// What a dry run over a source foresees.
  private void tryOut(Chromium browser, String base) throws Exception {
    browser.open(base + SOURCE);
    browser.click("button[value=try]");
    browser.until("location.pathname.endsWith('/dry-run')");
    for (int i = 0; i < MOST_LOOKS && browser.value(NOTHING_YET).asBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      browser.open(base + SOURCE + "/dry-run");
    }
    visit(browser, base, Visit.to(SOURCE + "/dry-run?show=changed"));
    browser.until("document.querySelector('#records details')");
  }

  /// A form that comes back with what is wrong.
  private void fillInWrongly(Chromium browser, String base) throws Exception {
    browser.open(base + SOURCE + "/settings");
    browser.value("void (document.getElementById('f-address').value = 'ftp://kreis')");
    browser.value("void (document.getElementById('f-every').value = 'bald')");
    browser.click("main form button[type=submit]");
    browser.until("document.querySelectorAll('.al-wrong').length == 2");
    look(browser, "a form with something wrong");
  }

  private void visit(Chromium browser, String base, Visit visit) throws Exception {
    int before = browser.complaints().size();
    browser.prefer("light", false);
    browser.resize(WIDTHS.getFirst(), HEIGHT);
    browser.open(base + visit.path());
    browser.complaints().stream()
        .skip(before)
        .filter(line -> !visit.refused())
        .forEach(line -> wrong.add(visit.path() + ": " + line));
    look(browser, visit.path());
  }

  /// Holds the page that is open to the rules.
  private void look(Chromium browser, String name) throws Exception {
    browser.value(Files.readString(AXE) + "; 0");
    for (int text : List.of(100, 200)) {
      browser.value("void (document.documentElement.style.fontSize = '" + text + "%')");
      for (int width : WIDTHS) {
        browser.resize(width, HEIGHT);
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
        List<String> schemes = text == 100 ? List.of("light", "dark", "forced") : List.of("light");
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
