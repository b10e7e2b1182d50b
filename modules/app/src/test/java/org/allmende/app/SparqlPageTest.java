package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.catalog.said.Json;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import org.allmende.web.sparql.ExampleQueries;
import org.allmende.web.sparql.ExampleQueries.Example;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

/// The SPARQL page over all samples: every example is asked, and every program on the page is
/// copied and run as it stands there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparqlPageTest {

  /// What looks for something that is missing or broken, of which the samples have nothing.
  private static final Set<String> WITHOUT_ROWS =
      Set.of("high-value", "without-licence", "unknown-licence", "contacts", "duplicates");

  private static final Pattern SNIPPET =
      Pattern.compile("data-language=\"([^\"]+)\"[^>]*>(.*?)</code>", Pattern.DOTALL);

  /// Everything that ends a text in one language or another.
  private static final String AWKWARD =
      """
      PREFIX dct: <http://purl.org/dc/terms/>
      # it's a "comment" with `ticks`, ${braces}, $HOME, %d, #(lf), )---" and \\u0041
      SELECT ?a ?b ?c WHERE {
        VALUES ?a { "Grüße, 'Welt'" }\t
        BIND(\"""zwei
      "Zeilen" und \\\\ \\t ein `${x}` \""" AS ?b)
        BIND(CONCAT("€ 😀 #(", STR(1 + 1), ")---\\"") AS ?c)
      }\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Installation installation;
  private final Server server;
  private final String base;

  SparqlPageTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    int port = Place.freePort();
    base = "http://localhost:" + port;
    installation = Installation.open(Place.furnished(folder.resolve("data")), base);
    installation.importing().run(List.of(Folders.samples().resolve("tenants")), null, line -> {});
    installation.follow();
    server = Place.serve(installation, port);
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    installation.close();
  }

  private HttpResponse<String> get(String path, String accept) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String page(String path) {
    var answer = get(path, "text/html");
    assertEquals(200, answer.statusCode(), () -> path + ": " + answer.body());
    return answer.body();
  }

  private static String asking(String query) {
    return "/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsAnswered() {
    assertTrue(ExampleQueries.all().size() >= 25);
    return ExampleQueries.all().stream()
        .map(example -> DynamicTest.dynamicTest(example.name(), () -> ask(example)));
  }

  private void ask(Example example) {
    String link = "/sparql?example=" + example.name();
    var answer = get(link, "application/sparql-results+json, text/turtle;q=0.9");
    assertEquals(200, answer.statusCode(), answer::body);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/turtle")) {
      assertTrue(answer.body().lines().count() > 5, answer::body);
    } else {
      var json = Json.own().readTree(answer.body());
      boolean any = json.has("boolean") || !json.path("results").path("bindings").isEmpty();
      assertEquals(!WITHOUT_ROWS.contains(example.name()), any, example.name());
    }
    String page = page(link);
    assertTrue(
        HtmlUtils.htmlUnescape(page).contains("aria-current=\"page\">" + example.title().de()),
        example.name());
    assertTrue(page.contains("id=\"h-erg\""), example.name());
  }

  @Test
  void linksLeadOn() {
    String page = page("/sparql?example=newest");
    assertTrue(page.contains("<a href=\"/datasets/weidenstedt/"), page);
    String formats = page("/sparql?example=formats");
    assertTrue(formats.contains("<a href=\"/datasets?format=CSV\""), formats);
    assertEquals(200, get("/datasets?format=CSV", "text/html").statusCode());
    String meant = page("/sparql?example=concepts");
    assertTrue(meant.contains("/datasets?format="), meant);
    String part = page(asking("SELECT ?d { ?x <http://www.w3.org/ns/dcat#distribution> ?d }"));
    assertTrue(part.contains("<a href=\"/sparql?query=DESCRIBE+"), part);
  }

  @Test
  void geometriesAreDrawn() {
    String page = page("/sparql?example=map");
    assertTrue(page.contains("id=\"karte\"") && page.contains("class=\"sh\""), page);
    String point =
        page(
            asking(
                "SELECT ?a (STRDT(\"POINT(9.9 52.2)\","
                    + " <http://www.opengis.net/ont/geosparql#wktLiteral>) AS ?b) { VALUES ?a { \"x\" } }"));
    assertTrue(point.contains("<circle class=\"pt\""), point);
  }

  @Test
  void wordsOfTheDataAreProposed() {
    String terms = "/api/v1/sparql/terms?q=";
    var json = Json.own().readTree(get(terms + "dcat:datas", "*/*").body());
    var first = json.at("/terms/0");
    assertTrue(first.path("term").asString().startsWith("dcat:Data"), json::toString);
    assertTrue(first.path("count").asLong() > 20, json::toString);
    var title = Json.own().readTree(get(terms + "TITL", "*/*").body()).at("/terms/0");
    assertEquals("dct:title", title.path("term").asString());
    assertEquals("property", title.path("kind").asString());
    assertEquals("http://purl.org/dc/terms/", title.path("namespace").asString());
    var all = Json.own().readTree(get(terms, "*/*").body());
    assertTrue(all.path("prefixes").size() > 30 && all.path("terms").size() > 30, all::toString);
    assertEquals(400, get(terms + "x".repeat(101), "*/*").statusCode());
  }

  private static final String EDITOR =
      "document.querySelector('.al-field > div').shadowRoot.querySelector";

  @Test
  void aQueryIsTypedCompletedAndRunByKeyboard() throws Exception {
    try (var browser = Chromium.start(folder)) {
      browser.open(base + "/sparql");
      browser.until(EDITOR + "('.cm-content')");
      assertTrue(browser.value("document.getElementById('query').hidden").asBoolean());
      browser.value("document.querySelector('label[for=query]').click()");
      browser.pressWithControl("a", 65);
      browser.press("Backspace", 8);
      browser.type("SELECT ?d WHERE { ?d a dcat:datase");
      browser.until(
          EDITOR
              + "('.cm-tooltip-autocomplete [aria-selected]')?.innerText"
              + ".startsWith('dcat:Dataset')");
      TimeUnit.MILLISECONDS.sleep(200);
      browser.press("Enter", 13);
      browser.until("document.getElementById('query').value.startsWith('PREFIX dcat: <http')");
      browser.pressWithControl("Enter", 13);
      browser.until("document.getElementById('h-erg')");
      browser.until("document.querySelectorAll('#tabelle tbody tr').length > 20");
      browser.until(EDITOR + "('.cm-content')");
      browser.value("document.querySelector('label[for=query]').click()");
      assertEquals("DIV", browser.value("document.activeElement.tagName").asString());
      browser.press("Tab", 9);
      assertEquals(
          "format", browser.value("document.activeElement.id").asString(), "Tab leaves the editor");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theEditorMarksThePlaceOfAMistake() throws Exception {
    try (var browser = Chromium.start(folder)) {
      browser.open(base + asking("SELECT ?d\nWHERE { ?d a foo:Bar }"));
      browser.until(EDITOR + "('.cm-lintRange-error')");
      assertEquals(
          "foo:Bar", browser.value(EDITOR + "('.cm-lintRange-error').textContent").asString());
      // the answer's status is a complaint of its own
      assertEquals(
          List.of(), browser.complaints().stream().filter(line -> !line.contains("400")).toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyProgramRunsAsItStandsThere() {
    var tests = new ArrayList<DynamicTest>();
    var pages = new LinkedHashMap<String, String>();
    pages.put("example", "/sparql?example=themes");
    pages.put("awkward", asking(AWKWARD));
    pages.put("truth", "/sparql?example=ask");
    pages.put("graph", "/sparql?example=describe");
    pages.forEach((name, path) ->
        snippets(page(path))
            .forEach((language, code) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        name + " in " + language, () -> check(name, language, code)))));
    assertEquals(26, tests.size());
    return tests.stream();
  }

  private static Map<String, String> snippets(String page) {
    var snippets = new LinkedHashMap<String, String>();
    var found = SNIPPET.matcher(page);
    while (found.find()) {
      snippets.put(found.group(1), HtmlUtils.htmlUnescape(found.group(2)));
    }
    return snippets;
  }

  private void check(String name, String language, String code) throws Exception {
    String said =
        switch (language) {
          case "curl" -> run("sh", "abfrage.sh", code);
          case "Python" -> run("python3", "abfrage.py", code);
          case "JavaScript" -> run("node", "abfrage.mjs", code);
          case "Java" ->
              run(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "Abfrage.java",
                  code);
          case "R" -> run("Rscript", "abfrage.R", code);
          case "Excel" -> {
            assertTrue(code.startsWith("let\n") && code.contains("Web.Contents(\"" + base), code);
            yield Assumptions.abort("there is no Excel here");
          }
          case "LibreOffice" -> get(code.substring(base.length()), "*/*").body();
          default -> throw new AssertionError(language);
        };
    switch (name) {
      case "example" -> assertTrue(said.contains("anzahl") && said.contains("Umwelt"), said);
      case "awkward" -> {
        assertTrue(said.contains("Grüße, "), said);
        assertTrue(said.contains("€ 😀 #(2)---"), said);
        assertTrue(said.contains("`${x}`"), said);
        assertFalse(said.contains("\\u0041"), said);
      }
      case "truth" -> assertTrue(said.toLowerCase(java.util.Locale.ROOT).contains("true"), said);
      default -> assertTrue(said.contains("dcat:Dataset"), said);
    }
  }

  private String run(String program, String name, String code) throws Exception {
    Assumptions.assumeTrue(isThere(program), () -> program + " is not here");
    Path place = Files.createTempDirectory(folder, "run");
    Files.writeString(place.resolve(name), code);
    var builder = new ProcessBuilder(program, name).directory(place.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(place.resolve("errors").toFile());
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS));
    String errors = Files.readString(place.resolve("errors"));
    assertEquals(0, process.exitValue(), () -> code + "\n" + said + errors);
    return said;
  }

  private static boolean isThere(String program) {
    return Files.isExecutable(Path.of(program))
        || Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
