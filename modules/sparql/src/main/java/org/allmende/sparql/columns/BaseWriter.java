package org.allmende.sparql.columns;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the files of a [Base] from quads in the order subject, predicate, object, graph. The
/// other orders follow by counting: rows sorted by SPO and put into one heap for each object, in
/// the order they come, are sorted by OSP; the same again by predicate gives POS.
final class BaseWriter {

  private final Path folder;
  private final int terms;

  /// @param folder empty
  /// @param terms all numbers are below
  BaseWriter(Path folder, int terms) {
    this.folder = folder;
    this.terms = terms;
  }

  void write(Rows quads) throws IOException {
    var graphSizes = new int[terms + 1];
    subjects(quads, graphSizes);
    try (Arena arena = Arena.ofConfined()) {
      graphs(graphSizes, arena);
      recount(Order.SPO, Order.OSP, arena);
      recount(Order.OSP, Order.POS, arena);
    }
    for (Path file : Disk.list(folder)) {
      Disk.sync(file);
    }
    Disk.sync(folder);
  }

  private void subjects(Rows quads, int[] graphSizes) throws IOException {
    var starts = new int[terms + 1];
    try (var second = numbers(Ordered.file(folder, Order.SPO, 1));
        var third = numbers(Ordered.file(folder, Order.SPO, 2));
        var home = numbers(folder.resolve("home"));
        var shared = numbers(folder.resolve("shared"))) {
      var homes = new Homes(home, shared);
      int s = -1;
      int p = -1;
      int o = -1;
      while (quads.next()) {
        graphSizes[quads.g]++;
        if (quads.s == s && quads.p == p && quads.o == o) {
          homes.also(quads.g);
          continue;
        }
        s = quads.s;
        p = quads.p;
        o = quads.o;
        homes.next(quads.g);
        starts[s + 1]++;
        second.write(p);
        third.write(o);
      }
      homes.end();
    }
    directory(Order.SPO, starts);
  }

  /// Collects the graphs of one triple.
  private static final class Homes {
    private final Numbers home;
    private final Numbers shared;
    private int[] graphs = new int[8];
    private int count;

    Homes(Numbers home, Numbers shared) {
      this.home = home;
      this.shared = shared;
    }

    void next(int graph) throws IOException {
      end();
      graphs[0] = graph;
      count = 1;
    }

    void also(int graph) {
      if (graphs[count - 1] == graph) {
        return;
      }
      if (count == graphs.length) {
        graphs = java.util.Arrays.copyOf(graphs, count * 2);
      }
      graphs[count++] = graph;
    }

    void end() throws IOException {
      if (count == 1) {
        home.write(graphs[0]);
      } else if (count > 1) {
        home.write(-shared.written() - 1);
        shared.write(count);
        for (int i = 0; i < count; i++) {
          shared.write(graphs[i]);
        }
      }
      count = 0;
    }
  }

  private void directory(Order order, int[] counts) throws IOException {
    try (var directory = numbers(Ordered.file(folder, order, 0))) {
      int sum = 0;
      for (int i = 0; i <= terms; i++) {
        sum += counts[i];
        directory.write(sum);
      }
    }
  }

  /// Lists the graphs with the places of their triples.
  private void graphs(int[] sizes, Arena arena) throws IOException {
    int sum = 0;
    try (var graphs = numbers(folder.resolve("graphs"));
        var starts = numbers(folder.resolve("starts"))) {
      for (int graph = 0; graph < sizes.length; graph++) {
        if (sizes[graph] > 0) {
          graphs.write(graph);
          starts.write(sum);
          int size = sizes[graph];
          sizes[graph] = sum;
          sum += size;
        }
      }
      starts.write(sum);
    }
    Column places = Column.create(folder.resolve("triples"), sum, arena);
    Column home = Column.open(folder.resolve("home"), arena);
    Column shared = Column.open(folder.resolve("shared"), arena);
    for (int place = 0; place < home.size(); place++) {
      int at = home.get(place);
      if (at >= 0) {
        places.set(sizes[at]++, place);
        continue;
      }
      int list = -at - 1;
      for (int i = 1, count = shared.get(list); i <= count; i++) {
        places.set(sizes[shared.get(list + i)]++, place);
      }
    }
    places.force();
  }

  /// Rows (a, b, c) of one order become rows (c, a, b) of another.
  private void recount(Order from, Order to, Arena arena) throws IOException {
    Ordered rows = Ordered.open(folder, from, arena);
    var starts = new int[terms + 1];
    for (int i = 0; i < rows.size(); i++) {
      starts[rows.third(i) + 1]++;
    }
    directory(to, starts);
    for (int i = 0; i < terms; i++) {
      starts[i + 1] += starts[i];
    }
    Column second = Column.create(Ordered.file(folder, to, 1), rows.size(), arena);
    Column third = Column.create(Ordered.file(folder, to, 2), rows.size(), arena);
    for (int first = 0; first < rows.firsts(); first++) {
      for (int at = rows.start(first), end = rows.start(first + 1); at < end; at++) {
        int place = starts[rows.third(at)]++;
        second.set(place, first);
        third.set(place, rows.second(at));
      }
    }
    second.force();
    third.force();
  }

  private static Numbers numbers(Path file) throws IOException {
    return new Numbers(file);
  }

  /// Writes numbers one after the other.
  static final class Numbers implements AutoCloseable {
    private static final VarHandle INT =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int written;

    Numbers(Path file) throws IOException {
      out = Files.newOutputStream(file);
    }

    void write(int number) throws IOException {
      if (filled == buffer.length) {
        flush();
      }
      INT.set(buffer, filled, number);
      filled += 4;
      written++;
    }

    int written() {
      return written;
    }

    private void flush() throws IOException {
      out.write(buffer, 0, filled);
      filled = 0;
    }

    @Override
    public void close() throws IOException {
      flush();
      out.close();
    }
  }
}
