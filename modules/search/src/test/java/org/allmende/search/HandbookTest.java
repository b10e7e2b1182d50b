package org.allmende.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

class HandbookTest {

  @Test
  void tellsEveryFacetAndFilterOfTheSearch() throws IOException {
    String page =
        Files.readString(Folders.root().resolve("modules/handbook/src/main/handbook/search.md"));
    List<String> untold =
        Stream.concat(
                Stream.of(Facet.values()).map(facet -> "| `" + facet.code() + "` |"),
                Typed.names().map(name -> "`" + name + "`"))
            .filter(name -> !page.contains(name))
            .toList();
    assertEquals(List.of(), untold);
  }
}
