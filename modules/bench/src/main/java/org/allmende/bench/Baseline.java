package org.allmende.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the mixes in `shared/bench` against ourselves and against peers, on the same data in the
/// same run, and prints a table of figures and ratios. The CPU of a query is measured in words it
/// was not asked in before; the queries per second go round a list, and whoever keeps answers gives
/// them.
///
/// `modules/bench/run [DATASETS]` starts it; 10,000 datasets are the default, 130,000 are the size
/// of GovData's neighbourhood.
public final class Baseline {

  private static final int PUBLISHED = 20;
  private static final Duration AT_MOST = Duration.ofMinutes(20);

  private final Path root;
  private final Path shared;
  private final Path work;
  private final int datasets;

  private Baseline(Path root, int datasets) throws Exception {
    this.root = root;
    this.shared = shared(root).resolve("bench");
    this.work = root.resolve("modules/bench/target/baseline-" + datasets);
    this.datasets = datasets;
    if (!Files.isDirectory(shared)) {
      throw new IllegalStateException("the query mixes are not here: " + shared);
    }
    Files.createDirectories(work);
  }

  /// Where the third-party material lies.
  static Path shared(Path root) {
    String named = System.getenv("ALLMENDE_SHARED");
    return named == null ? root.resolveSibling("shared") : Path.of(named);
  }

  /// Arguments: the checkout, and the number of datasets.
  public static void main(String[] arguments) throws Exception {
    int datasets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    var baseline = new Baseline(Path.of(arguments[0]).toAbsolutePath().normalize(), datasets);
    System.out.println(baseline.run());
    System.out.println("chart: " + baseline.work.resolve("baseline.svg"));
  }

  private String run() throws Exception {
    Path nquads = generate();
    long quads;
    try (var lines = Files.lines(nquads, StandardCharsets.UTF_8)) {
      quads = lines.count();
    }
    var engines =
        new ArrayList<Engine>(List.of(new AllmendeEngine(root, work), new FusekiEngine(work)));
    if (VirtuosoEngine.isInstalled()) {
      engines.add(new VirtuosoEngine(work));
    } else {
      System.out.println("skipped: Virtuoso, for virtuoso-opensource-7-bin is not installed");
    }
    var results = new ArrayList<Map<String, Double>>();
    for (Engine engine : engines) {
      results.add(measure(engine, nquads, quads));
    }
    Files.writeString(
        work.resolve("baseline.svg"),
        Chart.of(
            "How many times better than " + engines.get(1).name() + ", " + datasets + " datasets",
            times(results.get(0), results.get(1))));
    return table(engines, results, quads);
  }

  /// How many times better we are, for each figure that both have: above 1 is better.
  private static Map<String, Double> times(Map<String, Double> a, Map<String, Double> b) {
    var times = new LinkedHashMap<String, Double>();
    a.forEach((name, ours) -> {
      Double theirs = b.get(name);
      if (theirs != null && !theirs.isNaN() && !ours.isNaN()) {
        times.put(name, name.contains(" per ") ? ours / theirs : theirs / ours);
      }
    });
    return times;
  }

  private Path generate() throws Exception {
    Path nquads = work.resolve("data.nq");
    if (!Files.exists(nquads)) {
      run(
          "python3",
          shared.resolve("gen.py").toString(),
          "-n",
          Integer.toString(datasets),
          "--nq",
          nquads.toString());
    }
    return nquads;
  }

  private Map<String, Double> measure(Engine engine, Path nquads, long quads) throws Exception {
    var figures = new LinkedHashMap<String, Double>();
    Path data = Files.createTempDirectory(work, "data-");
    try (Measured load = engine.load(nquads, data)) {
      int exit = load.await();
      if (exit != 0) {
        throw new IllegalStateException(engine.name() + " did not load: exit code " + exit);
      }
      figures.put("import, triples per CPU second", quads / load.cpuSeconds());
      figures.put("import, seconds", load.wallSeconds());
      figures.put("import, anonymous memory, MiB", (double) load.anonymousMib());
    }
    figures.put("disk, MiB", (double) Measured.diskMib(data));
    try (Measured server = engine.serve(data)) {
      Http.awaitAnswer(engine.sparql(), server);
      figures.put("start to first answer, seconds", server.wallSeconds());
      // We look at the quality of everything that has come, which is no part of any query.
      server.awaitIdle(AT_MOST);
      queries(engine, server, figures);
      search(engine, server, figures);
      figures.put("publish until visible, p50 ms", publish(engine));
      figures.put("serving, anonymous memory, MiB", (double) server.anonymousMib());
      figures.put("serving, resident memory, MiB", (double) server.residentMib());
    }
    run("rm", "-rf", data.toString());
    return figures;
  }

