package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.allmende.intake.files.FindingCode;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

class HandbookPageTest {

  @Test
  void listsEveryFindingWithItsSeverity() throws IOException {
    String page =
        Files.readString(Folders.root().resolve("modules/handbook/src/main/handbook/reading.md"));
    var unlisted =
        Stream.of(FindingCode.values())
            .map(code ->
                "| `%s` | %s |"
                    .formatted(code.code(), code.severity().name().toLowerCase(Locale.ROOT)))
            .filter(line -> !page.contains(line))
            .toList();
    assertEquals(List.of(), unlisted);
  }
}
