package org.allmende.bench.abuse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.bench.abuse.Abuse.Manner;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All known cases of abuse, one after the other, against the packaged program with 512 MiB; of
/// those that take long every ninth. `modules/bench/run abuse` does all of them, serially, eight at
/// a time and shuffled.
final class AbuseTest {

  private static final int EVERY = 9;

  @Test
  void standsAgainstEverythingThatIsKnown(@TempDir Path folder) throws Exception {
    Path jar = Folders.root().resolve("modules/app/target/allmende.jar");
    Assumptions.assumeTrue(Files.exists(jar), () -> "the program is not packaged: " + jar);
    var report = Abuse.run(jar, Folders.shared("abuse"), folder, new Manner(1, 0, EVERY));
    assertTrue(report.complaints().isEmpty(), report::toString);
    System.out.println(report);
  }
}
