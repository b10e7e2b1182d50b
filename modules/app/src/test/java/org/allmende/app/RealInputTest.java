package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.publishing.Importing;
import org.allmende.model.Finding;
import org.allmende.model.State;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as towns and portals really publish them.
final class RealInputTest {

  @Test
  void everyMunicipalFileIsTakenInOrRefusedWithAReason(@TempDir Path data) throws IOException {
    Path folder = Folders.shared("real/municipal");
    try (var place = new Place(data)) {
      List<Importing.Line> lines = place.take(folder);
      assertTrue(lines.size() > 100, () -> "only " + lines.size());
      for (Importing.Line line : lines) {
        switch (line.result()) {
          case PUBLISHED -> {}
          case HELD ->
              assertTrue(line.findings().stream().anyMatch(Finding::blocks), line::toString);
          case REFUSED -> assertFalse(line.findings().isEmpty(), line::toString);
          case UNCHANGED, SKIPPED -> {}
        }
      }
      long published = lines.stream().filter(l -> l.result() == Importing.Result.PUBLISHED).count();
      assertEquals(published, place.search("").total());
      assertEquals(published, place.count("?d a dcat:Dataset"));
    }
  }

  @Test
  void everyCatalogueIsTakenInRecordByRecord(@TempDir Path data) throws IOException {
    Path catalogs = Folders.shared("real/catalogs");
    Path examples = Folders.shared("standards/examples");
    try (var place = new Place(data)) {
      List<Importing.Line> lines = place.take(catalogs, examples);
      var store = place.installation.directory().datasets();
      int published = store.ids(null, State.PUBLISHED).size();
      assertTrue(published > 100, () -> "only " + published + " of " + lines.size());
      assertEquals(published, place.search("").total());
    }
  }
}
