package org.allmende.testkit.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

  @Test
  void theProgramWritesTheFilesThatAreHere(@TempDir Path written) throws IOException {
    Samples.write(written);
    for (Path file : files(written)) {
      Path kept = Folders.samples().resolve(written.relativize(file));
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(kept), kept.toString());
    }
  }

  @Test
  void noSampleIsLargerThanAMegabyte() throws IOException {
    for (Path file : files(Folders.samples())) {
      assertTrue(Files.size(file) < 1_000_000, file.toString());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
