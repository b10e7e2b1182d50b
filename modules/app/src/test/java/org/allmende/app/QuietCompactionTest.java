package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.store.Compacted;
import org.allmende.store.Swept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuietCompactionTest {

  /// Three o'clock in Germany.
  private static final Instant NIGHT = Instant.parse("2026-11-25T02:00:00Z");

  private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

  private static int compactions(Optional<QuietHours> hours, Instant now, int load)
      throws IOException {
    var times = new AtomicInteger();
    new QuietCompaction(
            hours,
            InstantSource.fixed(now),
            () -> load,
            () -> {
              times.incrementAndGet();
              return Optional.of(new Compacted(3, 1, new Swept(0, 0)));
            })
        .run();
    return times.get();
  }

  @Test
  void compactsByNightWhileLittleIsAskedAndAtNoOtherTime() throws IOException {
    var usual = Optional.of(QuietHours.USUAL);
    assertEquals(1, compactions(usual, NIGHT, 0));
    assertEquals(1, compactions(usual, NIGHT, 4));
    assertEquals(0, compactions(usual, NIGHT, 5));
    assertEquals(0, compactions(usual, NOON, 0));
    assertEquals(0, compactions(Optional.empty(), NIGHT, 0));
  }

  @ParameterizedTest
  @CsvSource({"1-5, true, false", "3-4, true, false", "22-4, true, false", "4 - 24, false, true"})
  void hoursMayReachBeyondMidnight(String text, boolean night, boolean noon) {
    assertEquals(night, QuietHours.of(text).hold(NIGHT));
    assertEquals(noon, QuietHours.of(text).hold(NOON));
  }

  @Test
  void hoursEndWhereTheySay() {
    assertTrue(QuietHours.of("2-3").hold(NIGHT.minusSeconds(1)));
    assertFalse(QuietHours.of("2-3").hold(NIGHT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1-25", "24-3", "4-4", "night", "-1-4", "1-5-7"})
  void whatIsNoHoursIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> QuietHours.of(text));
  }
}
