package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.intake.meaning.Meaning;
import org.allmende.intake.meaning.PersonalKind;
import org.allmende.model.ColumnType;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

class ColumnsHandbookTest {

  private static final Pattern CODE =
      Pattern.compile("\"((?:cell|null|number|date|units|zero|key)-[a-z-]+)\"");

  @Test
  void thePageListsEveryTypeMeaningAndFinding() throws IOException {
    String page =
        Files.readString(
            Folders.root().resolve("modules/handbook/src/main/handbook/reading-columns.md"));
    Stream.of(ColumnType.values()).map(ColumnType::code).forEach(code -> assertListed(page, code));
    Stream.of(Meaning.values()).map(Meaning::code).forEach(code -> assertListed(page, code));
    Stream.of(PersonalKind.values())
        .map(PersonalKind::code)
        .forEach(code -> assertListed(page, code));
    for (String source : new String[] {"columns/CellFindings.java", "meaning/KeyFindings.java"}) {
      Path file =
          Folders.root()
              .resolve("modules/intake/src/main/java/org/allmende/intake")
              .resolve(source);
      var codes = CODE.matcher(Files.readString(file));
      while (codes.find()) {
        assertListed(page, codes.group(1));
      }
    }
  }

  private static void assertListed(String page, String code) {
    assertTrue(page.contains("`" + code + "`"), () -> "the handbook lacks " + code);
  }
}
