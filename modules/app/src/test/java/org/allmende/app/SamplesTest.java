package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.publishing.Importing;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.State;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Every sample goes the whole way: reading, description, SPARQL answer, search answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamplesTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Place place;
  private final List<Importing.Line> lines;

  SamplesTest(@TempDir Path data) throws IOException {
    place = new Place(data);
    lines = place.take(Folders.samples().resolve("tenants"));
  }

  @AfterAll
  void close() throws IOException {
    place.close();
  }

  @TestFactory
  Stream<DynamicTest> isReadDescribedAndFound() {
    return lines.stream()
        .map(line ->
            DynamicTest.dynamicTest(
                name(line.file(), 2) + "/" + name(line.file(), 1), () -> check(line)));
  }

  private void check(Importing.Line line) throws IOException {
    Path golden =
        Folders.samples()
            .resolve("golden")
            .resolve(name(line.file(), 2))
            .resolve(name(line.file(), 1));
    DatasetId id = line.id();
    if (id == null) {
      golden(
          golden,
          "reading.json",
          Map.of("findings", new DatasetJson("de").findings(line.findings())));
      return;
    }
    var shown = place.installation.browsing().find(id).orElseThrow();
    golden(golden, "reading.json", reading(shown.id(), line));
    Golden.assertGraph(golden.resolve("description.ttl"), shown.stored().entry().graph());
    golden(golden, "answers.json", answers(id, shown.stored().entry().uri()));
  }

  private Map<String, @Nullable Object> reading(DatasetId id, Importing.Line line)
      throws IOException {
    var shown = place.installation.browsing().find(id).orElseThrow();
    var words = new DatasetJson("de");
    Draft draft = place.installation.browsing().drafts(shown).getFirst();
    var json =
        new LinkedHashMap<String, @Nullable Object>(words.reading(draft.upload().name(), draft));
    json.put("findings", words.findings(line.findings()));
    return json;
  }

  private Map<String, @Nullable Object> answers(DatasetId id, String uri) throws IOException {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put(
        "sparql",
        place.rows(
            """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dct: <http://purl.org/dc/terms/>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            SELECT ?title ?theme ?format WHERE {
              <%s> dct:title ?title ; dcat:theme/skos:prefLabel ?theme ; dcat:distribution/dct:format ?format .
              FILTER(LANG(?theme) = "de")
            } ORDER BY ?title ?theme ?format
            """
                .formatted(uri)));
    String title = place.installation.browsing().find(id).orElseThrow().dataset().title("de");
    json.put(
        "search",
        place.search(title).hits().stream()
            .limit(1)
            .map(SearchIndex.Hit::id)
            .map(Object::toString)
            .toList());
    return json;
  }

  /// A part of a path, counted from its end.
  private static String name(Path path, int fromEnd) {
    return path.getName(path.getNameCount() - fromEnd).toString();
  }

  private static void golden(Path folder, String name, Map<String, ?> json) {
    Golden.assertText(folder.resolve(name), JSON.writeValueAsString(json) + "\n");
  }

  @Test
  void thereAreEnoughOfThemAndAllAreAnswered() throws IOException {
    var byResult = new TreeMap<Importing.Result, List<String>>();
    lines.forEach(line ->
        byResult
            .computeIfAbsent(line.result(), _ -> new ArrayList<>())
            .add(String.valueOf(line.file().getFileName())));
    assertEquals(List.of("export_defekt.csv"), byResult.get(Importing.Result.REFUSED));
    assertEquals(List.of("vereine_ansprechpartner.csv"), byResult.get(Importing.Result.HELD));
    List<String> published = byResult.getOrDefault(Importing.Result.PUBLISHED, List.of());
    assertTrue(published.size() >= 25, () -> "published: " + published);
    assertEquals(published.size(), place.search("").total());
    assertEquals(published.size(), place.count("?d a dcat:Dataset"));
    assertEquals(
        published.size(),
        place.installation.directory().datasets().ids(null, State.PUBLISHED).size());
  }

  @Test
  void importingThemAgainWritesNothing() throws IOException {
    long before = place.installation.directory().datasets().change();
    List<Importing.Line> again = place.take(Folders.samples().resolve("tenants"));
    assertEquals(before, place.installation.directory().datasets().change());
    assertTrue(
        again.stream().noneMatch(line -> line.result() == Importing.Result.PUBLISHED),
        () -> again.toString());
  }
}
