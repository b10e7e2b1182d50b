package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allmende.bench.abuse.Attacks;

/// Our search beside Solr: the same datasets, the same 200 questions with counts of four facets
/// over HTTP, one after the other in the same run, both with 512 MB of heap.
///
/// Both have done what they do after a start, and are warm: they have answered many clients at once
/// for half a minute. Every round asks for another number of hits, so that nobody answers from a
/// memory of answers; what such a memory gives is a figure of its own.
///
/// `modules/bench/run search [DATASETS]` starts it.
public final class Search {

  private static final String HEAP = "512m";
  private static final int ROUNDS = 5;
  private static final int LEAST_HITS = 5;
  private static final int CLIENTS = 16;
  private static final long WARM_UP = TimeUnit.SECONDS.toNanos(30);
  private static final long BUSY = TimeUnit.SECONDS.toNanos(10);
  private static final int ATTACKERS = 8;
  private static final long ATTACK = TimeUnit.SECONDS.toNanos(60);

  private static final int TRIED = 30;
  private static final int PUBLISHED = 200;

  private final Path root;
  private final Path shared;
  private final Filled filled;
  private final Path work;
  private final int datasets;
  private final List<SearchQuestion> mix;

  private Search(Path root, int datasets) throws IOException {
    this.root = root;
    this.shared = Baseline.shared(root).resolve("bench");
    this.filled = new Filled(root, datasets);
    this.work = filled.folder();
    this.datasets = datasets;
    this.mix = SearchQuestion.read(shared.resolve("search/queries.tsv"));
  }

  /// Arguments: the checkout, and the number of datasets.
  public static void main(String[] arguments) throws Exception {
    int datasets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    new Search(Path.of(arguments[0]).toAbsolutePath().normalize(), datasets).run();
  }

  private void run() throws Exception {
    filled.generate();
    System.out.printf(Locale.ROOT, "%,d datasets; load before: %s%n%n", datasets, load());
    Map<String, Double> ours = ours();
    Map<String, Double> theirs = theirs();
    System.out.println("| | Allmende | Solr 9.10.1 | times better |\n|---|---|---|---|");
    ours.forEach((name, figure) -> {
      Double other = theirs.get(name);
      System.out.printf(
          "| %s | %s | %s | %s |%n",
          name,
          shown(figure),
          other == null ? "–" : shown(other),
          other == null || figure == 0
              ? "–"
              : shown(name.contains(" per ") ? figure / other : other / figure));
    });
    System.out.printf("%nload after: %s%n", load());
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static String shown(double figure) {
    return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : "%.2f", figure);
  }

  private Map<String, Double> ours() throws Exception {
    var engine = new AllmendeEngine(root, work, HEAP);
    var search = new AllmendeSearch(engine);
    var figures = new LinkedHashMap<String, Double>();
    Path data = filled.data(engine);
    try (Measured reindex = engine.reindex(data)) {
      Filled.ended(reindex, "reindex");
      figures.put("index, datasets per CPU second", datasets / reindex.cpuSeconds());
    }
    try (Measured server = engine.serve(data)) {
      Http.awaitAnswer(engine.sparql(), server);
      measure(search, server, figures);
      suggest(figures);
      attacked(search, figures);
    }
    return figures;
  }

  private Map<String, Double> theirs() throws Exception {
    var search = new SolrSearch(root, work);
    var figures = new LinkedHashMap<String, Double>();
    Path home = Files.createTempDirectory(work, "solr-");
    try (Measured server = search.serve(home, HEAP)) {
      search.awaitAnswer(server);
      double before = server.cpuSeconds();
      search.index(work.resolve("data.jsonl"));
      figures.put("index, datasets per CPU second", datasets / (server.cpuSeconds() - before));
      measure(search, server, figures);
    }
    Baseline.run("rm", "-rf", home.toString());
    return figures;
  }

  private void measure(Searched search, Measured server, Map<String, Double> figures)
      throws Exception {
    server.awaitIdle(Duration.ofMinutes(20));
    figures.put("queries of 200 without a hit", (double) withoutHit(search));
    busy(search, WARM_UP);
    double rate = busy(search, BUSY);
    double before = server.cpuSeconds();
    double[] times = {};
    for (int i = 0; i < ROUNDS; i++) {
      times = and(times, round(search, LEAST_HITS + i));
    }
    percentiles("search with 4 facets", times, figures);
    figures.put(
        "search with 4 facets, CPU ms", (server.cpuSeconds() - before) * 1e3 / times.length);
    figures.put("searches per second, " + CLIENTS + " clients", rate);
    round(search, LEAST_HITS);
    percentiles("the same search again", round(search, LEAST_HITS), figures);
    publish(search, figures);
    figures.put("heap allowed, MiB", 512.0);
    figures.put("anonymous memory, MiB", (double) server.anonymousMib());
  }

