package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.allmende.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directories that are not opened are left as they are.
class OpeningTest {

  @TempDir Path folder;

  @Test
  void refusesALaterFormatAndChangesNothing() throws IOException {
    Path data = folder.resolve("data");
    try (var directory = Sample.open(data)) {
      CompactionTest.fill(directory);
    }
    Files.writeString(data.resolve("format"), "allmende 2\n");
    Files.writeString(data.resolve("tmp/upload"), "half of a file");
    var before = contents(data);
    requireSentence(assertThrows(DataDirectoryException.class, () -> Sample.open(data)), "newer");
    assertEquals(before, contents(data));
  }

  @Test
  void refusesADirectoryThatAnotherProcessHoldsUntilThatIsGone() throws Exception {
    Path data = folder.resolve("data");
    String backup = folder.resolve("backup.zip").toString();
    var process =
        Importing.start(
            ProcessBuilder.Redirect.PIPE, data.toString(), backup, "write", "1000", "1");
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      awaitReady(said);
      requireSentence(assertThrows(InUseException.class, () -> Sample.open(data)), "in use");
      assertTrue(process.isAlive());
    } finally {
      process.destroyForcibly().waitFor();
    }
    Sample.open(data).close();
  }

  private static void awaitReady(BufferedReader said) throws IOException {
    var before = new StringBuilder();
    for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
      assertTrue(line != null, () -> "it has ended: " + before);
      before.append(line).append('\n');
    }
  }

  private static void requireSentence(DataDirectoryException refusal, String word) {
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(word), message);
    assertTrue(message.endsWith("."), message);
    assertFalse(message.contains(". ") || message.contains("\n"), message);
  }

  /// Every file by its path, as a hash.
  private static Map<String, Sha256> contents(Path data) throws IOException {
    var contents = new TreeMap<String, Sha256>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(data.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
