package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.store.Stored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MomentsTest {

  private static final Instant NOON = Instant.parse("2026-05-31T12:00:00.123Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);

  @Test
  void tellsReadersNoLaterMomentThanThatOfTheTransactionUnderWay() {
    var moments = new Moments(clock::get);
    assertEquals(NOON, moments.settled());
    Instant begun = moments.begin();
    clock.set(NOON.plusSeconds(7));
    assertEquals(begun, moments.settled());
    moments.end();
    assertEquals(NOON.plusSeconds(7), moments.settled());
  }

  @Test
  void datesNothingBeforeWhatAReaderWasToldWhenTheClockIsPutBack() {
    var moments = new Moments(clock::get);
    Instant told = moments.settled();
    clock.set(NOON.minusSeconds(60));
    assertEquals(told, moments.begin());
    clock.set(NOON.plusSeconds(1));
    moments.end();
    assertEquals(NOON.plusSeconds(1), moments.begin());
  }

  @Test
  void putsNoChangeBeforeAnotherWhenTheClockIsPutBack(@TempDir Path folder) throws Exception {
    try (var directory = DataDirectory.open(folder, Sample.BASE, clock::get)) {
      var store = directory.datasets();
      store.put(Sample.published("a/eins", "Eins"));
      Instant told = store.settled();
      clock.set(NOON.minusSeconds(60));
      store.put(Sample.published("a/zwei", "Zwei"));
      Stored second = store.find(Sample.id("a/zwei")).orElseThrow();
      assertFalse(second.modified().isBefore(told), second::toString);
    }
  }
}
