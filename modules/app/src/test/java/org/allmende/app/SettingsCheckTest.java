package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;

final class SettingsCheckTest {

  private static final Pattern READ =
      Pattern.compile("(?:\\$\\{|(?:get|number)\\(\")(allmende\\.[a-z0-9-]+)");

  @Test
  void proposesTheNameThatMayHaveBeenMeant() {
    List<String> wrong =
        SettingsCheck.unknown(
            Set.of("allmende.base-ulr", "allmende.portal-name", "user.dir"),
            Set.of(
                "ALLMENDE_MAXUPLOAD",
                "ALLMENDE_TRAIL_DAYS",
                "ALLMENDE_CACHE",
                "ALLMENDE_QQQQQQQQQQQQQ",
                "PATH"));
    assertEquals(3, wrong.size(), wrong::toString);
    assertTrue(wrong.get(0).contains("allmende.base-url"), wrong.get(0));
    assertTrue(wrong.get(1).contains("ALLMENDE_MAX_UPLOAD"), wrong.get(1));
    assertTrue(wrong.get(2).contains("ALLMENDE_QQQQQQQQQQQQQ"), wrong.get(2));
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    var wrong =
        Map.of(
            "allmende.max-upload", "viel",
            "allmende.trail-days", "-1",
            "allmende.nodes", "Köln=daten.koeln.example",
            "allmende.texts", "/nicht/da",
            "allmende.link-check", "on");
    wrong.forEach(System::setProperty);
    try {
      String said = String.valueOf(assertThrows(Exit.class, SettingsCheck::require).getMessage());
      assertEquals(5, said.lines().count(), said);
      wrong.keySet().forEach(name -> assertTrue(said.contains(name), said));
    } finally {
      wrong.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void saysEverythingThatIsWrongAboutTheProvider() {
    var wrong =
        Map.of("allmende.oidc-issuer", "kein Ort", "allmende.oidc-groups", "kein = Paar = x");
    wrong.forEach(System::setProperty);
    try {
      String said = String.valueOf(assertThrows(Exit.class, SettingsCheck::require).getMessage());
      assertEquals(3, said.lines().count(), said);
      for (String name : List.of("oidc-issuer", "oidc-groups", "oidc-client")) {
        assertTrue(said.contains("allmende." + name), said);
      }
    } finally {
      wrong.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void knowsEverySettingThatIsReadAnywhere() throws IOException {
    var read = new TreeSet<String>();
    try (var files = Files.walk(Folders.root().resolve("modules"))) {
      for (Path file :
          files
              .filter(one -> one.toString().contains("src/main/java"))
              .filter(one -> one.toString().endsWith(".java"))
              .toList()) {
        READ.matcher(Files.readString(file)).results().forEach(match -> read.add(match.group(1)));
      }
    }
    assertEquals(Set.copyOf(read), Set.copyOf(SettingsCheck.KNOWN));
  }
}
