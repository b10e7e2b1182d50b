package org.allmende.sparql.columns;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.store.NamedGraph;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;

/// Measures by hand: builds the columns of an N-Quads file, whose graphs lie together, and times
/// queries. Arguments: the file, a folder of queries, a folder for the columns, and optionally what
/// the names of the queries must contain.
final class Measure {

  private Measure() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    long start = System.nanoTime();
    long cpu = cpu();
    try (Columns columns = Columns.open(Path.of(args[2]), new QuadsFile(file))) {
      System.out.printf(
          "open %.1f s, cpu %.1f s, heap %d MB, disk %d MB%n",
          (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9, heap(), size(Path.of(args[2])));
      for (Path query : queries(Path.of(args[1]), args.length > 3 ? args[3] : "")) {
        time(columns, query);
      }
      System.out.printf("heap %d MB%n", heap());
    }
  }

  private static List<Path> queries(Path folder, String part) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".rq") && f.toString().contains(part))
          .sorted()
          .toList();
    }
  }

  static Query query(Path file) throws Exception {
    return QueryFactory.create(
        Files.readString(file)
            .replace("@MUNI@", System.getProperty("muni", ""))
            .replace("@AGS@", System.getProperty("ags", ""))
            .replace("@ID3@", "123"));
  }

  private static void time(Columns columns, Path file) throws Exception {
    Query query = query(file);
    var times = new ArrayList<Double>();
    long rows = 0;
    long stop = System.nanoTime() + 6_000_000_000L;
    var cpus = new ArrayList<Double>();
    for (int i = 0; i < 25 && (i < 2 || System.nanoTime() < stop); i++) {
      long begin = System.nanoTime();
      long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try (View view = columns.view()) {
        view.deadline(begin + 60_000_000_000L);
        rows = run(query, view.data());
      } catch (RuntimeException e) {
        System.out.println(file.getFileName() + " " + e);
        return;
      }
      times.add((System.nanoTime() - begin) / 1e6);
      cpus.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e6);
    }
    double[] sorted = times.stream().mapToDouble(d -> d).sorted().toArray();
    double[] cpu = cpus.stream().mapToDouble(d -> d).sorted().toArray();
    String digest = "";
    if (query.isSelectType()) {
      try (View view = columns.view();
          QueryExec exec = QueryExec.dataset(view.data()).query(query).build()) {
        digest = digest(exec);
      }
    }
    System.out.printf(
        "%-32s first %9.2f min %9.2f median %9.2f cpu min %9.2f median %9.2f ms, rows %d %s%n",
        file.getFileName(),
        times.getFirst(),
        sorted[0],
        sorted[sorted.length / 2],
        cpu[0],
        cpu[cpu.length / 2],
        rows,
        digest);
  }

  private static long run(Query query, DatasetGraph data) {
    try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
      if (query.isSelectType()) {
        return rows(exec).size();
      }
      return query.isDescribeType() ? exec.describe().size() : exec.construct().size();
    }
  }

  private static List<String> rows(QueryExec exec) {
    var rows = new ArrayList<String>();
    exec.select()
        .forEachRemaining(row -> {
          var values = new TreeMap<String, String>();
          row.forEach((v, node) -> values.put(v.getVarName(), text(node)));
          rows.add(
              values.entrySet().stream()
                  .map(e -> json(e.getKey()) + ": " + json(e.getValue()))
                  .collect(Collectors.joining(", ", "{", "}")));
        });
    return rows;
  }

  private static String text(Node node) {
    return node.isLiteral()
        ? node.getLiteralLexicalForm()
        : node.isURI() ? node.getURI() : node.getBlankNodeLabel();
  }

  private static String json(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 32 || c > 126) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /// As `sparql_bench.py` has it.
  static String digest(QueryExec exec) throws Exception {
    List<String> rows = rows(exec);
    rows.sort(null);
    byte[] sum =
        MessageDigest.getInstance("SHA-1")
            .digest(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sum).substring(0, 8);
  }

  private static long cpu() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long size(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum() >> 20;
    }
  }

  /// A store whose graphs are in a file.
  static final class QuadsFile extends GraphsInMemory {
    private final Path file;

    QuadsFile(Path file) {
      super(file.toString());
      this.file = file;
    }

    @Override
    public synchronized long scan(Consumer<NamedGraph> each) {
      RDFParser.source(file)
          .parse(
              new StreamRDFBase() {
                private Node name = NodeFactory.createURI("");
                private Graph graph = GraphMemFactory.createDefaultGraphSameTerm();

                @Override
                public void quad(Quad quad) {
                  if (!quad.getGraph().equals(name)) {
                    hand();
                    name = quad.getGraph();
                  }
                  graph.add(quad.asTriple());
                }

                @Override
                public void finish() {
                  hand();
                }

                private void hand() {
                  if (!graph.isEmpty()) {
                    Graph named = org.allmende.dcat.terms.Skolem.named(graph, name.getURI());
                    each.accept(new NamedGraph(name.getURI(), NamedGraph.Kind.OTHER, null, named));
                    graph = GraphMemFactory.createDefaultGraphSameTerm();
                  }
                }
              });
      return 0;
    }
  }
}
