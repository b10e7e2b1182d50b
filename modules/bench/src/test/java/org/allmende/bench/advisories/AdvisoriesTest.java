package org.allmende.bench.advisories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdvisoriesTest {

  private static final String ADVISORY =
      """
      {"id": "GHSA-test", "aliases": ["CVE-test"], "summary": "Reads too much.",
       "affected": [
         {"package": {"ecosystem": "npm", "name": "org.example:lib"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
         {"package": {"ecosystem": "Maven", "name": "org.example:lib"},
          "versions": ["7.0"],
          "ranges": [
            {"type": "ECOSYSTEM", "events": [
              {"introduced": "1.0"}, {"fixed": "1.2.1"}, {"introduced": "2.0-M1"},
              {"last_affected": "2.3"}]}]}]}
      """;

  @TempDir Path folder;

  private List<String> found(String version, String advisory) throws IOException {
    Path dump = folder.resolve("dump.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(dump))) {
      zip.putNextEntry(new ZipEntry("GHSA-test.json"));
      zip.write(advisory.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    var advisories = new Advisories(List.of(new Library("org.example:lib", version)));
    advisories.readAll(dump);
    return advisories.found();
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, false",
    "1.0, true",
    "1.2, true",
    "1.2.1-rc1, true",
    "1.2.1, false",
    "1.10, false",
    "2.0-M1, true",
    "2.0, true",
    "2.3, true",
    "2.3.1, false",
    "7.0, true"
  })
  void tellsWhichVersionsAreAffected(String version, boolean affected) throws IOException {
    assertEquals(affected ? 1 : 0, found(version, ADVISORY).size());
  }

  @Test
  void saysWhatIsKnownByAllItsNames() throws IOException {
    assertEquals(
        List.of("org.example:lib 1.0: GHSA-test, CVE-test Reads too much."),
        found("1.0", ADVISORY));
  }

  @Test
  void whatWasWithdrawnAffectsNothing() throws IOException {
    String withdrawn = ADVISORY.replaceFirst("\\{", "{\"withdrawn\": \"2026-01-01T00:00:00Z\", ");
    assertEquals(List.of(), found("1.0", withdrawn));
  }

  @Test
  void aPackageUrlNamesALibrary() {
    assertEquals(
        new Library("org.example", "1").name() + ":lib",
        Library.of("pkg:maven/org.example/lib@1.0?type=jar").orElseThrow().name());
    assertTrue(Library.of("pkg:npm/lib@1.0").isEmpty());
  }
}
