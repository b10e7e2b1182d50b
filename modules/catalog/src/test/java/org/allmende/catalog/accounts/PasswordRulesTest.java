package org.allmende.catalog.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.PasswordRules.Fault;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

  private static void assertFault(Fault expected, String password) {
    assertEquals(Optional.of(expected), PasswordRules.fault(password, "anna.beck"), password);
  }

  @Test
  void takesWhateverIsLongAndNotAmongTheFirstGuesses() {
    for (String password :
        List.of(
            "eine lange Reihe Linden",
            "nurkleinbuchstabenhier",
            "Kx7#pq9!vb2&",
            "七つの海を渡る十二文字の合言葉",
            "annaliebtlangewege")) {
      assertEquals(Optional.empty(), PasswordRules.fault(password, "anna.beck"), password);
    }
  }

  @Test
  void refusesWhatIsGuessedFirst() {
    for (String password :
        List.of(
            "Passwort1234",
            "PasswortPasswort",
            "123456789012",
            "aaaaaaaaaaaaaa",
            "qwertzuiopasdfghjkl",
            "Stadtverwaltung2026!",
            "Sommer2026!!!!",
            "abcdefghijklmn")) {
      assertFault(Fault.COMMON, password);
    }
  }

  @Test
  void refusesTheLoginAndWhatIsOnlyDressedUp() {
    assertFault(Fault.LIKE_LOGIN, "anna.beck2026");
    assertFault(Fault.LIKE_LOGIN, "12345AnnaBeck!");
    assertEquals(
        Optional.of(Fault.LIKE_LOGIN),
        PasswordRules.fault("annabeck12345", "anna.beck@example.org"));
  }

  @Test
  void countsCharactersAsPeopleDo() {
    assertFault(Fault.TOO_SHORT, "elf Zeichen");
    assertFault(Fault.TOO_SHORT, "😀😀😀😀😀😀");
    assertFault(Fault.TOO_LONG, "x y".repeat(100));
  }

  @Test
  void isTheSameOnEveryKeyboard() {
    assertEquals(
        PasswordRules.normal("Gru\u00df an die M\u00fchle"),
        PasswordRules.normal("Gru\u00df an die Mu\u0308hle"));
  }
}
