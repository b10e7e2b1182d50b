package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

final class SettingsPageTest {

  private static final Pattern READ =
      Pattern.compile("(?:\\$\\{|(?:get|number)\\(\")(allmende\\.[a-z0-9-]+)");
  private static final Pattern TOLD =
      Pattern.compile("(?m)^\\| `(allmende\\.[a-z0-9-]+)` \\| `([A-Z0-9_]+)`");

  @Test
  void thePageTellsEverySettingThatIsRead() throws IOException {
    var read = new TreeSet<String>();
    try (var files = Files.walk(Folders.root().resolve("modules"))) {
      for (Path file :
          files
              .filter(f -> f.toString().contains("src/main/java"))
              .filter(f -> f.toString().endsWith(".java"))
              .toList()) {
        READ.matcher(Files.readString(file)).results().forEach(match -> read.add(match.group(1)));
      }
    }
    var told = new TreeSet<String>();
    TOLD.matcher(Handbook.text("settings.md"))
        .results()
        .forEach(match -> {
          told.add(match.group(1));
          assertEquals(
              match.group(1).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
              match.group(2));
        });
    assertEquals(Set.copyOf(read), Set.copyOf(told));
  }
}
