package org.allmende.intake.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.intake.Uploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {

  @Test
  void tellsHowManyRowsOfALargeTableAreRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("zahlen.csv");
    Files.writeString(file, "a;b\n" + "1;2\n".repeat(20_000), StandardCharsets.UTF_8);
    var told = new ArrayList<Long>();
    Progress.heardBy(told::add, () -> Uploads.read(file));
    assertEquals(List.of(8192L, 16384L), told);
  }
}
