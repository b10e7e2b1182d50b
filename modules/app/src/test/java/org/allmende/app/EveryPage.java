package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.allmende.model.DatasetId;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import tools.jackson.databind.JsonNode;

/// Every kind of page, shown one after the other in a real browser to whoever takes a look: first
/// what readers see, then what people see who are signed in, forms that come back and answers to
/// them included. A page is called after its template and what is special about it.
final class EveryPage {

  static final int DESK = 1280;
  static final int HEIGHT = 900;

  /// A file with something to look over: a day there is not, a number that is none, an empty
  /// column.
  private static final String DRAFT =
      """
      Name;Ortsteil;Geräte;Letzte Prüfung;Notiz
      Am Alten Wasserturm;Nordheim;8;04.11.2026;
      Bachgasse;Altstadt;5;31.02.2026;
      Mühleninsel;Uferviertel;1O;19.09.2026;
      Kastanienallee;Nordheim;4;20.09.2026;
      """;

  private static final String CLEAN = "Art;Standort;Anzahl\nLinde;Am Markt;3\nAhorn;Bachgasse;4\n";
  private static final String TOWN = "weidenstedt";
  static final String TREES = "/datasets/weidenstedt/baumkataster";
  private static final String API = "/api/v1/datasets";
  private static final String SOURCES = "/manage/weidenstedt/sources";
  private static final String SOURCE = SOURCES + "/" + Neighbour.NAME;
  private static final String SETTINGS = "/manage/weidenstedt/settings";

  /// Browsers find every name below `localhost` here.
  private static final String OWN_DOMAIN = "mittelwied.localhost";

  private static final String NOTHING_YET = "!document.getElementById('records')";
  private static final int MOST_LOOKS = 100;

  /// Takes a look at the page that is open.
  interface Look {

    /// Looks at it.
    ///
    /// @param page what it is called
    /// @param refused whether it says that something is not there
    void at(Chromium browser, String page, boolean refused) throws Exception;
  }

  private final Path folder;
  private final String base;
  private final String language;
  private final String token;
  private final Chromium browser;
  private final Look look;
  private final Set<String> shown = new HashSet<>();

  private EveryPage(
      Path folder, String base, String language, String token, Chromium browser, Look look) {
    this.folder = folder;
    this.base = base;
    this.language = language;
    this.token = token;
    this.browser = browser;
    this.look = look;
  }

