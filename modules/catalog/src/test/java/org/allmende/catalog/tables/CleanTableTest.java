package org.allmende.catalog.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.TripleWriter;
import org.allmende.intake.Readers;
import org.allmende.intake.csvw.Mode;
import org.allmende.intake.csvw.Report;
import org.allmende.intake.csvw.Resources;
import org.allmende.intake.csvw.TabularData;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.testkit.Folders;
import org.allmende.vocabulary.Vocabularies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CleanTableTest {

  private static final String ADDRESS = "https://daten.example.org/datasets/stadt/tabelle.csv";
  private static final Readers READERS = new Readers(Vocabularies.shipped());

  @TempDir private Path folder = Path.of("");

  @Test
  void saysRowsInTheTypesOfTheirColumns() throws IOException {
    String rdf =
        rdf(
            table(
                """
                Art;Höhe in m;Gepflanzt am
                Ahorn;3,5;01.03.2021
                Birke;;15.11.2022
                Linde;12,25;02.04.2020
                Eiche;8,75;09.10.2019
                """),
            false);
    assertEquals(11, rdf.lines().count(), rdf);
    assertTrue(
        rdf.contains("<" + ADDRESS + "#h%C3%B6he_in_m> \"12.25\"^^<" + xsd("decimal") + ">"), rdf);
    assertTrue(
        rdf.contains("<" + ADDRESS + "#gepflanzt_am> \"2021-03-01\"^^<" + xsd("date") + ">"), rdf);
  }

  @Test
  void saysTheSameTriplesEachTime() throws IOException {
    CleanTable table = table("Jahr;Bäume\n2020;12\n2021;15\n2022;19\n");
    assertEquals(rdf(table, true), rdf(table, true));
    assertTrue(rdf(table, true).contains("<" + ADDRESS + "#row=4>"));
  }

  /// Whoever runs a CSVW processor over our CSV and its metadata gets what we give, and finds them
  /// valid.
  @TestFactory
  Stream<DynamicTest> agreesWithItsMetadata() throws IOException {
    Path municipal = Folders.shared("real/municipal");
    try (var files = Files.walk(municipal)) {
      return files
          .filter(file -> file.toString().endsWith(".csv") && Files.isRegularFile(file))
          .filter(file -> size(file) < 300_000)
          .sorted()
          .toList()
          .stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  municipal.relativize(file).toString(), () -> agree(draft(file))));
    }
  }

  private static void agree(Draft draft) throws IOException {
    for (Table each : draft.tables()) {
      Optional<CleanTable> table = CleanTable.of(draft, each);
      if (table.isPresent()) {
        Resources files = published(table.get());
        Report report = TabularData.at(ADDRESS, files).validate();
        assertEquals(List.of(), errors(report, draft));
        for (Mode mode : Mode.values()) {
          var out = new ByteArrayOutputStream();
          new TripleWriter(RdfSyntax.N_TRIPLES, Map.of())
              .write(triples -> TabularData.at(ADDRESS, files).toRdf(mode, triples), out);
          assertEquals(
              out.toString(StandardCharsets.UTF_8), rdf(table.get(), mode == Mode.STANDARD));
        }
      }
    }
  }

  /// Cells that are not what their column is are known, and said when the file is read.
  private static List<String> errors(Report report, Draft draft) {
    return report.findings().stream()
        .filter(finding -> !finding.code().equals("csvw-cell-invalid"))
        .map(finding -> draft.upload().name() + ": " + finding)
        .toList();
  }

  private static Resources published(CleanTable table) throws IOException {
    var csv = new ByteArrayOutputStream();
    table.write(csv);
    byte[] metadata = Json.own().writeValueAsBytes(table.metadata(ADDRESS, "Titel"));
    Map<String, byte[]> there =
        Map.of(ADDRESS, csv.toByteArray(), ADDRESS + "-metadata.json", metadata);
    return url ->
        Optional.ofNullable(there.get(url))
            .map(bytes ->
                new Resources.Resource(
                    url.endsWith("json") ? "application/csvm+json" : "text/csv",
                    List.of(),
                    new ByteArrayInputStream(bytes)));
  }

  private static String rdf(CleanTable table, boolean standard) throws IOException {
    var out = new ByteArrayOutputStream();
    table.writeRdf(ADDRESS, "Titel", standard, RdfSyntax.N_TRIPLES, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private CleanTable table(String csv) throws IOException {
    return CleanTable.first(List.of(draft(csv))).orElseThrow();
  }

  private Draft draft(String csv) throws IOException {
    Path file = folder.resolve("tabelle.csv");
    Files.writeString(file, csv);
    return draft(file);
  }

  private static Draft draft(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    var upload =
        new Upload(
            String.valueOf(file.getFileName()),
            List.of(),
            "text/csv",
            Sha256.of(bytes),
            bytes.length,
            file);
    return READERS.read(upload) instanceof Reading.Understood(var draft, var _)
        ? draft
        : new Draft(upload, "CSV", "text/csv", List.of());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String xsd(String name) {
    return "http://www.w3.org/2001/XMLSchema#" + name;
  }
}
