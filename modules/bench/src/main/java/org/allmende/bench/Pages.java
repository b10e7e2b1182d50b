package org.allmende.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.testkit.browser.Chromium;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pages of a citizen as a real browser on the same machine gets them: when the largest part is
/// painted, how much moves after that, what comes over the wire; and what the server alone takes
/// for a page of results.
///
/// `modules/bench/run pages [DATASETS]` starts it.
public final class Pages {

  private static final String HEAP = "1g";
  private static final int ROUNDS = 5;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final String PAINTED =
      entries("largest-contentful-paint", "seen.at(-1).startTime");
  private static final String MOVED =
      entries("layout-shift", "seen.reduce((sum, one) => sum + one.value, 0)");
  private static final String WEIGHT =
      """
      (() => { const all = [performance.getEntriesByType('navigation')[0],
        ...performance.getEntriesByType('resource')];
        const sum = some => some.reduce((n, one) => n + one.encodedBodySize, 0);
        return {page: sum(all.filter(one => !one.name.endsWith('.woff2'))),
          scripts: sum(all.filter(one => one.initiatorType === 'script'))}; })()\
      """;

  private final Path root;
  private final Filled filled;
  private final Path profiles;
  private final List<SearchQuestion> mix;

  private Pages(Path root, int datasets) throws Exception {
    this.root = root;
    this.filled = new Filled(root, datasets);
    this.profiles = filled.folder().resolve("browsers");
    this.mix =
        SearchQuestion.read(Baseline.shared(root).resolve("bench").resolve("search/queries.tsv"));
  }

  /// Arguments: the checkout, and the number of datasets.
  public static void main(String[] arguments) throws Exception {
    int datasets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    new Pages(Path.of(arguments[0]).toAbsolutePath().normalize(), datasets).run();
  }

  /// What the entries of a kind come to; they are told once the page has been still for a moment.
  private static String entries(String kind, String result) {
    return """
    new Promise(done => { const seen = [];
      new PerformanceObserver(list => seen.push(...list.getEntries()))
        .observe({type: '%s', buffered: true});
      setTimeout(() => done(%s), 300); })\
    """
        .formatted(kind, result);
  }

  private void run() throws Exception {
    // A browser writes to its folder for a moment after its end.
    Baseline.run("rm", "-rf", profiles.toString());
    Files.createDirectories(profiles);
    var engine = new AllmendeEngine(root, filled.folder(), HEAP);
    Path data = filled.data(engine);
    try (Measured server = engine.serve(data)) {
      Http.awaitAnswer(engine.sparql(), server);
      server.awaitIdle(Duration.ofMinutes(20));
      System.out.printf(Locale.ROOT, "%,d datasets%n%n", filled.datasets());
      results();
      System.out.println(
          "| page | painted cold, ms | painted warm, ms | moved | scripts, KB | all but fonts, KB |"
              + "\n|---|---|---|---|---|---|");
      for (var page : pages(engine).entrySet()) {
        System.out.println(row(page.getKey(), engine.base() + page.getValue()));
      }
    }
  }

  private Map<String, String> pages(AllmendeEngine engine) throws Exception {
    JsonNode found =
        JsonMapper.shared().readTree(Http.get(engine.base() + "/api/v1/search?q=radwege&size=1"));
    String dataset = found.at("/hits/0/page").asString("");
    if (dataset.isEmpty()) {
      dataset = found.at("/hits/0/uri").asString();
    }
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("results", "/datasets?q=radwege");
    pages.put("dataset", "/datasets/" + dataset.replaceFirst("^.*/datasets/", ""));
    return pages;
  }

  /// The time of each question of the mix as a page, asked on one connection.
  private void results() throws Exception {
    double[] times = new double[mix.size()];
    for (int round = 0; round < ROUNDS; round++) {
      try (var wire = new Wire(AllmendeEngine.PORT, "text/html")) {
        for (int i = 0; i < times.length; i++) {
          String path = "/datasets?size=" + (10 + round) + "&q=" + Http.encode(mix.get(i).text());
          long start = System.nanoTime();
          wire.get(path);
          times[i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "page of results, server time: p50 %.1f ms, p95 %.1f ms%n%n",
        times[times.length / 2],
        times[times.length * 95 / 100]);
  }

  private String row(String name, String address) throws Exception {
    double[] cold = new double[ROUNDS];
    double[] warm = new double[ROUNDS];
    double moved = 0;
    JsonNode weight = JsonMapper.shared().createObjectNode();
    for (int i = 0; i < ROUNDS; i++) {
      Path folder = Files.createTempDirectory(profiles, "cold-");
      try (var browser = Chromium.start(folder)) {
        browser.resize(WIDTH, HEIGHT);
        browser.open(address);
        cold[i] = browser.promised(PAINTED).asDouble();
        moved = Math.max(moved, browser.promised(MOVED).asDouble());
        weight = browser.value(WEIGHT);
        browser.open("about:blank");
        browser.open(address);
        warm[i] = browser.promised(PAINTED).asDouble();
      }
    }
    Arrays.sort(cold);
    Arrays.sort(warm);
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.3f | %.1f | %.1f |",
        name,
        cold[ROUNDS / 2],
        warm[ROUNDS / 2],
        moved,
        weight.path("scripts").asDouble() / 1e3,
        weight.path("page").asDouble() / 1e3);
  }
}
