package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.allmende.web.http.Problem;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final Throttle throttle = new Throttle(() -> now, new Throttle.Limits(60, 2));

  private void ask(String address) {
    throttle.request(address);
  }

  @Test
  void letsAClientAskSoMuchAMinuteAndSaysWhenToComeBack() {
    for (int i = 0; i < 60; i++) {
      ask("203.0.113.7");
    }
    var refused = assertThrows(Problem.class, () -> ask("203.0.113.7"));
    assertEquals(429, refused.kind().status());
    assertEquals("1", refused.headers().get("Retry-After"));
    assertDoesNotThrow(() -> ask("203.0.113.8"), "another client");
    now = now.plus(Duration.ofSeconds(1));
    assertDoesNotThrow(() -> ask("203.0.113.7"));
    assertThrows(Problem.class, () -> ask("203.0.113.7"));
    now = now.plus(Duration.ofHours(1));
    for (int i = 0; i < 60; i++) {
      ask("203.0.113.7");
    }
    assertThrows(Problem.class, () -> ask("203.0.113.7"), "what is saved up is a minute's worth");
  }

  @Test
  void countsAHouseholdWithIpv6AsOneClient() {
    for (int i = 0; i < 60; i++) {
      ask("2001:db8:1:2::" + Integer.toHexString(i));
    }
    assertThrows(Problem.class, () -> ask("2001:db8:1:2:ffff::1"));
    assertDoesNotThrow(() -> ask("2001:db8:1:3::1"));
  }

  @Test
  void letsAnAccountUploadSoMuchAnHour() {
    throttle.upload("token haus");
    throttle.upload("token haus");
    var refused = assertThrows(Problem.class, () -> throttle.upload("token haus"));
    assertEquals("1800", refused.headers().get("Retry-After"));
    assertDoesNotThrow(() -> throttle.upload("token museum"));
  }

  @Test
  void boundsNothingWhereNothingIsSet() {
    var open = new Throttle(() -> now, new Throttle.Limits(0, 0));
    for (int i = 0; i < 10_000; i++) {
      open.request("203.0.113.7");
      open.upload("token haus");
    }
  }
}
