package org.allmende.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// What holds for the truth on every engine. The tests below it say it; [Engines] runs them.
abstract class Contract {

  @TempDir Path folder;

  /// How a data directory is opened on the engine in question, which is empty before each test.
  abstract DataDirectory.Options options();

  DataDirectory open(Path directory) throws IOException {
    return open(directory, Sample.BASE, Sample.clock());
  }

  DataDirectory open(Path directory, String base, InstantSource clock) throws IOException {
    return DataDirectory.open(directory, base, clock, options());
  }
}
