package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.checking.OfficialShapes;
import org.allmende.model.Tenant;
import org.allmende.testkit.Folders;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole program over HTTP, as a clerk, a citizen and a developer meet it.
final class ServerTest {

  private static final List<String> TEN = List.of("bochum", "koeln", "muenster");

  /// A served installation.
  private static final class Served implements AutoCloseable {
    final HttpClient client = HttpClient.newHttpClient();
    final Installation installation;
    final Server server;
    final String base;
    final String token;

    Served(Path data) throws IOException {
      int port = Place.freePort();
      base = "http://localhost:" + port;
      installation = Installation.open(Place.furnished(data), base);
      installation
          .tenants()
          .put(
              new Tenant(
                  "musterstadt",
                  "Stadt Musterstadt",
                  null,
                  new org.allmende.model.Metadata.Contact(
                      "Amt für Daten", "daten@musterstadt.example.org", null),
                  "dl-by-de/2.0",
                  null));
      token = installation.accounts().create("test" + System.nanoTime(), null);
      server = Place.serve(installation, port);
    }

    String get(String path, String accept) throws Exception {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), () -> path + ": " + answer.body());
      return answer.body();
    }

    JsonNode json(String path) throws Exception {
      return Json.own().readTree(get(path, "application/json"));
    }

    JsonNode upload(Path... files) throws Exception {
      return send("POST", "/api/v1/datasets", 201, files);
    }

    JsonNode send(String method, String path, int status, Path... files) throws Exception {
      var body = new ByteArrayOutputStream();
      part(body, "tenant", "", "musterstadt".getBytes(StandardCharsets.UTF_8));
      part(body, "publish", "", "true".getBytes(StandardCharsets.UTF_8));
      for (Path file : files) {
        part(body, "file", "; filename=\"" + file.getFileName() + "\"", Files.readAllBytes(file));
      }
      body.writeBytes("--grenze--\r\n".getBytes(StandardCharsets.UTF_8));
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "multipart/form-data; boundary=grenze")
                  .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(status, answer.statusCode(), answer::body);
      return Json.own().readTree(answer.body());
    }

    private static void part(ByteArrayOutputStream body, String name, String more, byte[] bytes) {
      body.writeBytes(
          ("--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(bytes);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    String ask(String query) throws Exception {
      return get("/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "text/csv");
    }

    @Override
    public void close() throws IOException {
      server.close();
      installation.close();
    }
  }

  @Test
  void aFileIsSeenEverywhereOnceItsUploadIsAnswered(@TempDir Path data) throws Exception {
    try (var served = new Served(data)) {
      JsonNode answer =
          served.upload(Folders.samples().resolve("tenants/weidenstedt/baumkataster.csv"));
      assertEquals("published", answer.path("state").asString(), answer::toString);
      String uri = answer.path("uri").asString();
      assertTrue(
          served
              .ask("ASK { <" + uri + "> a <http://www.w3.org/ns/dcat#Dataset> }")
              .contains("true"));
      JsonNode found = Json.own().readTree(served.get("/api/v1/search?q=baum", "application/json"));
      assertEquals(1, found.path("total").asInt(), found::toString);
      assertTrue(served.get("/catalog.ttl", "*/*").contains(uri));
      String path = uri.substring(served.base.length());
      assertTrue(served.get(path, "text/turtle").contains("dcat:Dataset"));
      assertTrue(served.get(path, "text/html").contains("<html"));
      assertTrue(served.get("/actuator/health", "*/*").contains("UP"));
      assertTrue(served.get("/openapi.json", "*/*").contains("3.1"));
    }
  }

  @Test
  void whatADescriptorDeclaresIsSeenEverywhere(@TempDir Path data, @TempDir Path folder)
      throws Exception {
    Path samples = Folders.samples().resolve("descriptors/csvw");
    Path file = samples.resolve("pegelstaende.csv");
    try (var served = new Served(data)) {
      JsonNode answer = served.upload(samples.resolve("pegelstaende.csv-metadata.json"), file);
      assertEquals("published", answer.path("state").asString(), answer::toString);
      assertEquals("musterstadt/pegelstaende-an-der-wied", answer.path("id").asString());
      String api = "/api/v1/datasets/" + answer.path("id").asString();
      JsonNode dataset = served.json(api);
      assertEquals(1, dataset.path("files").size(), dataset::toString);
      assertEquals("nr", dataset.at("/tables/0/key/0").asString());
      JsonNode columns = served.json(api + "/tables/1/columns").path("columns");
      assertEquals("Gauge", columns.at("/0/title/en").asString(), columns::toString);
      assertEquals("decimal", columns.at("/3/type").asString());
      assertEquals("m", columns.at("/3/unit").asString());
      JsonNode rows = served.json(api + "/tables/1/rows?select=nr,pegel,in_betrieb").path("rows");
      assertEquals(204.5, rows.at("/1/pegel").asDouble(), rows::toString);
      assertFalse(rows.at("/1/in_betrieb").asBoolean(true));
      JsonNode metadata = served.json(api + "/tables/1/metadata").path("tableSchema");
      assertEquals("nr", metadata.at("/primaryKey/0").asString(), metadata::toString);
      assertTrue(served.get(api + "/tables/1/rdf", "text/turtle").contains("204.500"));
      String page = served.get("/datasets/" + answer.path("id").asString(), "text/html");
      assertTrue(page.contains("Nummer der Messstelle im Landesnetz."), page);

      Path later = folder.resolve("pegelstaende.csv");
      Files.writeString(later, Files.readString(file).replace("118.250", "120.125"));
      served.send("PUT", api, 200, later);
      JsonNode difference = served.json(api + "/diff");
      assertEquals("nr", difference.at("/key/0").asString(), difference::toString);
      assertEquals(1, difference.path("changed").asInt(), difference::toString);
      JsonNode now = served.json(api + "/tables/1/columns").path("columns");
      assertEquals("decimal", now.at("/3/type").asString(), "what was declared still holds");
    }
  }

  @Test
  void aPackageIsOneDatasetWithSeveralTables(@TempDir Path data) throws Exception {
    Path samples = Folders.samples().resolve("descriptors/paket");
    try (var served = new Served(data)) {
      JsonNode answer =
          served.upload(
              samples.resolve("datapackage.json"),
              samples.resolve("pflege.schema.json"),
              samples.resolve("daten/baeume.csv"),
              samples.resolve("daten/pflege.csv"));
      String api = "/api/v1/datasets/" + answer.path("id").asString();
      JsonNode dataset = served.json(api);
      assertEquals("Stadtbäume und ihre Pflege", dataset.path("title").asString());
      assertEquals(2, dataset.path("tables").size(), dataset::toString);
      assertEquals(2, dataset.path("files").size(), dataset::toString);
      assertEquals("tag", dataset.at("/tables/1/key/1").asString(), dataset::toString);
    }
  }

  @Test
  void aTableFromTheTownHallComesOutClean(@TempDir Path data) throws Exception {
    String table =
        """
        Gemeinde Größenbach - Bauamt
        Straßenschäden, Stand: 30.06.2025

        Straße;Länge in m;Kosten;Gemeldet am;Bemerkung
        Mühlenweg;1.250,50;3.400,00 €;03.01.2025;"Schlagloch; tief"
        Färbergasse;85;120,50 €;14.2.2025;k. A.
        MEHR
        Straße;Länge in m;Kosten;Gemeldet am;Bemerkung
        Am Süßen Grund;k. A.;-;31.02.2025;Er sagte „bald“
        Summe;1.335,50;3.520,50 €;;

        Quelle: Bauamt
        """
            .replace("MEHR\n", "Am Anger;12,5;80,00 €;01.03.2025;\n".repeat(12) + "\n");
    Path file = data.resolve("strassenschaeden.csv");
    Files.write(file, table.replace("\n", "\r\n").getBytes(Charset.forName("windows-1252")));
    try (var served = new Served(data.resolve("data"))) {
      JsonNode answer = served.upload(file);
      assertEquals("published", answer.path("state").asString(), answer::toString);
      String path = answer.path("uri").asString().substring(served.base.length());
      String clean =
          """
          Straße,Länge in m,Kosten,Gemeldet am,Bemerkung
          Mühlenweg,1250.50,3400.00,2025-01-03,Schlagloch; tief
          Färbergasse,85,120.50,2025-02-14,k. A.
          MEHR
          Am Süßen Grund,,,31.02.2025,Er sagte „bald“
          Summe,1335.50,3520.50,,
          """
              .replace("MEHR\n", "Am Anger,12.5,80.00,2025-03-01,\n".repeat(12))
              .replace("\n", "\r\n");
      assertEquals(clean, served.get(path + ".csv", "*/*"));
      assertEquals(clean, served.get(path, "text/csv"));
      assertTrue(served.get(path + ".ttl", "*/*").contains(path + ".csv>"));
    }
  }

  @Test
  void tenRealFilesComeBackDescribed(@TempDir Path data) throws Exception {
    Path municipal = Folders.shared("real/municipal");
    List<Path> files;
    try (var tree = Files.walk(municipal)) {
      files =
          tree.filter(f ->
                  f.toString().endsWith(".csv") && TEN.stream().anyMatch(f.toString()::contains))
              .filter(f -> f.toFile().length() < 2_000_000)
              .sorted()
              .toList();
    }
    var official = OfficialShapes.mandatory();
    try (var served = new Served(data)) {
      int published = 0;
      for (Path file : files) {
        JsonNode answer = served.upload(file);
        if (!answer.path("state").asString().equals("published")) {
          continue;
        }
        published++;
        String uri = answer.path("uri").asString();
        String row =
            served.ask(
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
                SELECT ?title ?theme ?format ?license ?publisher ?place WHERE {
                  <%s> dct:title ?title ; dcat:theme ?theme ; dct:publisher ?publisher ; dcat:distribution ?d .
                  ?d dct:format ?format ; dct:license ?license
                  OPTIONAL { <%s> dct:spatial ?place }
                } LIMIT 1
                """
                    .formatted(uri, uri));
        assertEquals(2, row.lines().count(), () -> file + " is not described: " + row);
        assertTrue(served.get("/catalog.ttl", "*/*").contains(uri));
        Graph graph = RDFParser.fromString(turtle(served, uri), Lang.TURTLE).toGraph();
        for (OfficialShapes shapes : official) {
          assertEquals(List.of(), List.copyOf(shapes.violations(graph)), file::toString);
        }
        assertEquals(rows(served, uri), records(served, uri), () -> file + " cleaned");
        if (published == 10) {
          break;
        }
      }
      assertEquals(10, published);
      assertTrue(
          served
              .ask("SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }")
              .contains("10"));
    }
  }

  private static String turtle(Served served, String uri) throws Exception {
    return served.get(uri.substring(served.base.length()) + ".ttl", "*/*");
  }

  private static long rows(Served served, String uri) throws Exception {
    String answer =
        served.ask(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
            PREFIX void: <http://rdfs.org/ns/void#>
            SELECT ?rows WHERE { <%s#csv> dct:hasPart/void:entities ?rows }
            """
                .formatted(uri));
    return Long.parseLong(answer.lines().skip(1).findFirst().orElseThrow().strip());
  }

  private static long records(Served served, String uri) throws Exception {
    String csv = served.get(uri.substring(served.base.length()) + ".csv", "text/csv");
    try (var parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
      return parser.stream().count() - 1;
    }
  }

  @Test
  void anIndexThatWasDeletedIsRebuiltAndAnswersTheSame(@TempDir Path data) throws Exception {
    String before;
    try (var served = new Served(data)) {
      served.upload(Folders.samples().resolve("tenants/weidenstedt/baumkataster.csv"));
      served.upload(Folders.samples().resolve("tenants/weidenstedt/spielplaetze.csv"));
      before = hits(served);
      assertFalse(before.isEmpty());
    }
    for (String name : List.of("index", "columns", "derived")) {
      delete(data.resolve(name));
    }
    try (var served = new Served(data)) {
      assertEquals(before, hits(served));
    }
  }

  private static String hits(Served served) throws Exception {
    var hits = new StringBuilder();
    for (String query : List.of("", "baum", "spielplatz")) {
      JsonNode answer =
          Json.own().readTree(served.get("/api/v1/search?q=" + query, "application/json"));
      answer.path("hits").forEach(hit -> hits.append(hit.path("id").asString()).append(' '));
      hits.append('\n');
    }
    return hits.append(
            served
                .ask("SELECT ?s { ?s a <http://www.w3.org/ns/dcat#Dataset> } ORDER BY ?s")
                .replaceAll(":\\d+/", "/"))
        .toString();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