  /// Shows all of them in a language.
  ///
  /// @return what they are called
  static Set<String> show(Path folder, String language, Look look) throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String base = "http://localhost:" + port;
    try (var neighbour = Neighbour.start();
        var installation = Installation.open(Place.furnished(folder.resolve("data")), base)) {
      installation.importing().run(List.of(Folders.samples().resolve("tenants")), null, _ -> {});
      installation
          .tenants()
          .put(new Tenant("leerhausen", "Gemeinde Leerhausen", null, null, null, null));
      installation
          .feedback()
          .receive(new DatasetId(TOWN, "baumkataster"), "Linde, Markt 12: 2026 gefällt");
      var colours = new org.allmende.model.Look("#8d1f3c", null, null, null, OWN_DOMAIN);
      installation
          .tenants()
          .change(
              installation.tenants().find("mittelwied").orElseThrow().with(colours),
              Crest.read(picture()),
              Deed.COMMAND);
      neighbour.takenInBy(installation.harvesting(), TOWN, base + TREES);
      String token = installation.accounts().create("desk", TOWN);
      String operator = installation.accounts().create("operating", null);
      installation.follow();
      try (var _ = Server.start(installation, new Server.Options(port, "127.0.0.1"));
          var browser = Chromium.start(folder)) {
        var pages = new EveryPage(folder, base, language, token, browser, look);
        pages.all();
        pages.operate(operator);
        return pages.shown;
      }
    }
  }

  private void all() throws Exception {
    String withdrawn = path(send("POST", API, file("kastanien")));
    String replaced = path(send("POST", API, file("pappeln")));
    send("PUT", "/api/v1" + replaced, file("pappeln", CLEAN + "Erle;Hof;2\n"));
    send("DELETE", "/api/v1" + withdrawn, BodyPublishers.noBody());
    for (Map.Entry<String, String> page : readers().entrySet()) {
      show(page.getKey(), page.getValue(), false);
    }
    show("difference", replaced + "/diff?from=1&to=2", false);
    show("withdrawn", withdrawn, true);
    String home = base.replace("localhost", OWN_DOMAIN);
    openAt(home, "/");
    look("overview-at-home", false);
    openAt(home, "/datasets?q=Pegel");
    look("results-at-home", false);
    show("error", "/datasets/weidenstedt/nirgends", true);
    show("sparql-wrong", "/sparql?query=SELECT", true);
    assertEquals(0, browser.cookies(), "a cookie for readers");
    show("sign-in", "/upload", false);
    signIn(token);
    for (Map.Entry<String, String> page : clerks().entrySet()) {
      show(page.getKey(), page.getValue(), false);
    }
    review();
    changeSeveral();
    handInWhatCannotBeRead();
    tryOut();
    fillInWrongly();
    dress();
    List<String> elsewhere =
        browser.requests().stream()
            .filter(url -> !url.startsWith(base + "/") && !url.startsWith(home + "/"))
            .filter(url -> !url.startsWith("data:"))
            .filter(url -> !url.equals("about:blank"))
            .toList();
    assertEquals(List.of(), elsewhere, "asked of others");
  }

  private static Map<String, String> readers() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("results", "/datasets");
    pages.put("results-narrowed", "/datasets?q=Baum&format=CSV");
    pages.put("results-none", "/datasets?q=xqzwvk");
    pages.put("tenants", "/tenants");
    pages.put("overview-tenant", "/tenants/weidenstedt");
    pages.put("overview-empty", "/tenants/leerhausen");
    pages.put("overview-theme", "/themes/ENVI");
    pages.put("dataset", TREES);
    pages.put("dataset-lines", "/datasets/mittelwied/pegel-wied-2025");
    pages.put("framed", TREES + "/chart");
    pages.put("framed-table", TREES + "/table");
    pages.put("framed-map", TREES + "/map");
    pages.put("feedback", TREES + "/feedback");
    pages.put("feedback-portal", "/contact");
    pages.put("sparql", "/sparql");
    pages.put("sparql-answer", "/sparql?example=themes");
    pages.put("sparql-map", "/sparql?example=map");
    pages.put("developers", "/developers");
    pages.put("text-accessibility", "/accessibility");
    pages.put("text-easy", "/plain-language");
    pages.put("text-privacy", "/privacy");
    pages.put("text-imprint", "/imprint");
    pages.put("problems", "/problems");
    return pages;
  }

  private static Map<String, String> clerks() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("workplace", "/upload");
    pages.put("messages", "/feedback");
    pages.put("my-datasets", "/manage/datasets");
    pages.put("my-datasets-drafts", "/manage/datasets?state=draft");
    pages.put("password", "/account/password");
    pages.put("people", "/manage/weidenstedt/people");
    pages.put("trail", "/manage/weidenstedt/trail");
    pages.put("settings", SETTINGS);
    pages.put("sources", SOURCES);
    pages.put("source-form", "/manage/weidenstedt/new-source");
    pages.put("source", SOURCE);
    pages.put("source-form-settings", SOURCE + "/settings");
    pages.put("source-removal", SOURCE + "/removal");
    pages.put("run", SOURCE + "/runs/1");
    pages.put("run-kept", SOURCE + "/runs/2?show=kept");
    return pages;
  }

  private void signIn(String secret) throws Exception {
    browser.value("document.getElementById('token').focus()");
    browser.type(secret);
    browser.type("\r");
    browser.until("document.querySelector('form.al-drop')");
  }

  /// Drafts: one to look over, one with people in it, one that waits for its day, and one that
  /// cannot be read as somebody says.
  private void review() throws Exception {
    String draft =
        "/upload/"
            + id(
                send(
                    "POST",
                    API + "?publish=false",
                    file("GeraeteUndPruefungenAllerSpielplaetze2026", DRAFT)));
    show("review", draft, false);
    show("quality", draft + "/quality", false);
    show("replacement", draft + "/files", false);
    show("review-gates", "/upload/weidenstedt/vereine-ansprechpartner", false);
    String at = Instant.now().plus(300, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS).toString();
    String planned = id(send("POST", API + "?publish=false", file("erlen")));
    send(
        "PUT",
        API + "/" + planned + "/schedule",
        BodyPublishers.ofString("{\"at\":\"" + at + "\"}"));
    show("review-planned", "/upload/" + planned, false);
    show("dataset-draft", "/datasets/" + planned, false);
    open(draft);
    browser.value("void (document.getElementById('read-headerRow').value = '99')");
    browser.click("#reading button[value=read]");
    browser.until("document.querySelector('#read-headerRow[aria-invalid=true]')");
    look("review-wrong", true);
  }

  /// What a change of several datasets would do, and what it did.
  private void changeSeveral() throws Exception {
    open("/manage/datasets");
    browser.click("tbody input[type=checkbox]");
    browser.value("void (document.getElementById('keywords-more').value = 'Wiedtal')");
    browser.click("button[value=edit]");
    browser.until("document.querySelector('del') && document.querySelector('main form')");
    look("bulk", false);
    browser.click("main form button[type=submit]");
    browser.until("document.querySelector('h1') && !document.querySelector('main form')");
    look("bulk-done", false);
  }

  private void handInWhatCannotBeRead() throws Exception {
    open("/upload");
    browser.choose("#file", Folders.samples().resolve("tenants/weidenstedt/export_defekt.csv"));
    browser.click("form.al-drop button[type=submit]");
    browser.until("document.querySelector('.al-findings')");
    look("unreadable", true);
  }

  /// What a dry run over a source foresees.
  private void tryOut() throws Exception {
    open(SOURCE);
    browser.click("button[value=try]");
    browser.until("location.pathname.endsWith('/dry-run')");
    for (int i = 0; i < MOST_LOOKS && browser.value(NOTHING_YET).asBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      open(SOURCE + "/dry-run");
    }
    open(SOURCE + "/dry-run?show=changed");
    browser.until("document.querySelector('#records details')");
    look("run-tried", false);
  }

  /// A form that comes back with what is wrong.
  private void fillInWrongly() throws Exception {
    open(SOURCE + "/settings");
    browser.value("void (document.getElementById('f-address').value = 'ftp://kreis')");
    browser.value("void (document.getElementById('f-every').value = 'bald')");
    browser.click("main form button[type=submit]");
    browser.until("document.querySelectorAll('.al-wrong').length == 2");
    look("source-form-wrong", true);
  }

  /// Colours that cannot be read, and then some that can, with a crest.
  private void dress() throws Exception {
    open(SETTINGS);
    browser.value("void (document.getElementById('f-colour').value = '#ff8800')");
    browser.click("main form button[type=submit]");
    browser.until("document.querySelector('#f-colour[aria-invalid=true]')");
    look("settings-wrong", true);
    Path crest = Files.write(folder.resolve("wappen.png"), picture());
    browser.value("void (document.getElementById('f-colour').value = '#0b5c86')");
    browser.choose("#f-crest", crest);
    browser.click("main form button[type=submit]");
    browser.until("document.querySelector('main img.al-crest') && location.search");
    look("settings-saved", false);
    show("dataset-dressed", TREES, false);
  }

  /// What only the operator does.
  private void operate(String secret) throws Exception {
    open("/upload");
    browser.click("form[action^=\"/upload/leave\"] button");
    browser.until("!document.querySelector('form.al-drop')");
    open("/upload");
    signIn(secret);
    show("new-tenant", "/manage/new-tenant", false);
    browser.value(
        "void ['name', 'slug', 'login'].forEach(one => document.getElementById('f-' + one).value ="
            + " 'neuenau')");
    browser.click("main form button[type=submit]");
    browser.until("document.querySelector('#secret')");
    look("new-tenant-done", false);
    show("settings-domain", "/manage/mittelwied/settings", false);
  }

  private static byte[] picture() throws IOException {
    var image = new BufferedImage(48, 56, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, (x / 12 + y / 14) % 2 == 0 ? 0x8d1f3c : 0xf3c846);
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private void show(String page, String path, boolean refused) throws Exception {
    open(path);
    look(page, refused);
  }

  private void open(String path) throws Exception {
    openAt(base, path);
  }

  private void openAt(String host, String path) throws Exception {
    browser.prefer("light", false);
    browser.resize(DESK, HEIGHT);
    browser.open(host + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
  }

  private void look(String page, boolean refused) throws Exception {
    shown.add(page);
    look.at(browser, page, refused);
    browser.prefer("light", false);
    browser.resize(DESK, HEIGHT);
  }

  private static String id(JsonNode answer) {
    return answer.path("id").asString();
  }

  private static String path(JsonNode answer) {
    return "/datasets/" + id(answer);
  }

  private static HttpRequest.BodyPublisher file(String name) {
    return file(name, CLEAN);
  }

  private static HttpRequest.BodyPublisher file(String name, String content) {
    return BodyPublishers.ofString(
        "----border\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + ".csv\"\r\n\r\n"
            + content
            + "\r\n----border--\r\n");
  }

  private JsonNode send(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(base + path + publishing(method, path)))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    if (body.contentLength() > 0) {
      boolean json = path.endsWith("/schedule");
      request.header(
          "Content-Type", json ? "application/json" : "multipart/form-data; boundary=--border");
    }
    var answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return Json.own().readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  /// What is handed in is public unless somebody says otherwise.
  private static String publishing(String method, String path) {
    return method.equals("POST") && !path.contains("publish=") ? "?publish=true" : "";
  }
}
