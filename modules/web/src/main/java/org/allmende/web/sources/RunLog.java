package org.allmende.web.sources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.harvest.Source;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.web.http.Pagination;
import org.allmende.web.page.Address;
import org.allmende.web.page.Fact;
import org.allmende.web.page.Plain;
import org.allmende.web.page.RunPage;
import org.allmende.web.page.Words;
import org.allmende.web.quality.Assessments;

/// What became of each record in a run, a page at a time.
final class RunLog {

  private static final int ON_A_PAGE = 50;
  private static final int MOST_FINDINGS = 50;
  private static final int MOST_OF_A_RECORD = 20;
  private static final int LONGEST = 300;

  private final Harvest harvest;
  private final Lines lines;

  /// Hands out what became of each record, for as long as somebody wants more.
  interface Lines {
    boolean each(Predicate<Harvest.Line> more) throws IOException;
  }

  RunLog(Harvest harvest, Lines lines) {
    this.harvest = harvest;
    this.lines = lines;
  }

  Harvest harvest() {
    return harvest;
  }

  /// Which records are shown.
  ///
  /// @param code of the parameter that asks for them
  private record Choice(String code, Set<Result> results) {
    boolean has(Harvest.Line line) {
      return results.contains(line.result());
    }
  }

  /// The records with one result; without a result the ones to look at: those that were not taken
  /// in, or where there are none, all that have changed.
  private Choice choice(String said) {
    for (Result result : Result.values()) {
      if (SourceViews.code(result).equals(said)) {
        return new Choice(said, EnumSet.of(result));
      }
    }
    boolean trouble = harvest.count(Result.REFUSED) + harvest.count(Result.LOST) > 0;
    return trouble && !said.equals("notable")
        ? new Choice("trouble", EnumSet.of(Result.REFUSED, Result.LOST))
        : new Choice("notable", EnumSet.complementOf(EnumSet.of(Result.UNCHANGED)));
  }

  /// @param here the page
  /// @param asks whether the run waits for somebody to say that much may go
  RunPage.Done shown(
      Words words, Source source, Address here, String said, int wanted, boolean asks)
      throws IOException {
    Choice choice = choice(said);
    int all = choice.results().stream().mapToInt(harvest::count).sum();
    int number = Math.min(wanted, last(all));
    var met = new Met(words, choice, (number - 1) * ON_A_PAGE);
    boolean _ = lines.each(met);
    int known = harvest.number() > 0 ? all : met.count;
    List<Finding> findings = harvest.findings();
    int some = Math.min(MOST_FINDINGS, findings.size());
    return new RunPage.Done(
        harvest.number(),
        SourceViews.run(words, source, harvest),
        facts(words, source),
        Assessments.findings(words, findings.subList(0, some)),
        findings.size() - some,
        counts(words, here, choice),
        words.t("sources.show." + choice.code()),
        met.rows,
        met.shown(known, all),
        Pagination.links(words, here.with("show", choice.code()), number, last(known)),
        asks);
  }

  private static int last(int count) {
    return Math.max(1, Math.ceilDiv(count, ON_A_PAGE));
  }

  /// Keeps what stands on a page. What a dry run keeps is counted to its end; how much there is of
  /// another is known, and what comes after the page is not read.
  private final class Met implements Predicate<Harvest.Line> {

    private final Words words;
    private final Choice choice;
    private final int from;
    private final List<RunPage.Row> rows = new ArrayList<>();
    private int count;

    Met(Words words, Choice choice, int from) {
      this.words = words;
      this.choice = choice;
      this.from = from;
    }

    @Override
    public boolean test(Harvest.Line line) {
      if (choice.has(line)) {
        if (count >= from && rows.size() < ON_A_PAGE) {
          rows.add(row(words, line));
        }
        count++;
      }
      return harvest.number() == 0 || rows.size() < ON_A_PAGE;
    }

    /// @param known how many there are here
    /// @param all how many there were, of which a dry run keeps the first
    String shown(int known, int all) {
      if (rows.isEmpty()) {
        return "";
      }
      return known < all
          ? words.t("sources.shown.first", from + 1, from + rows.size(), known, all)
          : words.t("sources.shown", from + 1, from + rows.size(), known);
    }
  }

  private List<Fact> facts(Words words, Source source) {
    var run = SourceViews.run(words, source, harvest);
    var facts = new ArrayList<Fact>();
    facts.add(RunsController.fact(words.t("sources.begun"), run.when()));
    facts.add(RunsController.fact(words.t("sources.duration"), run.duration()));
    facts.add(
        RunsController.fact(
            words.t("sources.complete"),
            words.t(harvest.complete() ? "sources.complete.yes" : "sources.complete.no")));
    if (harvest.replayOf() > 0) {
      facts.add(RunsController.fact(words.t("sources.replay-of"), run.replay()));
    }
    return facts;
  }

  private List<RunPage.Count> counts(Words words, Address here, Choice choice) {
    var counts = new ArrayList<RunPage.Count>();
    for (Result result : Result.values()) {
      int count = harvest.count(result);
      String code = SourceViews.code(result);
      boolean listed = count > 0 && (harvest.number() > 0 || result != Result.UNCHANGED);
      counts.add(
          new RunPage.Count(
              words.t("sources.result." + code),
              words.t("sources.result." + code + ".say"),
              words.number(count),
              listed ? here.with("show", code) + "#records" : "",
              choice.code().equals(code)));
    }
    return counts;
  }

  private RunPage.Row row(Words words, Harvest.Line line) {
    String said = line.uri();
    String uri = said == null ? "" : Plain.shorten(said, LONGEST);
    DatasetId dataset = line.dataset();
    boolean here = dataset != null && !(harvest.number() == 0 && line.result() == Result.ADDED);
    List<Finding> findings = line.findings();
    return new RunPage.Row(
        kind(line.result()),
        words.t("sources.result." + SourceViews.code(line.result())),
        Plain.shorten(line.id(), LONGEST),
        uri.equals(line.id()) ? "" : uri,
        dataset == null ? "" : dataset.toString(),
        here ? "/datasets/" + dataset : "",
        Assessments.findings(
            words, findings.subList(0, Math.min(MOST_OF_A_RECORD, findings.size()))),
        line.difference().stream().map(Plain::of).toList());
  }

  private static String kind(Result result) {
    return switch (result) {
      case ADDED, CHANGED, UNCHANGED -> "good";
      case DELETED, DUPLICATE -> "info";
      case KEPT, LOST -> "warn";
      case REFUSED -> "bad";
    };
  }
}
