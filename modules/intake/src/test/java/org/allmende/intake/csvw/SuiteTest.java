package org.allmende.intake.csvw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.model.Severity;
import org.allmende.testkit.Folders;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The [test suite of CSV on the Web](https://w3c.github.io/csvw/tests/): all entries whose files
/// are there.
class SuiteTest {

  private static final String TRIM =
      "its result keeps the blanks that the dialect says are trimmed, as its own comment demands";

  /// Entries that are not run, and why.
  private static final Map<String, String> EXCLUDED =
      Map.of(
          "manifest-nonnorm#test020", TRIM,
          "manifest-nonnorm#test021", TRIM,
          "manifest-nonnorm#test022", TRIM);

  private final Path folder = Folders.shared("real/suites/w3c-csvw/tests");

  @TestFactory
  Stream<DynamicTest> validation() throws IOException {
    return tests("manifest-validation");
  }

  @TestFactory
  Stream<DynamicTest> rdf() throws IOException {
    return tests("manifest-rdf");
  }

  @TestFactory
  Stream<DynamicTest> json() throws IOException {
    return tests("manifest-json");
  }

  @TestFactory
  Stream<DynamicTest> nonNormative() throws IOException {
    return tests("manifest-nonnorm");
  }

  private Stream<DynamicTest> tests(String manifest) throws IOException {
    var entries = JsonMapper.shared().readTree(read(manifest + ".jsonld")).path("entries");
    var tests = new ArrayList<DynamicTest>();
    for (JsonNode entry : entries) {
      String id = entry.path("id").asString();
      if (hasFiles(entry) && !EXCLUDED.containsKey(id)) {
        tests.add(dynamicTest(id + " " + entry.path("name").asString(), () -> run(entry)));
      }
    }
    System.out.printf("%s: %d of %d entries have files%n", manifest, tests.size(), entries.size());
    return tests.stream();
  }

  private boolean hasFiles(JsonNode entry) {
    var files = new ArrayList<String>();
    for (JsonNode named :
        List.of(
            entry.path("action"),
            entry.path("result"),
            entry.path("implicit"),
            entry.path("option").path("metadata"))) {
      if (named.isString()) {
        files.add(named.asString());
      }
      named.forEach(file -> files.add(file.asString()));
    }
    return files.stream().allMatch(file -> Files.exists(folder.resolve(file)));
  }

  private void run(JsonNode entry) throws IOException {
    switch (entry.path("type").asString()) {
      case "csvt:PositiveValidationTest" -> {
        Report report = data(entry).validate();
        assertEquals(List.of(), report.findings());
      }
      case "csvt:WarningValidationTest" -> {
        Report report = data(entry).validate();
        assertFalse(report.hasErrors(), () -> report.findings().toString());
        assertWarned(report);
      }
      case "csvt:NegativeValidationTest" -> assertTrue(data(entry).validate().hasErrors());
      case "csvt:NegativeRdfTest" ->
          assertTrue(data(entry).toRdf(mode(entry), _ -> {}).hasErrors());
      case "csvt:NegativeJsonTest" ->
          assertTrue(data(entry).toJson(mode(entry), new ByteArrayOutputStream()).hasErrors());
      case "csvt:ToRdfTest" -> assertRdf(entry);
      case "csvt:ToRdfTestWithWarnings" -> assertWarned(assertRdf(entry));
      case "csvt:ToJsonTest" -> assertJson(entry);
      case "csvt:ToJsonTestWithWarnings" -> assertWarned(assertJson(entry));
      default -> throw new AssertionError("unknown kind of test: " + entry.path("type"));
    }
  }

  private TabularData data(JsonNode entry) {
    String action = SuiteFiles.BASE + entry.path("action").asString();
    var files =
        new SuiteFiles(
            folder,
            action,
            entry.path("httpLink").asString(""),
            entry.path("contentType").asString(""));
    JsonNode metadata = entry.path("option").path("metadata");
    return metadata.isString()
        ? TabularData.at(action, SuiteFiles.BASE + metadata.asString(), files)
        : TabularData.at(action, files);
  }

  private static Mode mode(JsonNode entry) {
    return entry.path("option").path("minimal").asBoolean(false) ? Mode.MINIMAL : Mode.STANDARD;
  }

  private static void assertWarned(Report report) {
    assertTrue(
        report.findings().stream().anyMatch(f -> f.severity() == Severity.WARNING),
        "no warning was given");
  }

  private Report assertRdf(JsonNode entry) throws IOException {
    Graph made = GraphFactory.createDefaultGraph();
    Report report = data(entry).toRdf(mode(entry), made::add);
    assertFalse(report.hasErrors(), () -> report.findings().toString());
    String result = entry.path("result").asString();
    Graph expected = GraphFactory.createDefaultGraph();
    RDFParser.fromString(read(result), Lang.TURTLE).base(SuiteFiles.BASE + result).parse(expected);
    assertTrue(
        IsoMatcher.isomorphic(expected, made),
        () -> "expected " + written(expected) + "\nbut was " + written(made));
    return report;
  }

  private static String written(Graph graph) {
    return org.apache.jena.riot.RDFWriter.source(graph).lang(Lang.TURTLE).asString();
  }

  private Report assertJson(JsonNode entry) throws IOException {
    var out = new ByteArrayOutputStream();
    Report report = data(entry).toJson(mode(entry), out);
    assertFalse(report.hasErrors(), () -> report.findings().toString());
    JsonNode expected = JsonMapper.shared().readTree(read(entry.path("result").asString()));
    JsonNode made = JsonMapper.shared().readTree(out.toByteArray());
    assertEquals(comparable(expected), comparable(made));
    return report;
  }

  /// Numbers that are equal are equal, whatever their decimals.
  private static JsonNode comparable(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(m -> copy.set(m.getKey(), comparable(m.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(comparable(item)));
        yield copy;
      }
      case JsonNode number when number.isNumber() ->
          JsonNodeFactory.instance.stringNode(
              "#" + new BigDecimal(number.asString()).stripTrailingZeros().toPlainString());
      default -> node;
    };
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