  private static void percentiles(String name, double[] times, Map<String, Double> figures) {
    Arrays.sort(times);
    figures.put(name + ", p50 ms", times[times.length / 2]);
    figures.put(name + ", p99 ms", times[times.length * 99 / 100]);
  }

  private static double[] and(double[] some, double[] more) {
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private long withoutHit(Searched search) throws IOException {
    long none = 0;
    try (var wire = new Wire(search.port())) {
      for (SearchQuestion question : mix) {
        byte[] answer = wire.get(search.path(question, 1));
        if (search.total(new String(answer, StandardCharsets.UTF_8)) == 0) {
          none++;
        }
      }
    }
    return none;
  }

  private double[] round(Searched search, int hits) throws IOException {
    var paths = mix.stream().map(question -> search.path(question, hits)).toList();
    return times(search.port(), paths);
  }

  /// The time of each path, asked on one connection, in milliseconds.
  private static double[] times(int port, List<String> paths) throws IOException {
    double[] times = new double[paths.size()];
    try (var wire = new Wire(port)) {
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        wire.get(paths.get(i));
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return times;
  }

  /// Answers a second to many clients at once, each of which asks as fast as it is answered.
  private double busy(Searched search, long time) throws Exception {
    var paths = new ArrayList<String>();
    for (int hits = LEAST_HITS; hits < LEAST_HITS + 10; hits++) {
      for (SearchQuestion question : mix) {
        paths.add(search.path(question, hits));
      }
    }
    long start = System.nanoTime();
    long answers = 0;
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var counts = new ArrayList<Future<Long>>();
      for (int i = 0; i < CLIENTS; i++) {
        int from = i * paths.size() / CLIENTS;
        counts.add(clients.submit(() -> asked(search.port(), paths, from, start + time)));
      }
      for (Future<Long> count : counts) {
        answers += count.get();
      }
    }
    return answers / ((System.nanoTime() - start) / 1e9);
  }

  private static long asked(int port, List<String> paths, int from, long until) {
    long answers = 0;
    try (var wire = new Wire(port)) {
      while (System.nanoTime() - until < 0) {
        wire.get(paths.get((int) ((from + answers) % paths.size())));
        answers++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  /// Completions of the words of the mix, letter by letter.
  private void suggest(Map<String, Double> figures) throws IOException {
    var paths = new ArrayList<String>();
    for (SearchQuestion question : mix) {
      for (int end = 1; end <= Math.min(12, question.text().length()); end++) {
        paths.add("/api/v1/suggest?q=" + Http.encode(question.text().substring(0, end)));
      }
    }
    times(AllmendeEngine.PORT, paths);
    percentiles("suggest", times(AllmendeEngine.PORT, paths), figures);
  }

  /// What a search takes while others send every query that is known to bring endpoints down, each
  /// as soon as the one before is answered or turned away.
  private void attacked(AllmendeSearch search, Map<String, Double> figures) throws Exception {
    List<byte[]> attacks = Attacks.queries(Baseline.shared(root).resolve("abuse"));
    double[] idle = round(search, LEAST_HITS + ROUNDS);
    figures.put("search, p95 ms", p95(idle));
    var over = new AtomicBoolean();
    try (var attackers = Executors.newFixedThreadPool(ATTACKERS)) {
      var sent = new ArrayList<Future<Integer>>();
      for (int i = 0; i < ATTACKERS; i++) {
        int from = i * attacks.size() / ATTACKERS;
        sent.add(attackers.submit(() -> attack(search.engine().sparql(), attacks, from, over)));
      }
      double[] times = {};
      try {
        long end = System.nanoTime() + ATTACK;
        for (int hits = LEAST_HITS + ROUNDS + 1; System.nanoTime() - end < 0; hits++) {
          times = and(times, round(search, hits));
        }
      } finally {
        over.set(true);
      }
      figures.put("search while SPARQL is attacked, p95 ms", p95(times));
      int queries = 0;
      for (Future<Integer> one : sent) {
        queries += one.get();
      }
      figures.put("attacking queries answered or turned away", (double) queries);
    }
  }

  /// How many were sent, whatever the answers were.
  private static int attack(String sparql, List<byte[]> attacks, int from, AtomicBoolean over)
      throws InterruptedException {
    int sent = 0;
    while (!over.get()) {
      Http.submit(
          sparql, "application/sparql-query", attacks.get((from + sent++) % attacks.size()));
    }
    return sent;
  }

  private static double p95(double[] times) {
    Arrays.sort(times);
    return times[times.length * 95 / 100];
  }

  private void publish(Searched search, Map<String, Double> figures) throws Exception {
    long run = System.currentTimeMillis();
    double[] times = new double[PUBLISHED];
    for (int i = -TRIED; i < PUBLISHED; i++) {
      long start = System.nanoTime();
      search.publish("Messung " + run + " " + (i + TRIED), i + TRIED);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    percentiles("publish until visible", times, figures);
  }
}
