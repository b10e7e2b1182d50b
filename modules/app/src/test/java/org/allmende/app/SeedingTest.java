package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vocabularies are put into a store once, and a start finds out at once that they are there.
final class SeedingTest {

  @Test
  void knowsWhatIsThereOnceWhatNobodyRefersToWasSwept(@TempDir Path data) throws IOException {
    List<String> before;
    try (var place = new Place(data)) {
      before = kept(data);
      place.installation.directory().compact();
    }
    assertFalse(before.isEmpty());
    assertEquals(before, kept(data));
  }

  private static List<String> kept(Path data) throws IOException {
    try (var files = Files.walk(data.resolve("derived"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("vocabulary-"))
          .sorted()
          .toList();
    }
  }
}
