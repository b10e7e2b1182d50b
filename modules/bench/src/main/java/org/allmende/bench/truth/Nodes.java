package org.allmende.bench.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.allmende.bench.Program;
import org.allmende.model.Sha256;
import org.allmende.testkit.peers.ForeignProgram;
import org.allmende.testkit.peers.OpenSearchCluster;
import org.allmende.testkit.peers.S3Server;
import org.allmende.testkit.peers.SparqlServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Two packaged programs that share their truth on a SPARQL store, their index on a cluster of two
/// and their files in an S3 store: how long it takes until one shows what the other has published,
/// and what is there after each of these processes was killed while both wrote. Everything that was
/// acknowledged must be there once: the dataset, its file, its line in the trail, its place in
/// searches and in SPARQL; and both must export the same.
public final class Nodes {

  private static final int SAMPLES = 200;
  private static final int WARMED = 20;
  private static final int WRITERS = 2;
  private static final int AGAIN = 3;
  private static final int PAUSE = 200;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
  private static final String WORD = "Zählung";

  private final Path root;
  private final Path work;
  private final int datasets;
  private final String engine;
  private final String run = Long.toString(System.currentTimeMillis(), 36);
  private final AtomicLong number = new AtomicLong();
  private final Map<String, String> settings = new LinkedHashMap<>(Portal.SETTINGS);
  private final Queue<Written> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong unanswered = new AtomicLong();
  private final List<String> complaints = new ArrayList<>();

  /// What a node has acknowledged.
  private record Written(int node, String id, String title, String table) {}

  /// A process that may be killed, and comes back.
  private interface Victim {
    void kill() throws Exception;

    void start() throws Exception;
  }

  private Nodes(Path root, int datasets, String engine) {
    this.root = root;
    this.datasets = datasets;
    this.engine = engine;
    this.work = root.resolve("modules/bench/target/nodes-" + run);
  }

  /// Arguments: the checkout, how many datasets are there before, and `fuseki` or `virtuoso`.
  public static void main(String[] arguments) throws Exception {
    int datasets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    String engine = arguments.length > 2 ? arguments[2] : "fuseki";
    var nodes = new Nodes(Path.of(arguments[0]).toAbsolutePath().normalize(), datasets, engine);
    nodes.run();
    nodes.complaints.forEach(System.out::println);
    System.out.println(nodes.complaints.size() + " missing, twice or different");
    System.exit(nodes.complaints.isEmpty() ? 0 : 1);
  }

  private void run() throws Exception {
    System.out.println(datasets + " datasets, " + engine + "; load before: " + load());
    System.out.println("\n| | |\n|---|---|");
    try (var store = store();
        var files = new S3Server(folder("s3"));
        var index = new OpenSearchCluster(folder("opensearch"))) {
      settings(store, files, index);
      if (datasets > 0) {
        load(generated());
      }
      try (var one = new Node(1);
          var two = new Node(2)) {
        one.portal().begin();
        lag(one, two);
        killEach(victims(store, files, index, one, two), one, two);
        compare(one, two);
      }
      exports();
    }
    System.out.println("\nload after: " + load());
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }

  private SparqlServer store() throws Exception {
    Path folder = folder("store");
    return engine.equals("virtuoso")
        ? SparqlServer.virtuoso(folder)
        : SparqlServer.fuseki(folder, ForeignProgram.named("fuseki"));
  }

  private void settings(SparqlServer store, S3Server files, OpenSearchCluster index) {
    settings.put("ALLMENDE_BASE_URL", "http://nodes.example.org");
    settings.put("ALLMENDE_REQUESTS_PER_MINUTE", "0");
    settings.put("ALLMENDE_STORE", "sparql");
    settings.put("ALLMENDE_STORE_QUERY", store.query().toString());
    settings.put("ALLMENDE_STORE_UPDATE", store.update().toString());
    settings.put("ALLMENDE_FILES", "s3");
    settings.put("ALLMENDE_S3_ENDPOINT", files.endpoint().toString());
    settings.put("ALLMENDE_S3_BUCKET", S3Server.BUCKET);
    settings.put("ALLMENDE_S3_ACCESS_KEY", S3Server.KEY);
    settings.put("ALLMENDE_S3_SECRET_KEY", S3Server.SECRET);
    settings.put("ALLMENDE_INDEX", "opensearch");
    settings.put(
        "ALLMENDE_OPENSEARCH",
        String.join(",", index.addresses().stream().map(Object::toString).toList()));
  }

