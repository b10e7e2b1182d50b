package org.allmende.web.sources;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Outcome;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.model.Finding;
import org.allmende.web.page.Plain;
import org.allmende.web.page.RunView;
import org.allmende.web.page.SourceStanding;
import org.allmende.web.page.Words;
import org.allmende.web.page.WorkplacePage;

/// Says sources and their runs as pages show them.
public final class SourceViews {

  private static final int LONGEST = 600;
  private static final int MOST_LOOKED_AT = 50;
  private static final int MOST_ASKING = 5;

  private final Harvesting harvesting;
  private final HarvestQueue queue;
  private final InstantSource clock;

  public SourceViews(Harvesting harvesting, HarvestQueue queue, InstantSource clock) {
    this.harvesting = harvesting;
    this.queue = queue;
    this.clock = clock;
  }

  static String list(String tenant) {
    return "/manage/" + tenant + "/sources";
  }

  static String path(Source source) {
    return list(source.tenant()) + "/" + source.name();
  }

  /// A name of the code as keys of words and parameters have it.
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String kind(Words words, Source.Kind kind) {
    return words.t("sources.kind." + code(kind));
  }

  static String every(Words words, Source source) {
    Duration every = source.every();
    if (every == null) {
      return words.t("sources.every.asked");
    }
    long minutes = Math.ceilDiv(every.toSeconds(), 60);
    if (minutes % (24 * 60) == 0) {
      return words.t("sources.every.days", minutes / (24 * 60));
    }
    return minutes % 60 == 0
        ? words.t("sources.every.hours", minutes / 60)
        : words.t("sources.every.minutes", minutes);
  }

  /// How a source stands, and the runs over it.
  ///
  /// @param runs those that are kept, oldest first
  record Looked(SourceStanding standing, List<Harvest> runs) {}

  Looked look(Words words, Source source) throws IOException {
    // Asked for first: what ends meanwhile is among the runs.
    Optional<HarvestQueue.UnderWay> now = queue.underWay(source);
    List<Harvest> runs = harvesting.runs(source);
    return new Looked(standing(words, source, now, runs), runs);
  }

  private SourceStanding standing(
      Words words, Source source, Optional<HarvestQueue.UnderWay> now, List<Harvest> runs)
      throws IOException {
    String next = next(words, source);
    if (now.isPresent()) {
      String key = !now.get().begun() ? "waits" : now.get().dry() ? "tries" : "runs";
      return standing(words, "info", key, next, now.get().records(), true);
    }
    if (queue.isBrokenOff(source)) {
      return standing(words, "bad", "broken", next, 0, false);
    }
    return runs.isEmpty()
        ? standing(words, "info", "never", next, 0, false)
        : after(words, runs.getLast(), next);
  }

  /// The sources that wait for somebody to say that much may go, the first ones.
  ///
  /// @param mine whether a tenant is looked after by who asks
  public List<WorkplacePage.Way> asking(Words words, Predicate<String> mine) throws IOException {
    var asking = new ArrayList<WorkplacePage.Way>();
    List<Source> looked =
        harvesting.sources().stream()
            .filter(source -> mine.test(source.tenant()))
            .limit(MOST_LOOKED_AT)
            .toList();
    for (Source source : looked) {
      if (asking.size() < MOST_ASKING && look(words, source).standing().asking() > 0) {
        asking.add(new WorkplacePage.Way(path(source), words.t("sources.asks", source.name())));
      }
    }
    return asking;
  }

  private static SourceStanding after(Words words, Harvest last, String next) {
    String why = why(words, last);
    String outcome = words.t("sources.outcome." + code(last.outcome()));
    return switch (last.outcome()) {
      case DONE ->
          trouble(last) == 0
              ? standing(words, "good", "done", next, 0, false)
              : standing(words, "warn", "refused", next, trouble(last), false);
      case ASKS -> new SourceStanding("warn", outcome, why, false, last.number(), next);
      case LATER -> new SourceStanding("warn", outcome, why, false, 0, next);
      case FAILED -> new SourceStanding("bad", outcome, why, false, 0, next);
    };
  }

  private static SourceStanding standing(
      Words words, String kind, String key, String next, long count, boolean underWay) {
    return new SourceStanding(
        kind,
        words.t("sources.standing." + key),
        words.t("sources.standing." + key + ".say", count),
        underWay,
        0,
        next);
  }

  /// What kept a run from its end, and what helps.
  private static String why(Words words, Harvest harvest) {
    return harvest.findings().stream()
        .filter(Finding::blocks)
        .map(finding -> words.t(finding.message()) + " " + words.t(finding.advice()))
        .map(text -> Plain.shorten(text, LONGEST))
        .reduce("", (_, later) -> later);
  }

  private String next(Words words, Source source) throws IOException {
    Optional<Instant> due = harvesting.due(source);
    if (due.isEmpty()) {
      return words.t("sources.every.asked");
    }
    return due.get().isAfter(clock.instant())
        ? words.moment(due.get())
        : words.t("sources.next.soon");
  }

  static RunView run(Words words, Source source, Harvest harvest) {
    String replay = harvest.replayOf() == 0 ? "" : Integer.toString(harvest.replayOf());
    boolean dry = harvest.number() == 0;
    return new RunView(
        Integer.toString(harvest.number()),
        path(source) + (dry ? "/dry-run" : "/runs/" + harvest.number()),
        words.moment(harvest.started()),
        duration(words, Duration.between(harvest.started(), harvest.ended())),
        kind(harvest),
        outcome(words, harvest),
        counts(words, harvest),
        replay);
  }

  /// How many records were not taken in.
  private static int trouble(Harvest harvest) {
    return harvest.count(Result.REFUSED) + harvest.count(Result.LOST);
  }

  private static String kind(Harvest harvest) {
    return switch (harvest.outcome()) {
      case DONE -> trouble(harvest) == 0 ? "good" : "warn";
      case ASKS, LATER -> "warn";
      case FAILED -> "bad";
    };
  }

  private static String outcome(Words words, Harvest harvest) {
    return harvest.outcome() == Outcome.DONE && trouble(harvest) > 0
        ? words.t("sources.standing.refused")
        : words.t("sources.outcome." + code(harvest.outcome()));
  }

  private static String counts(Words words, Harvest harvest) {
    var counts = new ArrayList<String>();
    for (Result result : Result.values()) {
      int count = harvest.count(result);
      if (count > 0) {
        counts.add(words.number(count) + " " + words.t("sources.result." + code(result)));
      }
    }
    return counts.isEmpty() ? words.t("sources.result.none") : String.join(" · ", counts);
  }

  private static String duration(Words words, Duration duration) {
    if (duration.toHours() > 0) {
      return words.t(
          "sources.duration.hours", duration.toHours(), Math.max(0, duration.toMinutesPart()));
    }
    return duration.toMinutes() > 0
        ? words.t("sources.duration.minutes", duration.toMinutes())
        : words.t("sources.duration.seconds", Math.max(0, duration.toSeconds()));
  }
}
