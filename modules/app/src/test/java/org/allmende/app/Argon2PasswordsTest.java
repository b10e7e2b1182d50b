package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {

  private final Argon2Passwords passwords = new Argon2Passwords();

  @Test
  void saysInTheHashHowItWasMade() {
    String hash = passwords.hash("eine lange Reihe Linden");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(passwords.matches("eine lange Reihe Linden", hash));
    assertFalse(passwords.matches("eine lange Reihe Ulmen", hash));
    assertNotEquals(hash, passwords.hash("eine lange Reihe Linden"));
    assertFalse(passwords.isOutdated(hash));
    assertTrue(passwords.isOutdated(hash.replace("m=19456", "m=4096")));
  }

  @Test
  void isWrongAboutWhatIsNoHash() {
    assertFalse(passwords.matches("egal", "kein Hash"));
  }

  @Test
  void worksOnAFewAtATimeAndComesToAll() {
    String hash = passwords.hash("eine lange Reihe Linden");
    var answers = new ArrayList<CompletableFuture<Boolean>>();
    try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        String typed = i % 2 == 0 ? "eine lange Reihe Linden" : "falsch " + i;
        answers.add(CompletableFuture.supplyAsync(() -> passwords.matches(typed, hash), many));
      }
      long right = answers.stream().filter(CompletableFuture::join).count();
      assertTrue(right == 6, right + " of 12");
    }
  }
}
