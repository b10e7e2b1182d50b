package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Persons;
import org.allmende.web.MemoryAccounts;
import org.allmende.web.Portal;
import org.allmende.web.QuickPasswords;
import org.allmende.web.http.Problem;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Portal.NOW);
  private final MemoryAccounts store = new MemoryAccounts();
  private final Accounts accounts = new Accounts(store, now::get, "");
  private final Persons persons = new Persons(store, now::get, new QuickPasswords());
  private final Sessions sessions = new Sessions(accounts, persons, now::get, Portal.BASE);

  @Test
  void endsTwoHoursAfterTheLastRequest() {
    String name = sessions.open(accounts.create("amt", null)).orElseThrow();
    pass(Duration.ofMinutes(119));
    assertTrue(sessions.actor(request(name)).isPresent());
    pass(Duration.ofMinutes(119));
    assertTrue(sessions.actor(request(name)).isPresent());
    pass(Duration.ofMinutes(121));
    assertTrue(sessions.actor(request(name)).isEmpty());
  }

  @Test
  void endsAfterTwelveHoursWhateverHappens() {
    String name = sessions.open(accounts.create("amt", null)).orElseThrow();
    for (int hour = 1; hour <= 12; hour++) {
      pass(Duration.ofHours(1));
      assertTrue(sessions.actor(request(name)).isPresent(), hour + " hours");
    }
    pass(Duration.ofMinutes(1));
    assertTrue(sessions.actor(request(name)).isEmpty());
  }

  @Test
  void opensNothingAnyMoreWhenTheTokenIsRevoked() {
    String name = sessions.open(accounts.create("amt", null)).orElseThrow();
    assertEquals("amt", sessions.actor(request(name)).orElseThrow().name());
    accounts.revoke("amt");
    assertTrue(sessions.actor(request(name)).isEmpty());
  }

  @Test
  void knowsNoNameItHasNotGiven() {
    assertTrue(sessions.open("allmende_guessed").isEmpty());
    assertTrue(sessions.actor(request(sessions.newName())).isEmpty());
    assertTrue(sessions.actor(request("")).isEmpty());
  }

  @Test
  void takesFormsOfTheSameBrowserOnly() {
    String name = sessions.newName();
    sessions.requireOwnForm(request(name), sessions.formToken(name));
    String other = sessions.formToken(sessions.newName());
    assertNotEquals(other, sessions.formToken(name));
    assertThrows(Problem.class, () -> sessions.requireOwnForm(request(name), other));
    assertThrows(Problem.class, () -> sessions.requireOwnForm(request(""), sessions.formToken("")));
  }

  @Test
  void keepsItsCookieToHttpsWhereThePortalIs() {
    assertTrue(sessions.cookie("x").contains("; Secure"));
    var plain = new Sessions(accounts, persons, now::get, "http://localhost:8080");
    assertFalse(plain.cookie("x").contains("Secure"));
    assertFalse(plain.cookie("x").contains("__Host-"));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private static HttpServletRequest request(String name) {
    var cookies = new Cookie[] {new Cookie("__Host-allmende", name)};
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SessionsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> method.getName().equals("getCookies") ? cookies : null);
  }
}
