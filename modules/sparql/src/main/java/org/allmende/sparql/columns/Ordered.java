package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Distinct triples in one order: a directory that says where the rows of each first number begin,
/// and the other two numbers of each row.
final class Ordered {

  private final Column directory;
  private final Column second;
  private final Column third;

  private Ordered(Column directory, Column second, Column third) {
    this.directory = directory;
    this.second = second;
    this.third = third;
  }

  static Ordered open(Path folder, Order order, Arena arena) throws IOException {
    return new Ordered(
        Column.open(file(folder, order, 0), arena),
        Column.open(file(folder, order, 1), arena),
        Column.open(file(folder, order, 2), arena));
  }

  static Path file(Path folder, Order order, int column) {
    return folder.resolve(order.name().toLowerCase(java.util.Locale.ROOT) + column);
  }

  int size() {
    return second.size();
  }

  /// Numbers that may stand first.
  int firsts() {
    return directory.size() - 1;
  }

  /// Where the rows of a first number begin.
  int start(int first) {
    return directory.get(first);
  }

  int second(int at) {
    return second.get(at);
  }

  int third(int at) {
    return third.get(at);
  }

  /// The first number of a row.
  int first(int at) {
    return directory.upper(at, 0, directory.size()) - 1;
  }

  /// Where the rows with a prefix begin, and where they end.
  long range(int... prefix) {
    if (prefix.length == 0) {
      return pack(0, size());
    }
    int first = prefix[0];
    if (first < 0 || first >= firsts()) {
      return 0;
    }
    int from = start(first);
    int to = start(first + 1);
    for (int i = 1; i < prefix.length && from < to; i++) {
      Column column = i == 1 ? second : third;
      from = column.lower(prefix[i], from, to);
      to = column.upper(prefix[i], from, to);
    }
    return pack(from, to);
  }

  /// Within the rows of a first number, those with a second number and, unless it is [Terms#NONE],
  /// a third.
  long range(int from, int to, int b, int c) {
    int low = second.lower(b, from, to);
    int high = second.upper(b, low, to);
    if (c != Terms.NONE && low < high) {
      low = third.lower(c, low, high);
      high = third.upper(c, low, high);
    }
    return pack(low, high);
  }

  private static long pack(int from, int to) {
    return ((long) from << 32) | to;
  }

  static int from(long range) {
    return (int) (range >>> 32);
  }

  static int to(long range) {
    return (int) range;
  }

  static int length(long range) {
    return to(range) - from(range);
  }
}