  private static void row(String what, double figure) {
    System.out.println(String.format(Locale.ROOT, "| %s | %,.2f |", what, figure));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private Path jar() {
    return root.resolve("modules/app/target/allmende.jar");
  }

  private Path generated() throws Exception {
    String named = System.getenv("ALLMENDE_SHARED");
    Path shared = named == null ? root.resolveSibling("shared") : Path.of(named);
    Path generator = shared.resolve("bench/gen.py");
    if (!Files.exists(generator)) {
      throw new IOException("The generator of datasets is missing: " + generator);
    }
    Path nquads = work.resolve("data.nq");
    int exit =
        new ProcessBuilder(
                "python3",
                generator.toString(),
                "-n",
                Integer.toString(datasets),
                "--nq",
                nquads.toString(),
                "--jsonl",
                work.resolve("data.jsonl").toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("generator.log").toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("no datasets, see " + work.resolve("generator.log"));
    }
    return nquads;
  }

  private void load(Path nquads) throws Exception {
    long begun = System.nanoTime();
    command("import", nquads.toString(), "--quiet", "--data", data(1).toString());
    row("import through the shared store, s", seconds(begun));
  }

  private Path data(int node) {
    return work.resolve("node-" + node + "/data");
  }

  private void command(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", "-jar", jar().toString()));
    command.addAll(List.of(arguments));
    Path log = work.resolve(arguments[0] + ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    if (builder.start().waitFor() != 0) {
      throw new IOException(arguments[0] + " failed, see " + log);
    }
  }

  /// One of the two programs.
  private final class Node implements Victim, AutoCloseable {

    private final int name;
    private volatile Program program;
    private volatile Portal portal;

    Node(int name) throws IOException, InterruptedException {
      this.name = name;
      long begun = System.nanoTime();
      this.program = begin();
      this.portal = new Portal(program.base());
      row("node " + name + " ready for the first time, s", seconds(begun));
    }

    private Program begin() throws IOException, InterruptedException {
      return Program.start(jar(), work.resolve("node-" + name), List.of("-Xmx1g"), settings);
    }

    Portal portal() {
      return portal;
    }

    @Override
    public void kill() throws InterruptedException {
      program.kill();
    }

    @Override
    public void start() throws IOException, InterruptedException {
      program = begin();
      portal = new Portal(program.base());
    }

    /// Publishes a small table; null where nobody says that it is written.
    private @Nullable Written write() throws InterruptedException {
      String title = WORD + " " + run + " " + number.incrementAndGet();
      String table = "id;name;anzahl\r\n1;Ost;" + title + "\r\n2;West;17\r\n";
      try {
        Portal.Answer answer =
            portal.publish(
                "POST", "/api/v1/datasets", title, table.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 201) {
          unanswered.incrementAndGet();
          return null;
        }
        var written = new Written(name, answer.json().path("id").asString(), title, table);
        acknowledged.add(written);
        return written;
      } catch (IOException e) {
        unanswered.incrementAndGet();
        return null;
      }
    }

    @Override
    public void close() {
      program.close();
    }
  }

  private void lag(Node one, Node two) throws Exception {
    double[] shown = new double[SAMPLES];
    double[] found = new double[SAMPLES];
    double[] took = new double[SAMPLES];
    for (int i = -WARMED; i < SAMPLES; i++) {
      long begun = System.nanoTime();
      Written written = one.write();
      if (written == null) {
        throw new IOException("not written, see the logs in " + work);
      }
      long since = System.nanoTime();
      until(() -> two.portal().get("/api/v1/datasets/" + written.id()).status() == 200);
      double page = seconds(since);
      until(() -> hits(two, written.title()) == 1);
      if (i >= 0) {
        took[i] = (since - begun) / 1e9;
        shown[i] = page;
        found[i] = seconds(since);
      }
    }
    percentiles("publishing on one node", took);
    percentiles("until the other node shows it", shown);
    percentiles("until the other node finds it", found);
  }

  private static void percentiles(String what, double[] times) {
    Arrays.sort(times);
    row(what + ", p50 s", times[times.length / 2]);
    row(what + ", p99 s", times[times.length * 99 / 100]);
  }

  /// Something that is true sooner or later.
  private interface Sooner {
    boolean isTrue() throws Exception;
  }

  private static void until(Sooner something) throws Exception {
    long end = System.nanoTime() + PATIENCE;
    while (!something.isTrue()) {
      if (System.nanoTime() > end) {
        throw new IOException("not within " + TimeUnit.NANOSECONDS.toMinutes(PATIENCE) + " min");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static long hits(Node node, String title) throws Exception {
    var answer = node.portal().get("/api/v1/search?size=1&q=" + Portal.encoded('"' + title + '"'));
    return answer.status() == 200 ? answer.json().path("total").asLong() : -1;
  }

  private static Map<String, Victim> victims(
      SparqlServer store, S3Server files, OpenSearchCluster index, Node one, Node two) {
    var victims = new LinkedHashMap<String, Victim>();
    victims.put("the SPARQL store", victim(store::kill, store::restart));
    victims.put("the S3 store", victim(files::kill, files::restart));
    victims.put("the second machine of the index", member(index, 2));
    victims.put("the machine that manages the index", member(index, 1));
    victims.put("the first node", one);
    victims.put("the second node", two);
    return victims;
  }

  private static Victim member(OpenSearchCluster index, int number) {
    return victim(() -> index.kill(number), () -> index.start(number));
  }

  private interface Act {
    void run() throws Exception;
  }

  private static Victim victim(Act kill, Act start) {
    return new Victim() {
      @Override
      public void kill() throws Exception {
        kill.run();
      }

      @Override
      public void start() throws Exception {
        start.run();
      }
    };
  }

  /// Kills each in turn while both nodes write, and waits each time until both write again.
  private void killEach(Map<String, Victim> victims, Node... nodes) throws Exception {
    acknowledged.clear();
    unanswered.set(0);
    var ended = new AtomicBoolean();
    var writers = new ArrayList<Thread>();
    for (Node node : nodes) {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(Thread.ofPlatform().daemon().start(() -> writeUntil(ended, node)));
      }
    }
    long begun = System.nanoTime();
    for (var victim : victims.entrySet()) {
      awaitMore(nodes);
      victim.getValue().kill();
      TimeUnit.SECONDS.sleep(2);
      long since = System.nanoTime();
      victim.getValue().start();
      awaitMore(nodes);
      row("after " + victim.getKey() + " was killed, both write again, s", seconds(since));
    }
    double rate = acknowledged.size() / seconds(begun);
    ended.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    row("datasets acknowledged a second, failures included", rate);
    row("datasets acknowledged", acknowledged.size());
    row("not acknowledged", unanswered.doubleValue());
  }

  private void writeUntil(AtomicBoolean ended, Node node) {
    try {
      while (!ended.get()) {
        if (node.write() == null) {
          TimeUnit.MILLISECONDS.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitMore(Node... nodes) throws Exception {
    for (Node node : nodes) {
      long before = written(node);
      until(() -> written(node) >= before + AGAIN);
    }
  }

  private long written(Node node) {
    return acknowledged.stream().filter(one -> one.node() == node.name).count();
  }

  private void compare(Node... nodes) throws Exception {
    Map<String, Integer> lines = lines(nodes[0]);
    for (Node node : nodes) {
      until(() -> hits(node, WORD + " " + run) >= 0);
      Map<String, Integer> described = described(node);
      for (Written one : acknowledged) {
        String where = " at node " + node.name + ": " + one.id();
        until(() -> hits(node, one.title()) != 0 || isLevel(node));
        expect(hits(node, one.title()), "hits" + where);
        expect(described.getOrDefault(one.title(), 0), "in SPARQL" + where);
        expect(lines.getOrDefault(one.id(), 0), "lines of the trail" + where);
        Sha256 hash = Sha256.of(one.table().getBytes(StandardCharsets.UTF_8));
        var file = node.portal().get("/files/" + hash + "/a.csv");
        if (!one.table().equals(file.body())) {
          complaints.add("another file" + where + ": " + file.status());
        }
      }
      described.forEach((title, times) -> expect(times, "in SPARQL, " + title));
      if (described.size() > number.get()) {
        complaints.add(described.size() + " datasets of " + number.get());
      }
    }
    row("published in all, be it without an answer", described(nodes[0]).size());
  }

  /// Whether what was written last is found.
  private boolean isLevel(Node node) throws Exception {
    var all = List.copyOf(acknowledged);
    return all.isEmpty() || hits(node, all.getLast().title()) == 1;
  }

  private void expect(long times, String what) {
    if (times != 1) {
      complaints.add(times + " " + what);
    }
  }

  private Map<String, Integer> described(Node node) throws Exception {
    String query =
        """
        PREFIX dct: <http://purl.org/dc/terms/> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?t (COUNT(DISTINCT ?d) AS ?n)
        { ?d a dcat:Dataset ; dct:title ?t FILTER STRSTARTS(STR(?t), "%s %s ") } GROUP BY ?t\
        """
            .formatted(WORD, run);
    var answer =
        node.portal()
            .get(
                "/sparql?query=" + Portal.encoded(query),
                "Accept",
                "application/sparql-results+json");
    var times = new HashMap<String, Integer>();
    for (JsonNode row : answer.json().path("results").path("bindings")) {
      times.merge(
          row.path("t").path("value").asString(),
          Integer.parseInt(row.path("n").path("value").asString()),
          Integer::sum);
    }
    return times;
  }

  /// How often the trail says that a dataset was published.
  private static Map<String, Integer> lines(Node node) throws Exception {
    var times = new HashMap<String, Integer>();
    for (String before = ""; ; ) {
      JsonNode answer = node.portal().trail(before).json();
      for (JsonNode line : answer.path("lines")) {
        if (line.path("what").asString().equals("published")) {
          times.merge(line.path("object").asString(), 1, Integer::sum);
        }
      }
      if (!answer.path("before").isNumber()) {
        return times;
      }
      before = "?before=" + answer.path("before").asLong();
    }
  }

  private void exports() throws Exception {
    var texts = new ArrayList<List<String>>();
    for (int node = 1; node <= 2; node++) {
      Path out = work.resolve("export-" + node + ".nq");
      command("export", "--output", out.toString(), "--data", data(node).toString());
      texts.add(sorted(out));
    }
    row("statements exported", texts.getFirst().size());
    if (!texts.getFirst().equals(texts.getLast())) {
      complaints.add("the exports differ, see " + work);
    }
  }

  private static List<String> sorted(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
