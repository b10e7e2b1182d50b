package org.allmende.bench.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small disk that is full twice, against the packaged program; `modules/bench/run full` fills it
/// a hundred times.
final class FullTest {

  @Test
  void aFullDiskRefusesWritesAndNothingElseUntilThereIsRoom(@TempDir Path folder) throws Exception {
    Path jar = Folders.root().resolve("modules/app/target/allmende.jar");
    Assumptions.assumeTrue(Files.exists(jar), () -> "the program is not packaged: " + jar);
    Assumptions.assumeTrue(Full.isPossible(folder), "only root can mount a small disk");
    var report = Full.run(jar, folder, 2);
    System.out.println(report);
    assertTrue(report.isWell(), report::toString);
  }
}
