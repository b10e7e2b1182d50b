package org.allmende.dcat.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.dcat.words.Guess;
import org.junit.jupiter.api.Test;

class RhythmTest {

  @Test
  void tellsHowOftenVersionsCame() {
    assertEquals("MONTHLY", of("2024-01-03", "2024-02-01", "2024-03-05", "2024-04-02"));
    assertEquals("ANNUAL", of("2020-02-10", "2021-03-01", "2022-01-20"));
    assertEquals("DAILY", of("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"));
    assertEquals("QUARTERLY", of("2024-01-10", "2024-04-08", "2024-07-12", "2024-10-09"));
  }

  @Test
  void forgivesAVersionThatWasLateButNotDisorder() {
    assertEquals(
        "MONTHLY",
        of("2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-07-01", "2023-08-01"));
    assertEquals("", of("2023-01-01", "2023-01-09", "2023-05-20", "2024-02-01"));
  }

  @Test
  void saysNothingAboutTwoVersionsOrOne() {
    assertEquals("", of("2024-01-01", "2024-02-01"));
    assertEquals("", of("2024-01-01"));
    assertEquals("", of());
  }

  @Test
  void takesWhatFollowsWithinHoursForAMending() {
    var times =
        Stream.of(
                "2024-01-01T08:00:00Z",
                "2024-01-01T08:05:00Z",
                "2024-02-01T08:00:00Z",
                "2024-02-01T10:00:00Z",
                "2024-03-01T08:00:00Z")
            .map(Instant::parse)
            .toList();
    assertEquals("MONTHLY", Rhythm.of(times).orElseThrow().value());
  }

  private static String of(String... days) {
    List<Instant> times = Stream.of(days).map(day -> Instant.parse(day + "T08:00:00Z")).toList();
    return Rhythm.of(times).map(Guess::value).orElse("");
  }
}
