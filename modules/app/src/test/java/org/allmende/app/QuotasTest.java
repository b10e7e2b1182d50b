package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.publishing.Importing;
import org.allmende.catalog.publishing.Importing.Result;
import org.allmende.model.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much a tenant may keep, as it is set.
final class QuotasTest {

  private static final String FILES = "allmende.tenant-files";
  private static final String DATASETS = "allmende.tenant-datasets";

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void unset() {
    System.clearProperty(FILES);
    System.clearProperty(DATASETS);
  }

  private Path table(String name, int rows) throws IOException {
    var text = new StringBuilder("nummer;straße\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(";Am Anger\n");
    }
    Path file = folder.resolve("stadt").resolve(name + ".csv");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file.resolveSibling("tenant.json"), "{\"slug\":\"stadt\",\"name\":\"Stadt\"}");
    return Files.writeString(file, text);
  }

  private Place opened() throws IOException {
    return new Place(Place.furnished(folder.resolve("data")));
  }

  private static Importing.Line line(Place place, Path file) throws IOException {
    return place.take(file).getLast();
  }

  private static List<String> codes(Importing.Line line) {
    return line.findings().stream().map(Finding::code).toList();
  }

  @Test
  void refusesAFileForWhichATenantHasNoRoomAndKeepsWhatIsThere() throws IOException {
    System.setProperty(FILES, "2KB");
    try (var place = opened()) {
      assertEquals(Result.PUBLISHED, line(place, table("klein", 50)).result());
      var refused = line(place, table("zwei", 120));
      assertEquals(Result.REFUSED, refused.result());
      assertEquals("quota-files", refused.findings().getFirst().code());
      assertEquals(Result.UNCHANGED, line(place, table("klein", 50)).result());
      assertEquals(Result.PUBLISHED, line(place, table("drei", 20)).result());
    }
  }

  @Test
  void countsEarlierVersionsToo() throws IOException {
    System.setProperty(FILES, "2KB");
    try (var place = opened()) {
      line(place, table("wachsend", 60));
      line(place, table("wachsend", 65));
    }
    try (var place = opened()) {
      var refused = line(place, table("wachsend", 70));
      assertEquals(Result.REFUSED, refused.result());
      assertTrue(codes(refused).contains("quota-files"));
    }
  }

  @Test
  void takesNoMoreDatasetsThanATenantMayKeep() throws IOException {
    System.setProperty(DATASETS, "2");
    try (var place = opened()) {
      line(place, table("eins", 5));
      line(place, table("zwei", 6));
      assertEquals(List.of("quota-datasets"), codes(line(place, table("drei", 7))).subList(0, 1));
      assertEquals(Result.PUBLISHED, line(place, table("zwei", 8)).result());
    }
  }
}
