package org.allmende.intake.columns;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.model.Column.Frequency;
import org.jspecify.annotations.Nullable;

/// The different values of a column and how often each stands there. Up to a bound all are kept and
/// counted; beyond it their number is estimated and only those are kept that are frequent, by lossy
/// counting (Manku and Motwani, 2002). A column where nothing repeats is not counted any further.
public final class DistinctValues {

  private static final int TOP = 10;
  private static final int LONGEST = 400;

  /// Spreads hashes of texts that differ little, such as numbers, over all slots (Knuth's
  /// multiplicative hashing).
  public static final int MIXING = 0x9E3779B9;

  private final int bound;
  private final int weightBound;

  private Map<String, Seen> values = new LinkedHashMap<>();
  private int weight;
  private @Nullable HyperLogLog estimate;
  private boolean frequent = true;
  private long rows;
  private long bucket;
  private @Nullable Seen[] recent;

  /// @param bound number of values that are kept
  DistinctValues(int bound) {
    this.bound = bound;
    this.weightBound = bound * 40;
    this.recent = new @Nullable Seen[Integer.highestOneBit(bound)];
  }

  /// A value, how often it came and where first.
  public static final class Seen {
    public final int line;
    long count;
    private final String value;
    private final long missed;

    private Seen(int line, String value, long missed) {
      this.line = line;
      this.value = value;
      this.count = 1;
      this.missed = missed;
    }
  }

  /// Whether every value is still kept.
  boolean isExact() {
    return estimate == null;
  }

  /// Counts a value that came lately, without a look at the others; false where it did not, or not
  /// all are kept. Most cells of a table need no more than this.
  boolean repeats(String value) {
    Seen seen = recent[slot(value)];
    if (seen == null || !seen.value.equals(value)) {
      return false;
    }
    seen.count++;
    return true;
  }

  private int slot(String value) {
    return ((value.hashCode() * MIXING) >>> 16) & (recent.length - 1);
  }

  /// Notes a value while all are kept; false when the bound is reached by it, and it is not noted.
  boolean keep(int line, String value) {
    Seen seen = values.get(value);
    if (seen != null) {
      seen.count++;
      recent[slot(value)] = seen;
      return true;
    }
    if (values.size() >= bound || weight + value.length() > weightBound) {
      return false;
    }
    weight += value.length();
    values.put(value, new Seen(line, value, 0));
    return true;
  }

  /// All values that are kept, in the order they came.
  Map<String, Seen> kept() {
    return values;
  }

  /// Changes from counting to estimating.
  void startEstimating() {
    var log = new HyperLogLog();
    long most = 0;
    for (var entry : values.entrySet()) {
      log.add(entry.getKey());
      rows += entry.getValue().count;
      most = Math.max(most, entry.getValue().count);
    }
    frequent = most * 50 > rows;
    bucket = 1;
    recent = new @Nullable Seen[1];
    values = frequent ? new HashMap<>(values) : Map.of();
    prune();
    estimate = log;
  }

  /// Notes a value once the number is estimated.
  void estimate(int line, String value) {
    HyperLogLog log = estimate;
    if (log == null) {
      throw new IllegalStateException("still counting");
    }
    log.add(value);
    again(line, value);
  }

  /// Whether some values make up a good part of the column.
  boolean someAreFrequent() {
    return frequent;
  }

  /// Notes a value that has been noted before.
  void again(int line, String value) {
    if (!frequent || value.length() > LONGEST) {
      return;
    }
    Seen seen = values.get(value);
    if (seen == null) {
      values.put(value, new Seen(line, value, bucket));
    } else {
      seen.count++;
    }
    if (++rows % bound == 0) {
      bucket++;
      prune();
    }
  }

  private void prune() {
    values.values().removeIf(seen -> seen.count + seen.missed <= bucket);
    if (values.size() > 4 * bound) {
      values.values().removeIf(seen -> seen.count <= 2);
    }
  }

  long distinct() {
    return estimate == null ? values.size() : estimate.estimate();
  }

  /// The most frequent values, most frequent first.
  List<Frequency> top() {
    return values.entrySet().stream()
        .filter(entry -> isExact() || entry.getValue().count > 2 * entry.getValue().missed)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Seen> entry) -> -entry.getValue().count)
                .thenComparing(Map.Entry::getKey))
        .limit(TOP)
        .map(entry -> new Frequency(entry.getKey(), entry.getValue().count))
        .toList();
  }
}
