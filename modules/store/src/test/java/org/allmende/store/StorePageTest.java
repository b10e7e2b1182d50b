package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

/// Holds the handbook's page to the code.
class StorePageTest {

  private static final Pattern CODE = Pattern.compile("(?m)^\\| `(doctor-[a-z-]+)`");

  @Test
  void namesEveryFindingOfTheDoctor() throws IOException {
    Path page = Folders.root().resolve("modules/handbook/src/main/handbook/store.md");
    List<String> told =
        CODE.matcher(Files.readString(page)).results().map((MatchResult m) -> m.group(1)).toList();
    List<String> known =
        Arrays.stream(Ailment.values())
            .map(a -> a.finding(Finding.Place.WHOLE).code())
            .sorted()
            .toList();
    assertEquals(known, told.stream().sorted().toList());
  }
}
