package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

final class FindingCodesTest {

  private static final Pattern CODE = Pattern.compile("new Finding\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"");

  @Test
  void everyFindingThatIsMadeIsExplained() throws IOException {
    var made = new TreeSet<String>();
    try (var files = Files.walk(Folders.root().resolve("modules"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*/src/main/java/.*\\.java")).toList()) {
        CODE.matcher(Files.readString(file)).results().forEach(m -> made.add(m.group(1)));
      }
    }
    String pages = Handbook.pages().stream().map(Handbook::text).collect(Collectors.joining());
    var missing = new TreeSet<String>();
    made.stream().filter(code -> !pages.contains("`" + code + "`")).forEach(missing::add);
    assertEquals(Set.of(), missing);
    assertTrue(made.size() > 10);
  }
}
