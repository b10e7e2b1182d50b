package org.allmende.web.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.web.Portal;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Portal.NOW);
  private final Attempts attempts = new Attempts(now::get);

  @Test
  void hearsNoMoreFromANetworkForAMinute() {
    for (int i = 0; i < 20; i++) {
      assertFalse(attempts.exhausted("2001:db8::1"));
      attempts.failed("2001:db8::" + i);
    }
    assertTrue(attempts.exhausted("2001:db8::ffff"));
    assertFalse(attempts.exhausted("2001:db8:0:1::1"));
    now.updateAndGet(before -> before.plusSeconds(60));
    assertFalse(attempts.exhausted("2001:db8::1"));
  }

  @Test
  void hearsNoMoreAtAnAccountForTenMinutesWhereverItComesFrom() {
    for (int i = 0; i < 10; i++) {
      attempts.requireFor("anna");
      attempts.failedFor("anna");
    }
    var problem = assertThrows(Problem.class, () -> attempts.requireFor("anna"));
    assertEquals(Trouble.TOO_MANY_REQUESTS, problem.kind());
    assertDoesNotThrow(() -> attempts.requireFor("bernd"));
    now.updateAndGet(before -> before.plus(Duration.ofMinutes(10)));
    assertDoesNotThrow(() -> attempts.requireFor("anna"));
  }

  @Test
  void keepsAFewAttemptsOfManyAtMost() {
    for (int i = 0; i < 20_000; i++) {
      attempts.failedFor("x" + i);
    }
    assertDoesNotThrow(() -> attempts.requireFor("x0"));
  }
}
