package org.allmende.vocabulary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

class HandbookPageTest {

  @Test
  void theTableNamesEveryListWithItsEditionAndSize() throws IOException {
    String page =
        Files.readString(
            Folders.root().resolve("modules/handbook/src/main/handbook/vocabularies.md"));
    var sizes = new LinkedHashMap<String, Integer>();
    for (String line : Shelf.lines(Shelf.INDEX).stream().skip(1).toList()) {
      var book = Shelf.Book.of(line);
      sizes.merge(
          book.version() + " | %d | `" + book.scheme() + "` |", book.concepts(), Integer::sum);
    }
    sizes.forEach((cells, size) -> {
      String expected = cells.formatted(size);
      assertTrue(page.contains(expected), () -> "the handbook lacks: " + expected);
    });
  }
}
