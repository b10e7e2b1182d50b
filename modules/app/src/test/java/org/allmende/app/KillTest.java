package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.Json;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed at any moment loses nothing it has acknowledged, and the next start is
/// clean: store, search and SPARQL agree.
final class KillTest {

  private static final int ROUNDS = 40;
  private static final int RECORDS = 120;
  private static final int TABLES = 4;
  private static final int LATEST_MILLIS = 2200;

  @Test
  void losesNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var acknowledged = new HashSet<DatasetId>();
    int killed = 0;
    Path data = folder.resolve("data");
    for (int round = 1; round <= ROUNDS; round++) {
      Path input = input(folder.resolve("in" + round), round, random);
      Path out = folder.resolve("out" + round);
      Process process = start(data, input, out);
      if (!process.waitFor(random.nextInt(300, LATEST_MILLIS), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        killed++;
      }
      process.waitFor();
      acknowledged.addAll(acknowledged(out));
      if (round % 5 == 0 || round == ROUNDS) {
        check(data, acknowledged, "seed " + seed + ", round " + round);
      }
    }
    assertTrue(killed > ROUNDS / 3, "killed only " + killed + " times, seed " + seed);
    assertTrue(acknowledged.size() > RECORDS, "acknowledged only " + acknowledged.size());
  }

  private static Process start(Path data, Path input, Path out) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Allmende.class.getName(),
            "import",
            "--json",
            "--data",
            data.toString(),
            input.toString());
    return builder.redirectOutput(out.toFile()).redirectError(new File(out + ".err")).start();
  }

  private static Path input(Path folder, int round, Random random) throws IOException {
    Files.createDirectories(folder);
    for (int n = 0; n < TABLES; n++) {
      var table = new StringBuilder("Stadtteil;Jahr;Anzahl\n");
      for (int row = 0; row < 20; row++) {
        table
            .append("Viertel ")
            .append(row)
            .append(";2024;")
            .append(random.nextInt(1000))
            .append('\n');
      }
      Files.writeString(folder.resolve("zaehlung-" + round + "-" + n + ".csv"), table);
    }
    var quads = new StringBuilder();
    for (int n = 0; n < RECORDS; n++) {
      String uri = "<https://daten.example.net/" + round + "/" + n + ">";
      quads
          .append(uri)
          .append(
              " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> ")
          .append(uri)
          .append(" .\n");
      quads
          .append(uri)
          .append(" <http://purl.org/dc/terms/title> \"Messung ")
          .append(round)
          .append(' ')
          .append(n)
          .append("\"@de ")
          .append(uri)
          .append(" .\n");
    }
    Files.writeString(folder.resolve("katalog-" + round + ".nq"), quads);
    return folder;
  }

  private static Set<DatasetId> acknowledged(Path out) throws IOException {
    var ids = new HashSet<DatasetId>();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    List<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (String line : whole) {
      var json = Json.own().readTree(line);
      if (json.path("result").asString("").equals("published")) {
        ids.add(DatasetId.parse(json.path("id").asString()));
      }
    }
    return ids;
  }

  private static void check(Path data, Set<DatasetId> acknowledged, String where)
      throws IOException {
    try (var place = new Place(data)) {
      place.installation.follow();
      var published =
          new HashSet<>(place.installation.directory().datasets().ids(null, State.PUBLISHED));
      var lost = new HashSet<>(acknowledged);
      lost.removeAll(published);
      assertEquals(Set.of(), lost, where);
      assertEquals(published.size(), place.search("").total(), where);
      assertEquals(published.size(), place.count("?d a dcat:Dataset"), where);
      assertEquals(
          published.size(),
          place.count("?d a dcat:Dataset ; <http://purl.org/dc/terms/title> ?t"),
          where);
      for (DatasetId id : published) {
        var shown = place.installation.browsing().find(id).orElseThrow();
        for (var file : shown.notes().files()) {
          assertTrue(place.installation.directory().files().path(file.sha256()).isPresent(), where);
        }
      }
    }
  }
}
