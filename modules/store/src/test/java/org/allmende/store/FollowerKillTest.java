package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.allmende.model.Sha256;
import org.allmende.testkit.Figure;
import org.allmende.testkit.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that follows, at random moments, and has it go on.
class FollowerKillTest {

  private static final long SEED = Long.getLong("allmende.seed", System.nanoTime());
  private static final int KILLS = Integer.getInteger("allmende.kills", 12);
  private static final int WRITES = 400;

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  @Test
  void holdsWhatItsLeaderHoldsHoweverOftenItIsKilled() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    try (var leader = Sample.open(one)) {
      leader.datasets().put(Sample.published("a/x", "X"));
      Copying.begin(leader, two);
      for (int i = 0; i < WRITES; i++) {
        var file = receive(leader, "Datei " + i);
        leader
            .datasets()
            .put(Sample.draft("a/s" + i % 50, "Fassung " + i, "{\"f\":\"" + file + "\"}"));
      }
    }
    for (int i = 0; i < KILLS; i++) {
      run(one, two, true);
      var findings = Doctor.examine(two, 0, Sample.clock(), true).findings();
      assertTrue(
          findings.stream().noneMatch(f -> f.code().equals("doctor-file-missing")),
          () -> "seed " + SEED + ": " + findings);
    }
    Figure.print("kills of a follower", KILLS);
    assertTrue(run(one, two, false), "seed " + SEED);
    assertEquals(Sample.dump(one), Sample.dump(two), "seed " + SEED);
    try (var follower = Sample.open(two)) {
      assertEquals(java.util.Set.of(), follower.replication().missing());
    }
  }

  private static Sha256 receive(DataDirectory directory, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return directory.files().receive(bytes, "x.txt", List.of(), "text/plain", 1000).sha256();
  }

  /// Whether it got level.
  private boolean run(Path one, Path two, boolean kill) throws Exception {
    Path out = folder.resolve("out");
    var process =
        JavaProcess.of(CopyingProcess.class, "96m", List.of(one.toString(), two.toString()))
            .redirectError(out.toFile())
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      int steps = kill ? random.nextInt(6) : Integer.MAX_VALUE;
      for (int i = 0; i < steps && line != null && !line.equals("level"); i++) {
        line = said.readLine();
      }
      if (kill) {
        process.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
      }
      process.waitFor();
      assertTrue(kill || line != null, () -> "seed " + SEED + ": " + text(out));
      return "level".equals(line);
    }
  }

  private static String text(Path out) {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
