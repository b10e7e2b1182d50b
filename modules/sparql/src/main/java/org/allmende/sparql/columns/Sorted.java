package org.allmende.sparql.columns;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A sorted set of rows of numbers that never changes: a change makes a new set, which shares all
/// leaves but the touched ones. So a reader keeps what it has, and a small change to a large set is
/// cheap.
final class Sorted {

  static final Comparator<int[]> ORDER = Arrays::compare;

  private static final int LEAF = 192;

  private final int width;
  private final int[][] leaves;

  /// Rows before each leaf; one more at the end.
  private final int[] before;

  private Sorted(int width, int[][] leaves) {
    this.width = width;
    this.leaves = leaves;
    this.before = new int[leaves.length + 1];
    for (int i = 0; i < leaves.length; i++) {
      before[i + 1] = before[i] + leaves[i].length / width;
    }
  }

  /// @param width numbers in a row
  static Sorted empty(int width) {
    return new Sorted(width, new int[0][]);
  }

  int size() {
    return before[leaves.length];
  }

  boolean contains(int... row) {
    int at = lower(row);
    return at < size() && compare(at, row) == 0;
  }

  /// How many rows begin with these numbers.
  int count(int... prefix) {
    return size() == 0 ? 0 : upper(prefix) - lower(prefix);
  }

  /// The rank of the first row that is not below a prefix.
  int lower(int... prefix) {
    return rank(prefix, 0);
  }

  /// The rank of the first row that is above everything with this prefix.
  int upper(int... prefix) {
    return rank(prefix, 1);
  }

  private int rank(int[] prefix, int least) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, prefix) < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int rank, int[] prefix) {
    int leaf = leaf(rank);
    int at = (rank - before[leaf]) * width;
    return Arrays.compare(leaves[leaf], at, at + prefix.length, prefix, 0, prefix.length);
  }

  private int leaf(int rank) {
    int found = Arrays.binarySearch(before, rank);
    return found >= 0 ? found : -found - 2;
  }

  /// A number of a row.
  int get(int rank, int column) {
    int leaf = leaf(rank);
    return leaves[leaf][(rank - before[leaf]) * width + column];
  }

  /// A walk over the rows from one rank to before another.
  Walk between(int from, int to) {
    return new Walk(from, to);
  }

  /// A walk over the rows with a prefix.
  Walk walk(int... prefix) {
    return size() == 0 ? new Walk(0, 0) : new Walk(lower(prefix), upper(prefix));
  }

  /// Stands on one row after the other.
  final class Walk {
    private int rank;
    private final int to;
    private int leaf;
    private int[] rows = new int[0];
    private int at;

    private Walk(int from, int to) {
      this.rank = from;
      this.to = to;
      if (from < to) {
        leaf = leaf(from);
        rows = leaves[leaf];
        at = (from - before[leaf]) * width;
      }
    }

    boolean stands() {
      return rank < to;
    }

    int get(int column) {
      return rows[at + column];
    }

    void step() {
      rank++;
      at += width;
      if (at == rows.length && rank < to) {
        rows = leaves[++leaf];
        at = 0;
      }
    }
  }

  /// The set without some rows and with others. Rows to add that are there, and rows to remove that
  /// are not, are passed over.
  ///
  /// @param add sorted by [#ORDER], each once
  /// @param remove likewise
  Sorted with(List<int[]> add, List<int[]> remove) {
    if (add.isEmpty() && remove.isEmpty()) {
      return this;
    }
    return new Change(add, remove).apply();
  }

  /// One change on its way through the leaves.
  private final class Change {
    private final List<int[]> add;
    private final List<int[]> remove;
    private int added;
    private int removed;
    private int[][] result = new int[leaves.length + 4][];
    private int size;

    Change(List<int[]> add, List<int[]> remove) {
      this.add = add;
      this.remove = remove;
    }

    Sorted apply() {
      for (int i = 0; i < leaves.length; i++) {
        boolean last = i + 1 == leaves.length;
        if (!last && untouched(leaves[i + 1])) {
          keep(leaves[i]);
        } else {
          rewrite(leaves[i], last ? null : leaves[i + 1]);
        }
      }
      if (leaves.length == 0) {
        rewrite(new int[0], null);
      }
      return new Sorted(width, Arrays.copyOf(result, size));
    }

    private boolean untouched(int[] next) {
      return (added == add.size() || below(next, add.get(added)))
          && (removed == remove.size() || below(next, remove.get(removed)));
    }

    private boolean below(int[] leaf, int[] row) {
      return Arrays.compare(leaf, 0, width, row, 0, width) <= 0;
    }

    private void keep(int[] leaf) {
      if (size == result.length) {
        result = Arrays.copyOf(result, size * 2);
      }
      result[size++] = leaf;
    }

    private void rewrite(int[] leaf, int @org.jspecify.annotations.Nullable [] next) {
      int until = added;
      while (until < add.size() && (next == null || !below(next, add.get(until)))) {
        until++;
      }
      int[] rows = new int[leaf.length + (until - added) * width];
      int filled = 0;
      int at = 0;
      while (at < leaf.length || added < until) {
        int order =
            at == leaf.length
                ? 1
                : added == until
                    ? -1
                    : Arrays.compare(leaf, at, at + width, add.get(added), 0, width);
        if (order > 0) {
          System.arraycopy(add.get(added++), 0, rows, filled, width);
          filled += width;
          continue;
        }
        if (order == 0) {
          added++;
        }
        if (!dropped(leaf, at)) {
          System.arraycopy(leaf, at, rows, filled, width);
          filled += width;
        }
        at += width;
      }
      split(rows, filled);
    }

    private boolean dropped(int[] leaf, int at) {
      while (removed < remove.size()) {
        int order = Arrays.compare(remove.get(removed), 0, width, leaf, at, at + width);
        if (order > 0) {
          return false;
        }
        removed++;
        if (order == 0) {
          return true;
        }
      }
      return false;
    }

    private void split(int[] rows, int filled) {
      int count = filled / width;
      int parts = (count + LEAF - 1) / LEAF;
      for (int i = 0; i < parts; i++) {
        int from = (int) ((long) count * i / parts) * width;
        int to = (int) ((long) count * (i + 1) / parts) * width;
        keep(Arrays.copyOfRange(rows, from, to));
      }
    }
  }
}
