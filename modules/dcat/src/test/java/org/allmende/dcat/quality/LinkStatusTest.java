package org.allmende.dcat.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.allmende.dcat.quality.LinkStatus.State;
import org.junit.jupiter.api.Test;

class LinkStatusTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

  private static Instant day(int after) {
    return MONDAY.plus(Duration.ofDays(after));
  }

  @Test
  void isBrokenAtOnceWhereTheServerSaysSo() {
    assertEquals(State.BROKEN, LinkStatus.first(Reason.GONE, 404, MONDAY).state());
  }

  @Test
  void isBrokenAfterFailingOnThreeDays() {
    LinkStatus status = LinkStatus.first(Reason.SILENT, 0, MONDAY);
    assertEquals(State.FAILING, status.state());
    status = status.next(Reason.REFUSED, 500, MONDAY.plusSeconds(3_600));
    status = status.next(Reason.REFUSED, 500, day(1));
    assertEquals(State.FAILING, status.state());
    status = status.next(Reason.SILENT, 0, day(2));
    assertEquals(State.BROKEN, status.state());
    assertEquals(LocalDate.parse("2026-11-23"), status.since());
    status = status.next(Reason.ANSWERED, 200, day(3));
    assertEquals(State.ANSWERS, status.state());
    assertEquals(State.FAILING, status.next(Reason.SILENT, 0, day(4)).state());
  }

  @Test
  void asksAgainSoonerWhatFails() {
    assertEquals(day(7), LinkStatus.first(Reason.ANSWERED, 200, MONDAY).due());
    assertEquals(day(1), LinkStatus.first(Reason.GONE, 410, MONDAY).due());
    assertEquals(day(1), LinkStatus.first(Reason.ROBOTS_MISSING, 0, MONDAY).due());
    assertEquals(day(7), LinkStatus.first(Reason.ADDRESS, 0, MONDAY).due());
  }

  @Test
  void saysEveryReasonInBothLanguages() {
    var said = new HashSet<String>();
    for (Reason reason : Reason.values()) {
      var text = LinkStatus.first(reason, 404, MONDAY).says();
      assertNotEquals(text.de(), text.en());
      said.add(text.de());
    }
    assertEquals(Reason.values().length, said.size());
  }
}
