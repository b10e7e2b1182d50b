package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

/// Every line of the page for developers, copied and run as it stands there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DevelopersPageTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("data-example=\"([^\"]+)\">(.*?)</code>", Pattern.DOTALL);

  /// What an answer has in it, by the example's name.
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("search", "\"hits\":[{"),
          Map.entry("suggest", "\"text\""),
          Map.entry("feed", "<entry>"),
          Map.entry("tenants", "\"weidenstedt\""),
          Map.entry("json", "\"tables\""),
          Map.entry("turtle", "dcat:Dataset"),
          Map.entry("csv", ","),
          Map.entry("quality", "\"points\""),
          Map.entry("citation", "@misc{weidenstedt-"),
          Map.entry("columns", "\"profile\""),
          Map.entry("rows", "\"rows\""),
          Map.entry("group", ",n\r\n"),
          Map.entry("geojson", "\"FeatureCollection\""),
          Map.entry("excel", ""),
          Map.entry("rdf", " .\n"),
          Map.entry("catalog", "hydra"),
          Map.entry("dump", "> ."),
          Map.entry("changes", "dcat:Dataset"),
          Map.entry("select", "theme,datasets"),
          Map.entry("labels", "Umwelt"),
          Map.entry("service", "sd:Service"),
          Map.entry("ckan", "\"success\":true"),
          Map.entry("oai", "<protocolVersion>2.0</protocolVersion>"),
          Map.entry("mcp", "search_datasets"),
          Map.entry("package", "\"resources\""),
          Map.entry("croissant", "recordSet"),
          Map.entry("upload", "\"state\""));

  private final Path folder;
  private final Installation installation;
  private final Server server;
  private final String base;
  private final String token;

  DevelopersPageTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    int port = Place.freePort();
    base = "http://localhost:" + port;
    installation = Installation.open(Place.furnished(folder.resolve("data")), base);
    Path tenants = Folders.samples().resolve("tenants");
    installation.importing().run(List.of(tenants.resolve("weidenstedt")), "weidenstedt", _ -> {});
    installation.follow();
    token = installation.accounts().create("page", "weidenstedt");
    server = Place.serve(installation, port);
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    installation.close();
  }

  private String page(String language) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "/developers?lang=" + language)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  private Map<String, String> examples(String language) throws Exception {
    var examples = new LinkedHashMap<String, String>();
    EXAMPLE
        .matcher(page(language))
        .results()
        .forEach(found -> examples.put(found.group(1), HtmlUtils.htmlUnescape(found.group(2))));
    return examples;
  }

  @TestFactory
  Stream<DynamicTest> everyLineRunsAsItStandsThere() throws Exception {
    Map<String, String> examples = examples("de");
    assertEquals(ANSWERS.keySet(), examples.keySet());
    return examples.entrySet().stream()
        .map(one ->
            DynamicTest.dynamicTest(one.getKey(), () -> check(one.getKey(), one.getValue())));
  }

  @Test
  void thePageSaysWhereTheSameIsForPrograms() throws Exception {
    String link = "<link rel=\"alternate\" type=\"application/json\" href=\"/openapi.json\">";
    assertTrue(page("de").contains(link));
  }

  @Test
  void bothLanguagesHaveTheSameLines() throws Exception {
    assertEquals(examples("de").keySet(), examples("en").keySet());
  }

  private void check(String name, String code) throws Exception {
    Path place = Files.createTempDirectory(folder, name);
    Path errors = place.resolve("errors");
    var builder = new ProcessBuilder("sh", "-c", code).directory(place.toFile());
    builder.environment().put("TOKEN", token);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    String complaint = Files.readString(errors);
    assertEquals(0, process.exitValue(), () -> code + "\n" + said + complaint);
    assertTrue(said.contains(ANSWERS.getOrDefault(name, "?")), () -> code + "\n" + said);
    if (name.equals("excel")) {
      assertTrue(Files.size(place.resolve("rows.xlsx")) > 1_000);
    }
  }
}
