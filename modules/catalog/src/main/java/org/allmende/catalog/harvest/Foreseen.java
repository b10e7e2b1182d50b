package org.allmende.catalog.harvest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.allmende.catalog.harvest.Harvest.Result;

/// What would have happened, as a dry run foresaw it.
///
/// @param source as it was then
/// @param lines the first of each result, in the order in which they came; what has not changed is
///   only counted
public record Foreseen(Source source, Harvest harvest, List<Harvest.Line> lines) {

  public Foreseen {
    lines = List.copyOf(lines);
  }

  /// Keeps what a run says about its records, as far as there is room.
  static final class Lines implements Consumer<Harvest.Line> {

    private static final int MOST_OF_EACH = 200;
    private static final int MOST_FINDINGS = 20;
    private static final int MOST_DIFFERENCES = 2_000;
    private static final int LONGEST_DIFFERENCE = 500;

    private final List<Harvest.Line> kept = new ArrayList<>();
    private final Map<Result, Integer> counts = new EnumMap<>(Result.class);
    private int differences;

    @Override
    public void accept(Harvest.Line line) {
      boolean room = counts.merge(line.result(), 1, Integer::sum) <= MOST_OF_EACH;
      if (room && line.result() != Result.UNCHANGED) {
        kept.add(shortened(line));
      }
    }

    private Harvest.Line shortened(Harvest.Line line) {
      int findings = Math.min(MOST_FINDINGS, line.findings().size());
      int room = Math.min(MOST_DIFFERENCES - differences, line.difference().size());
      differences += room;
      return new Harvest.Line(
          line.id(),
          line.uri(),
          line.dataset(),
          line.result(),
          line.findings().subList(0, findings),
          line.difference().subList(0, room).stream().map(Lines::shortened).toList());
    }

    private static String shortened(String text) {
      return text.length() <= LONGEST_DIFFERENCE
          ? text
          : text.substring(0, LONGEST_DIFFERENCE) + " …";
    }

    List<Harvest.Line> kept() {
      return List.copyOf(kept);
    }
  }
}
