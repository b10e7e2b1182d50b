package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/// Quads of numbers as they come, on the disk, to be sorted there: by counting, last column first.
/// Nothing is held in memory but one counter for each term.
final class QuadHeap {

  private static final int GRAPH = 3;

  private final Path folder;
  private final BaseWriter.Numbers numbers;
  private int size;

  QuadHeap(Path folder) throws IOException {
    this.folder = folder;
    this.numbers = new BaseWriter.Numbers(file(GRAPH));
  }

  private Path file(int round) {
    return folder.resolve("quads" + round);
  }

  /// The quads of one graph must come together.
  void add(int s, int p, int o, int g) throws IOException {
    numbers.write(s);
    numbers.write(p);
    numbers.write(o);
    numbers.write(g);
    size++;
    if (size > Integer.MAX_VALUE / 4 - 8) {
      throw new IOException("more quads than there are numbers for");
    }
  }

  /// Writes the columns and clears up.
  ///
  /// @param terms all numbers are below
  void write(Path into, int terms) throws IOException {
    numbers.close();
    for (int column = 2; column >= 0; column--) {
      sort(column, terms);
      Files.delete(file(column + 1));
    }
    try (Arena arena = Arena.ofConfined()) {
      new BaseWriter(into, terms).write(new Walk(Column.open(file(0), arena)));
    }
    Files.delete(file(0));
  }

  private void sort(int column, int terms) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Column from = Column.open(file(column + 1), arena);
      Column to = Column.create(file(column), from.size(), arena);
      var starts = new int[terms + 1];
      for (int at = column; at < from.size(); at += 4) {
        starts[from.get(at) + 1]++;
      }
      for (int i = 0; i < terms; i++) {
        starts[i + 1] += starts[i];
      }
      for (int at = 0; at < from.size(); at += 4) {
        int place = starts[from.get(at + column)]++ * 4;
        for (int i = 0; i < 4; i++) {
          to.set(place + i, from.get(at + i));
        }
      }
    }
  }

  private static final class Walk extends Rows {
    private final Column rows;
    private int at;

    Walk(Column rows) {
      this.rows = rows;
    }

    @Override
    boolean next() {
      if (at == rows.size()) {
        return false;
      }
      s = rows.get(at);
      p = rows.get(at + 1);
      o = rows.get(at + 2);
      g = rows.get(at + 3);
      at += 4;
      return true;
    }
  }
}
