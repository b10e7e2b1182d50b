package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void doesAgainWhatFailed() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    try (var _ =
        new Schedule()
            .every(
                "a test",
                Duration.ZERO,
                Duration.ofMillis(1),
                () -> {
                  rounds.countDown();
                  throw new IOException("on purpose");
                })) {
      assertTrue(rounds.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void hurriesWithoutWaitingForTheTimeAndEndsWithWhatIsUnderWay() throws InterruptedException {
    var begun = new CountDownLatch(2);
    var ended = new AtomicInteger();
    try (var schedule = new Schedule()) {
      for (String what : new String[] {"one", "two"}) {
        schedule.every(
            what,
            NEVER,
            NEVER,
            () -> {
              begun.countDown();
              ended.incrementAndGet();
            });
      }
      schedule.hurry();
      assertTrue(begun.await(30, TimeUnit.SECONDS));
    }
    assertEquals(2, ended.get());
  }
}
