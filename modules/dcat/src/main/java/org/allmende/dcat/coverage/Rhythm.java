package org.allmende.dcat.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.dcat.words.Guess;

/// How often a dataset is renewed, told by when its versions came: what came monthly so far is
/// taken for monthly. Two gaps are the least, and most of them have to agree; versions that come
/// whenever they like say nothing.
public final class Rhythm {

  private static final int FEWEST_GAPS = 2;
  private static final int LATEST_GAPS = 24;
  private static final double MOST = 0.75;
  private static final double HOURS_A_DAY = 24;

  /// Gaps in days that are one frequency: months differ in length, and people are late.
  private record Beat(String code, double shortest, double longest, String de, String en) {}

  private static final List<Beat> BEATS =
      List.of(
          new Beat("DAILY", 0.6, 1.8, "täglich", "daily"),
          new Beat("WEEKLY", 5, 9, "wöchentlich", "weekly"),
          new Beat("BIWEEKLY", 12, 17, "alle zwei Wochen", "every two weeks"),
          new Beat("MONTHLY", 24, 38, "monatlich", "monthly"),
          new Beat("QUARTERLY", 76, 108, "vierteljährlich", "quarterly"),
          new Beat("ANNUAL_2", 155, 210, "halbjährlich", "twice a year"),
          new Beat("ANNUAL", 310, 420, "jährlich", "yearly"),
          new Beat("BIENNIAL", 650, 810, "alle zwei Jahre", "every two years"));

  private Rhythm() {}

  /// The code of a frequency.
  ///
  /// @param times when the versions came, the oldest first
  public static Optional<Guess<String>> of(List<Instant> times) {
    List<Double> gaps = gaps(times);
    if (gaps.size() < FEWEST_GAPS) {
      return Optional.empty();
    }
    for (Beat beat : BEATS) {
      long kept =
          gaps.stream().filter(gap -> gap >= beat.shortest() && gap <= beat.longest()).count();
      if (kept >= FEWEST_GAPS && kept >= MOST * gaps.size()) {
        return Optional.of(
            Guess.guessed(
                beat.code(),
                Math.min(0.9, 0.5 + 0.05 * kept),
                "Die Fassungen kamen bisher " + beat.de() + " (" + times.size() + " Fassungen).",
                "So far versions came " + beat.en() + " (" + times.size() + " versions)."));
      }
    }
    return Optional.empty();
  }

  /// In days, the latest of them; what follows within hours mends what came before.
  private static List<Double> gaps(List<Instant> times) {
    var gaps = new ArrayList<Double>();
    Instant last = null;
    for (Instant time : times) {
      double days =
          last == null ? 0 : Duration.between(last, time).toMinutes() / 60.0 / HOURS_A_DAY;
      if (last == null || days >= BEATS.getFirst().shortest()) {
        if (last != null) {
          gaps.add(days);
        }
        last = time;
      }
    }
    return gaps.subList(Math.max(0, gaps.size() - LATEST_GAPS), gaps.size());
  }
}
