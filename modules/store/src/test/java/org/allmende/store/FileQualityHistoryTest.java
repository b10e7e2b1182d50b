package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.allmende.catalog.quality.QualityHistory.Day;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQualityHistoryTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

  @TempDir Path folder;

  @Test
  void keepsDaysOverARestart() {
    var first = new Day(MONDAY, "weidenstedt", 3, 1155);
    var second = new Day(MONDAY.plusDays(1), "weidenstedt", 4, 1540);
    history().keep(List.of(first));
    history().keep(List.of(second));
    assertEquals(List.of(first, second), history().days());
  }

  @Test
  void takesTheLastThatWasKeptOfADay() {
    var later = new Day(MONDAY, "weidenstedt", 4, 1540);
    history().keep(List.of(new Day(MONDAY, "weidenstedt", 3, 1155)));
    history().keep(List.of(later));
    assertEquals(List.of(later), history().days());
  }

  @Test
  void passesOverHalfALine() throws IOException {
    var first = new Day(MONDAY, "weidenstedt", 3, 1155);
    var second = new Day(MONDAY.plusDays(1), "weidenstedt", 4, 1540);
    history().keep(List.of(first));
    Files.writeString(file(), "2026-11-24\tweiden", StandardOpenOption.APPEND);
    history().keep(List.of(second));
    assertEquals(List.of(first, second), history().days());
  }

  private FileQualityHistory history() {
    return new FileQualityHistory(file());
  }

  private Path file() {
    return folder.resolve("quality.tsv");
  }
}