  private void queries(Engine engine, Measured server, Map<String, Double> figures)
      throws Exception {
    Path out = Files.createTempFile(work, "sparql", ".json");
    run(
        "python3",
        root.resolve("modules/bench/differing.py").toString(),
        shared.toString(),
        engine.sparql(),
        "--pid",
        Long.toString(server.pid()),
        "--reps",
        "30",
        "--warmup",
        "10",
        "--budget",
        "10",
        "--clients",
        "16",
        "--seconds",
        "10",
        "--timeout",
        "60",
        "--out",
        out.toString());
    JsonNode result = JsonMapper.shared().readTree(out.toFile());
    JsonNode latency = result.path("latency");
    for (var query : latency.properties()) {
      JsonNode milliseconds = query.getValue().path("cpu_ms");
      figures.put(
          query.getKey() + ", CPU ms",
          milliseconds.isNumber() ? milliseconds.asDouble() : Double.NaN);
    }
    for (var mix : result.path("throughput").properties()) {
      figures.put(
          "queries per second, " + mix.getKey().replace("@", " mix, ") + " clients",
          mix.getValue().path("qps").asDouble(Double.NaN));
    }
  }

  private void search(Engine engine, Measured server, Map<String, Double> figures)
      throws Exception {
    if (engine.searchTemplate().isEmpty()) {
      return;
    }
    Path out = Files.createTempFile(work, "search", ".json");
    run(
        "python3",
        shared.resolve("search_bench.py").toString(),
        engine.searchTemplate(),
        "--filter",
        "&{field}={value}",
        "--count-json",
        "total",
        "--pid",
        Long.toString(server.pid()),
        "--clients",
        "",
        "--out",
        out.toString());
    JsonNode result = JsonMapper.shared().readTree(out.toFile());
    figures.put("search with facets, p50 ms", result.path("p50").asDouble());
    figures.put("search with facets, p99 ms", result.path("p99").asDouble());
    double zero = 0;
    for (JsonNode queries : result.path("zero_hits")) {
      zero += queries.size();
    }
    figures.put("search, queries of 200 without a hit", zero);
  }

  private static double publish(Engine engine) throws Exception {
    double[] times = new double[PUBLISHED];
    for (int i = 0; i < PUBLISHED; i++) {
      long start = System.nanoTime();
      engine.publish(i);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[PUBLISHED / 2];
  }

  private String table(List<Engine> engines, List<Map<String, Double>> results, long quads) {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d datasets, %,d quads%n%n", datasets, quads));
    text.append("| | ").append(engines.getFirst().name()).append(" |");
    for (Engine peer : engines.subList(1, engines.size())) {
      text.append(' ').append(peer.name()).append(" | times better |");
    }
    text.append("\n|---|---|").append("---|---|".repeat(engines.size() - 1)).append('\n');
    results
        .getFirst()
        .forEach((name, value) -> {
          text.append("| ").append(name).append(" | ").append(shown(value)).append(" |");
          for (Map<String, Double> peer : results.subList(1, results.size())) {
            text.append(' ').append(shown(peer.get(name))).append(" | ");
            text.append(shown(times(results.getFirst(), peer).get(name))).append(" |");
          }
          text.append('\n');
        });
    return text.toString();
  }

  private static String shown(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    if (value.isNaN()) {
      return "no answer";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  static void run(String... command) throws Exception {
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.to(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": exit code " + exit);
    }
  }
}
