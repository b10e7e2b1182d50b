package org.allmende.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.allmende.catalog.store.Entry;
import org.allmende.model.State;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Measures, by hand, what taking in many datasets costs, and what an operator's commands cost on
/// them. Arguments: an empty folder, how many datasets, how many at once.
final class BulkImport {

  private static final int TRIPLES = 57;
  private static final int WORDS = 5_000;

  private final Random random = new Random(1);

  private BulkImport() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int datasets = Integer.parseInt(arguments[1]);
    int together = Integer.parseInt(arguments[2]);
    Path data = folder.resolve("data");
    Path store = data.resolve("store");
    var clock = InstantSource.system();
    try (var directory = DataDirectory.open(data, Sample.BASE, clock)) {
      var load = new Stopwatch("import");
      new BulkImport().load(directory, datasets, together);
      load.stop(datasets * (long) TRIPLES, Measure.bytes(store));
    }
    var opening = new Stopwatch("open");
    try (var directory = DataDirectory.open(data, Sample.BASE, clock)) {
      opening.stop(directory.datasets().ids(null, State.PUBLISHED).size(), heap());
      var compacting = new Stopwatch("compact");
      compacting.stop(0, directory.compact().after());
      var backing = new Stopwatch("backup");
      var manifest = directory.backup(folder.resolve("backup.zip"));
      backing.stop(manifest.statements().count(), Files.size(folder.resolve("backup.zip")));
    }
    var examining = new Stopwatch("doctor");
    var examination = Doctor.examine(data, 0, clock, true);
    examining.stop(examination.findings().size(), 0);
    var restoring = new Stopwatch("restore");
    var manifest =
        Restore.into(folder.resolve("restored"), List.of(folder.resolve("backup.zip")), 0);
    restoring.stop(
        manifest.statements().count(), Measure.bytes(folder.resolve("restored").resolve("store")));
  }

  private void load(DataDirectory directory, int datasets, int together) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < datasets; i++) {
      String path = "tenant" + i % 40 + "/datensatz-" + i;
      String uri = "https://daten.example.net/dataset/" + i;
      entries.add(new Entry(Sample.id(path), uri, State.PUBLISHED, graph(uri), ""));
      if (entries.size() == together || i == datasets - 1) {
        directory
            .datasets()
            .fill(
                entries,
                (entry, receipt) -> {},
                (entry, why) -> {
                  throw why;
                });
        entries.clear();
      }
    }
    directory.datasets().flush();
  }

  /// About as many new and repeated terms as descriptions of real datasets have.
  private Graph graph(String uri) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    Node dataset = NodeFactory.createURI(uri);
    for (int i = 0; graph.size() < TRIPLES; i++) {
      Node subject = i < 25 ? dataset : NodeFactory.createURI(uri + "#part-" + i % 4);
      Node predicate = NodeFactory.createURI("https://example.org/term/p" + i % 40);
      graph.add(Triple.create(subject, predicate, object(uri, i)));
    }
    return graph;
  }

  private Node object(String uri, int i) {
    return switch (i % 6) {
      case 0 -> NodeFactory.createLiteralLang(words(8), "de");
      case 1 -> NodeFactory.createURI("https://example.org/list/" + random.nextInt(300));
      case 2 -> NodeFactory.createURI(uri + "#part-" + random.nextInt(4));
      case 3 -> NodeFactory.createLiteralLang(words(1), "de");
      case 4 ->
          NodeFactory.createLiteralDT(
              "2024-0" + (1 + random.nextInt(9)) + "-11", XSDDatatype.XSDdate);
      default -> NodeFactory.createURI(uri + "/download/" + random.nextInt(1000) + ".csv");
    };
  }

  private String words(int count) {
    var words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i == 0 ? "" : " ").append("Wort").append(random.nextInt(WORDS));
    }
    return words.toString();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static final class Stopwatch {
    private final String name;
    private final long wall = System.nanoTime();
    private final long cpu = cpu();

    Stopwatch(String name) {
      this.name = name;
    }

    void stop(long count, long bytes) {
      double seconds = (cpu() - cpu) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%-8s %7.1f cpu-s %7.1f s  count %,d (%,.0f per cpu-s)  %,d bytes%n",
          name,
          seconds,
          (System.nanoTime() - wall) / 1e9,
          count,
          count / seconds,
          bytes);
    }
  }
}
