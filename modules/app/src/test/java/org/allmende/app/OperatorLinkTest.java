package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.allmende.catalog.accounts.Persons.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorLinkTest {

  private static final String PASSWORD = "eine lange Reihe Linden";

  @TempDir Path folder;

  @Test
  void isOfferedAtEveryStartUntilAnOperatorHasAPassword() throws IOException {
    try (var installation = Installation.open(folder.resolve("data"), "http://localhost:8080")) {
      String first = String.valueOf(Server.operatorLink(installation));
      String second = String.valueOf(Server.operatorLink(installation));
      assertTrue(second.startsWith("http://localhost:8080/account/password?link="), second);
      assertNotEquals(first, second);
      var persons = installation.persons();
      assertInstanceOf(Setting.NotAllowed.class, persons.set(secret(first), PASSWORD));
      assertInstanceOf(Setting.Done.class, persons.set(secret(second), PASSWORD));
      assertNull(Server.operatorLink(installation));
      var operator = persons.signIn("operator", PASSWORD).orElseThrow();
      assertTrue(operator.operator());
    }
  }

  private static String secret(String link) {
    return link.substring(link.indexOf('=') + 1);
  }
}
