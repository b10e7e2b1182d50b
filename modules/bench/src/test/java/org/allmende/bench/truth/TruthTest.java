package org.allmende.bench.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.bench.truth.Truth.Manner;
import org.allmende.testkit.Figure;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Few readers for some seconds, against the packaged program; `modules/bench/run truth` lets 200
/// of them read for ten minutes.
final class TruthTest {

  @Test
  void nobodySeesHalfAVersionOrAnOldOne(@TempDir Path folder) throws Exception {
    Path jar = Folders.root().resolve("modules/app/target/allmende.jar");
    Assumptions.assumeTrue(Files.exists(jar), () -> "the program is not packaged: " + jar);
    var report = Truth.run(jar, folder, new Manner(10, 2, 2, 8));
    System.out.println(report);
    Figure.print("readers and writers", "10 and 2");
    assertTrue(report.complaints().isEmpty(), report::toString);
  }
}
