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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.allmende.catalog.said.Json;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.testkit.Figure;
import org.allmende.testkit.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed at any moment loses nothing it has acknowledged, and the next start is
/// clean: store, search and SPARQL agree. The moments are parts of the time that the latest import
/// took which came to its end, so that a machine that gets faster or slower still sees them all.
final class KillTest {

  private static final int KILLS = Integer.getInteger("allmende.kills", 16);
  private static final int ROUNDS = 5 * KILLS;
  private static final int RECORDS = 120;
  private static final int TABLES = 4;

  @Test
  void losesNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var acknowledged = new HashSet<DatasetId>();
    int killed = 0;
    Path data = Place.furnished(folder.resolve("data"));
    Pace pace = leftAlone(folder, random);
    for (int round = 1; killed < KILLS; round++) {
      assertTrue(round <= ROUNDS, "killed only " + killed + " times, seed " + seed);
      Path out = folder.resolve("out" + round);
      Process process = start(data, input(folder.resolve("in" + round), round, random), out);
      var ended = killed(process, out, pace, random);
      if (ended.isEmpty()) {
        killed++;
      } else {
        assertEquals(0, process.exitValue(), () -> "see " + out);
        pace = ended.get();
      }
      acknowledged.addAll(acknowledged(out));
      if (round % 5 == 0 || killed == KILLS) {
        check(data, acknowledged, "seed " + seed + ", round " + round);
      }
    }
    Figure.print("kills of an import", killed);
    assertTrue(acknowledged.size() > RECORDS, "acknowledged only " + acknowledged.size());
  }

  /// How long an import took to its first acknowledgement, and from there to its end, in
  /// nanoseconds.
  private record Pace(long first, long rest) {}

  private static Pace leftAlone(Path folder, Random random) throws Exception {
    Path out = folder.resolve("out0");
    Process process =
        start(
            Place.furnished(folder.resolve("left-alone")),
            input(folder.resolve("in0"), 0, random),
            out);
    Pace pace = pace(process, out, Long.MAX_VALUE, Long.MAX_VALUE).orElseThrow();
    assertEquals(0, process.exitValue(), () -> "see " + out);
    return pace;
  }

  /// Kills the import before its first acknowledgement, or after it; the pace of one that came to
  /// its end before that moment.
  private static Optional<Pace> killed(Process process, Path out, Pace pace, Random random)
      throws IOException, InterruptedException {
    boolean early = random.nextInt(4) == 0;
    var ended =
        pace(
            process,
            out,
            early ? random.nextLong(pace.first()) : Long.MAX_VALUE,
            random.nextLong(pace.rest()));
    process.destroyForcibly().waitFor();
    return ended;
  }

  /// Waits for the end of the import, but no longer than given for its first acknowledgement and
  /// from there on.
  private static Optional<Pace> pace(Process process, Path out, long first, long rest)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long acknowledged = -1;
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      if (acknowledged < 0 && Files.size(out) > 0) {
        acknowledged = now;
      }
      if (acknowledged < 0 ? now - begun > first : now - acknowledged > rest) {
        return Optional.empty();
      }
    }
    long end = System.nanoTime();
    long from = acknowledged < 0 ? end - 1 : acknowledged;
    return Optional.of(new Pace(from - begun, end - from));
  }

  private static Process start(Path data, Path input, Path out) throws IOException {
    var builder =
        JavaProcess.of(
            Allmende.class,
            "256m",
            List.of("import", "--json", "--data", data.toString(), input.toString()));
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
              " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
                  + " <http://www.w3.org/ns/dcat#Dataset> ")
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
          assertTrue(place.installation.directory().files().find(file.sha256()).isPresent(), where);
        }
      }
    }
  }
}
