package org.allmende.app;

import java.io.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.Harvest.Result;
import org.allmende.catalog.harvest.HarvestJson;
import org.allmende.model.Severity;
import org.jspecify.annotations.Nullable;

/// Says what becomes of each record of a harvest, as it happens, and at the end what came of it. A
/// dry run shows its first records in full.
final class HarvestReport implements Consumer<Harvest.Line> {

  private static final int FIRST = 10;
  private static final int STEP = 500;

  private final Common common;
  private final boolean dry;
  private final boolean terminal =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  private long records;
  private int shown;

  HarvestReport(Common common, boolean dry) {
    this.common = common;
    this.dry = dry;
  }

  @Override
  public void accept(Harvest.Line line) {
    records++;
    if (terminal && !common.isQuiet() && records % STEP == 0) {
      common.err().print("\r" + records + " ");
      common.err().flush();
    }
    boolean interesting =
        dry ? shown < FIRST && line.result() != Result.UNCHANGED : isTrouble(line.result());
    if (interesting || (common.isJson() && line.result() != Result.UNCHANGED)) {
      shown++;
      print(common, line);
    }
  }

  private static boolean isTrouble(Result result) {
    return result == Result.REFUSED || result == Result.LOST;
  }

  static void print(Common common, Harvest.Line line) {
    if (common.isJson()) {
      common.json(new HarvestJson(Words.language()).line(line));
      return;
    }
    String place = line.dataset() == null ? "" : "  " + line.dataset();
    common.say(Words.of("harvest.result." + line.result().name()) + "  " + line.id() + place);
    common.findings(
        line.id(), line.findings().stream().filter(f -> f.severity() != Severity.INFO).toList());
    line.difference().forEach(difference -> common.say("    " + difference));
  }

  /// Says what came of a run; the code the command ends with.
  int end(String key, Harvest harvest) {
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("source", key);
      json.put("summary", new HarvestJson(Words.language()).harvest(harvest));
      common.json(json);
    } else {
      common.findings(key, harvest.findings());
      common.say(summary(key, harvest));
    }
    return switch (harvest.outcome()) {
      case LATER -> Exit.TEMPORARY;
      case FAILED, ASKS -> Exit.FINDINGS;
      case DONE ->
          harvest.count(Result.REFUSED) + harvest.count(Result.LOST) == 0
              ? Exit.DONE
              : Exit.FINDINGS;
    };
  }

  static String summary(String name, Harvest harvest) {
    var values = new ArrayList<Object>();
    values.add(name + " " + Words.of("harvest.outcome." + harvest.outcome().name()));
    for (Result result : Result.values()) {
      values.add(Integer.toString(harvest.count(result)));
    }
    return Words.of("harvest.summary", values.toArray());
  }
}
