package org.allmende.bench.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A node in its busiest minutes, in steps of a millisecond: what is asked comes at random (a
/// Poisson process), takes a time that varies as much as its mean (exponentially), and shares the
/// cores in turns. Questions that look at everything give way to what is short, and only so many of
/// them run at a time, as on a real node.
final class Node {

  private static final int MINUTES = 1;
  private static final double STEP = 1.0;
  private static final int ANALYSES_AT_ONCE = 4;

  private final long datasets;
  private final int cores;
  private final Random random;
  private final ArrayDeque<Asked> running = new ArrayDeque<>();
  private final ArrayDeque<Asked> analyses = new ArrayDeque<>();
  private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
  private final Map<Kind, List<Double>> times = new EnumMap<>(Kind.class);
  private double worked;

  /// Something that was asked.
  private static final class Asked {
    final Kind kind;
    final double since;
    double left;

    Asked(Kind kind, double since, double left) {
      this.kind = kind;
      this.since = since;
      this.left = left;
    }
  }

  Node(long datasets, int cores, long seed) {
    this.datasets = datasets;
    this.cores = cores;
    this.random = new Random(seed);
  }

  /// What became of the busiest minutes.
  ///
  /// @param busy the share of the cores that was used
  /// @param results the time in milliseconds within which 95 of 100 pages of results came
  /// @param analysis the same of questions that look at everything
  record Load(double busy, double results, double analysis) {}

  Load bear(double perSecond) {
    double end = MINUTES * 60_000.0;
    double next = gap(perSecond);
    for (double now = 0; now < end; now += STEP) {
      for (; next <= now; next += gap(perSecond)) {
        take(next);
      }
      work(now + STEP);
    }
    for (var unanswered : List.of(waiting, analyses, running)) {
      unanswered.forEach(asked -> times(asked.kind).add(end - asked.since));
    }
    return new Load(worked / (end * cores), p95(Kind.RESULTS), p95(Kind.ANALYSIS));
  }

  private double gap(double perSecond) {
    return -Math.log(1 - random.nextDouble()) * 1_000 / perSecond;
  }

  private void take(double now) {
    Kind kind = kind();
    double cost = -Math.log(1 - random.nextDouble()) * kind.cost(datasets);
    var asked = new Asked(kind, now, cost);
    if (kind != Kind.ANALYSIS) {
      running.add(asked);
    } else if (analyses.size() < ANALYSES_AT_ONCE) {
      analyses.add(asked);
    } else {
      waiting.add(asked);
    }
  }

  private Kind kind() {
    double at = random.nextDouble();
    for (Kind kind : Kind.values()) {
      at -= kind.share;
      if (at < 0) {
        return kind;
      }
    }
    return Kind.LOOKUP;
  }

  private void work(double end) {
    double free = cores * STEP;
    free = turns(running, free, end);
    turns(analyses, free, end);
    while (analyses.size() < ANALYSES_AT_ONCE && !waiting.isEmpty()) {
      analyses.add(waiting.remove());
    }
  }

  /// Gives everyone in a queue the same share, at most one core each.
  ///
  /// @return what is left over
  private double turns(ArrayDeque<Asked> queue, double time, double end) {
    double free = time;
    for (int left = queue.size(); left > 0 && free > 0; left--) {
      Asked asked = queue.remove();
      double part = Math.min(Math.min(STEP, free / left), asked.left);
      asked.left -= part;
      free -= part;
      worked += part;
      if (asked.left > 0) {
        queue.add(asked);
      } else {
        times(asked.kind).add(end - asked.since);
      }
    }
    return free;
  }

  private List<Double> times(Kind kind) {
    return times.computeIfAbsent(kind, _ -> new ArrayList<>());
  }

  private double p95(Kind kind) {
    double[] sorted = times(kind).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length * 95 / 100];
  }
}
