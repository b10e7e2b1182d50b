package org.allmende.bench.capacity;

import java.util.List;
import java.util.Locale;

/// Prints the tables of the handbook's page on sizes: what installations need by measured figures,
/// and how a simulated node bears its busiest minutes. The same every time.
public final class Capacity {

  private static final long SEED = 42;
  private static final double GIB = 1L << 30;

  /// What a core, a GiB of memory and a GiB of disk cost in a month, in euros: an assumption, to be
  /// replaced by what the operator pays.
  private static final double CORE = 10;

  private static final double MEMORY = 3;
  private static final double DISK = 0.1;

  /// Seconds from the first byte of a file to the answer, commit and projections included; one is
  /// written after the other.
  private static final double WRITING = 0.068;

  /// Cores of one machine that is easily had.
  private static final int ONE_MACHINE = 32;

  private static final double QUICK = 200;
  private static final double CALM = 0.6;

  private Capacity() {}

  /// Somebody who runs Allmende.
  ///
  /// @param perSecond what is asked in the busiest minutes, an assumption
  /// @param written datasets a day, an assumption
  private record Installation(String name, long datasets, double perSecond, long written) {}

  private static final List<Installation> INSTALLATIONS =
      List.of(
          new Installation("a town", 300, 2, 20),
          new Installation("a provider of 60 towns", 18_000, 20, 1_200),
          new Installation("GovData", 165_000, 60, 15_000),
          new Installation("data.europa.eu", 1_900_000, 200, 150_000),
          new Installation("ten times that", 19_000_000, 2_000, 1_500_000));

  /// Prints them.
  ///
  /// @param arguments are not looked at
  public static void main(String[] arguments) {
    System.out.print(tables());
  }

  /// The two tables, as they stand in the handbook.
  static String tables() {
    var text = new StringBuilder();
    text.append(
        """
        | | datasets | million triples | store, GiB | columns and index, GiB | disk, GiB | heap, GiB | memory, GiB | import, CPU minutes | start, s |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    INSTALLATIONS.forEach(one -> text.append(needs(one)));
    text.append('\n');
    text.append(
        """
        | | asked per second | written a day | cores | busy | a page of results, p95 ms | an analysis, p95 ms | writing, % of the day | nodes | € a year |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    INSTALLATIONS.forEach(one -> text.append(bears(one)));
    return text.toString();
  }

  private static String needs(Installation one) {
    var need = new Need(one.datasets);
    return row(
        one.name,
        String.format(Locale.ROOT, "%,d", one.datasets),
        number(need.triples() / 1e6),
        number(need.store() / GIB),
        number(need.projections() / GIB),
        number(need.disk() / GIB),
        number(need.heap() / GIB),
        number(need.memory() / GIB),
        number(need.importing() / 60),
        number(need.start()));
  }

  private static String bears(Installation one) {
    int cores = 2;
    while (one.perSecond * Kind.mean(one.datasets) / 1_000 > CALM * cores) {
      cores *= 2;
    }
    Node.Load load = load(one, cores);
    while (load.results() > Math.max(QUICK, 4 * Kind.RESULTS.cost(one.datasets))) {
      cores *= 2;
      load = load(one, cores);
    }
    var need = new Need(one.datasets);
    long nodes = 1 + (cores + ONE_MACHINE - 1L) / ONE_MACHINE;
    double monthly =
        nodes
            * (Math.min(cores, ONE_MACHINE) * CORE
                + need.memory() / GIB * MEMORY
                + need.disk() / GIB * DISK);
    return row(
        one.name,
        number(one.perSecond),
        String.format(Locale.ROOT, "%,d", one.written),
        Integer.toString(cores),
        Math.round(load.busy() * 100) + " %",
        number(load.results()),
        number(load.analysis()),
        number(one.written * WRITING / 86_400 * 100),
        Long.toString(nodes),
        String.format(Locale.ROOT, "%,d", Math.round(monthly * 12 / 100) * 100));
  }

  private static Node.Load load(Installation one, int cores) {
    return new Node(one.datasets, cores, SEED).bear(one.perSecond);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /// To two digits.
  private static String number(double value) {
    if (value == 0 || value >= 99.5) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(
        Locale.ROOT, value < 0.095 ? "%.2f" : value < 9.95 ? "%.1f" : "%.0f", value);
  }
}
