package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import org.allmende.intake.cells.Form;

/// How many cells of a column have which forms together, and where the first of each kind stand.
/// There are few kinds in a column, so this stays small however long the column is.
public final class FormCounts {

  /// Samples of one kind that are kept.
  public static final int SAMPLES = 10;

  private static final int MOST_KINDS = 400;

  private final List<Kind> kinds = new ArrayList<>();
  private Kind last = new Kind(-1);

  /// A cell and its line.
  record Sample(int line, String value) {}

  private static final class Kind {
    private final long forms;
    private final List<Sample> samples = new ArrayList<>(2);
    private long count;

    private Kind(long forms) {
      this.forms = forms;
    }
  }

  void add(long forms, int line, String value, long count) {
    Kind kind = last.forms == forms ? last : kind(forms);
    last = kind;
    kind.count += count;
    if (kind.samples.size() < SAMPLES) {
      kind.samples.add(new Sample(line, shortened(value)));
    }
  }

  private static String shortened(String value) {
    return value.length() <= 120 ? value : value.substring(0, 119) + "…";
  }

  private Kind kind(long forms) {
    for (Kind kind : kinds) {
      if (kind.forms == forms) {
        return kind;
      }
    }
    if (kinds.size() == MOST_KINDS) {
      return kinds.getLast();
    }
    Kind kind = new Kind(forms);
    kinds.add(kind);
    return kind;
  }

  /// Number of cells that have any of these forms.
  public long any(long forms) {
    return count(f -> Form.any(f, forms));
  }

  /// Number of cells whose forms are such.
  long count(LongPredicate such) {
    long sum = 0;
    for (Kind kind : kinds) {
      sum += such.test(kind.forms) ? kind.count : 0;
    }
    return sum;
  }

  long all() {
    return count(forms -> true);
  }

  /// The first cells whose forms are such, in the order of their lines.
  List<Sample> samples(LongPredicate such) {
    return kinds.stream()
        .filter(kind -> such.test(kind.forms))
        .flatMap(kind -> kind.samples.stream())
        .sorted(Comparator.comparingInt(Sample::line))
        .limit(SAMPLES)
        .toList();
  }
}
