package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// A follower beside its leader on one machine: how long it takes to get a copy, how far it is
/// behind while two clients publish without a pause, and how long it takes from the command until
/// it has acknowledged a write, after the leader was killed.
///
/// The lag of an upload is the time from the leader's answer until the follower's search finds it.
///
/// `modules/bench/run follower [DATASETS]` starts it.
public final class Follower {

  private static final int LEADER = 8491;
  private static final int FOLLOWER = 8492;
  private static final int SAMPLES = 300;
  private static final int TRIED = 30;
  private static final int PROMOTIONS = 3;
  private static final String OPERATOR = "allmende_benchmark";
  private static final String NODES = "allmende_benchmark_of_nodes";
  private static final String HEAP = "1g";

  private final Path root;
  private final Path work;
  private final int datasets;
  private final AtomicLong number = new AtomicLong();
  private final long run = System.currentTimeMillis();

  private Follower(Path root, int datasets) throws IOException {
    this.root = root;
    this.datasets = datasets;
    this.work = root.resolve("modules/bench/target/follower-" + datasets);
    Files.createDirectories(work);
  }

  /// Arguments: the checkout, and the number of datasets.
  public static void main(String[] arguments) throws Exception {
    int datasets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    new Follower(Path.of(arguments[0]).toAbsolutePath().normalize(), datasets).run();
  }

  private void run() throws Exception {
    Path data = work.resolve("data");
    if (!Files.isDirectory(data)) {
      load(data);
    }
    System.out.printf(Locale.ROOT, "%,d datasets; load before: %s%n%n", datasets, load());
    System.out.println("| | |\n|---|---|");
    Path copy = work.resolve("copy-" + run);
    Path one = data;
    for (int i = 0; i < PROMOTIONS; i++) {
      long begun = System.nanoTime();
      try (Measured leader = serve(one, LEADER)) {
        Http.await(base(LEADER) + "/actuator/health", leader);
        if (i == 0) {
          say("leader ready, s", seconds(begun));
        }
        long asked = System.nanoTime();
        try (Measured follower = serve(copy, FOLLOWER, "--follow", base(LEADER))) {
          Http.await(base(FOLLOWER) + "/actuator/health", follower);
          if (i == 0) {
            say("follower copied, indexed and ready, s", seconds(asked));
            lag();
          }
          leader.kill();
          long killed = System.nanoTime();
          promote(copy);
          say("promotion " + (i + 1) + ", command, s", seconds(killed));
          upload(FOLLOWER);
          say("promotion " + (i + 1) + ", until a write is acknowledged, s", seconds(killed));
        }
      }
      Baseline.run("rm", "-rf", copy.toString());
    }
    System.out.printf("%nload after: %s%n", load());
  }

  private static void say(String what, double figure) {
    System.out.printf(Locale.ROOT, "| %s | %.3f |%n", what, figure);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static String base(int port) {
    return "http://127.0.0.1:" + port;
  }

  private void load(Path data) throws Exception {
    Path nquads = work.resolve("data.nq");
    if (!Files.exists(nquads)) {
      Path generator = Baseline.shared(root).resolve("bench/gen.py");
      Baseline.run(
          "python3",
          generator.toString(),
          "-n",
          Integer.toString(datasets),
          "--nq",
          nquads.toString(),
          "--jsonl",
          work.resolve("data.jsonl").toString());
    }
    Path fresh = Files.createTempDirectory(work, "data-");
    require(
        start("import.log", "import", nquads.toString(), "--quiet", "--data", fresh.toString()));
    require(start("reindex.log", "reindex", "--quiet", "--data", fresh.toString()));
    Files.move(fresh, data);
  }

  private static void require(Measured process) throws InterruptedException {
    try (process) {
      if (process.await() != 0) {
        throw new IllegalStateException("a command failed");
      }
    }
  }

  private Measured serve(Path data, int port, String... more) throws Exception {
    var arguments =
        new ArrayList<String>(
            List.of(
                "serve",
                "--quiet",
                "--port",
                Integer.toString(port),
                "--address",
                "127.0.0.1",
                "--data",
                data.toString()));
    arguments.addAll(List.of(more));
    return start("serve-" + port + ".log", arguments.toArray(String[]::new));
  }

  private Measured start(String log, String... arguments) throws IOException {
    var command = new ArrayList<String>(List.of(root.resolve("allmende").toString()));
    command.addAll(List.of(arguments));
    return Measured.start(
        work.resolve(log),
        command,
        List.of(
            "ALLMENDE_BOOTSTRAP_TOKEN=" + OPERATOR,
            "ALLMENDE_REPLICATION_TOKEN=" + NODES,
            "ALLMENDE_JAVA_OPTS=-Xmx" + (arguments[0].equals("serve") ? HEAP : "4g"),
            "ALLMENDE_BASE_URL=http://localhost:" + LEADER));
  }

  private void promote(Path data) throws Exception {
    require(start("promote.log", "promote", "--quiet", "--data", data.toString()));
  }

  /// Uploads of one client are followed until they are found, while another uploads besides.
  private void lag() throws Exception {
    var end = new AtomicBoolean();
    Thread besides = Thread.ofPlatform().daemon().name("besides").start(() -> uploadUntil(end));
    double[] times = new double[SAMPLES];
    long begun = System.nanoTime();
    long first = number.get();
    for (int i = -TRIED; i < SAMPLES; i++) {
      String title = upload(LEADER);
      long acknowledged = System.nanoTime();
      awaitFound(title);
      if (i >= 0) {
        times[i] = seconds(acknowledged);
      }
    }
    double rate = (number.get() - first) / seconds(begun);
    end.set(true);
    besides.join();
    Arrays.sort(times);
    say("uploads a second meanwhile", rate);
    say("lag until found by search, p50 s", times[SAMPLES / 2]);
    say("lag until found by search, p99 s", times[SAMPLES * 99 / 100]);
    say("lag until found by search, most s", times[SAMPLES - 1]);
  }

  private void uploadUntil(AtomicBoolean end) {
    try {
      while (!end.get()) {
        upload(LEADER);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitFound(String title) throws IOException, InterruptedException {
    String asked = base(FOLLOWER) + "/api/v1/search?size=1&q=" + Http.encode('"' + title + '"');
    while (JsonMapper.shared().readTree(Http.get(asked)).path("total").asLong() == 0) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// Publishes a small table, and returns its title.
  private String upload(int port) throws IOException, InterruptedException {
    String title = "Messung " + run + " " + number.incrementAndGet();
    String boundary = "----allmende-bench";
    var body = new StringBuilder();
    part(body, boundary, "tenant", "import");
    part(body, boundary, "publish", "true");
    part(
        body, boundary, "metadata", "{\"title\":\"" + title + "\",\"license\":\"dl-zero-de/2.0\"}");
    String table = "id;name;anzahl\r\n1;Ost;" + number + "\r\n2;West;17\r\n";
    part(body, boundary, "file\"; filename=\"messung.csv", table);
    body.append("--").append(boundary).append("--\r\n");
    Http.post(
        base(port) + "/api/v1/datasets",
        "multipart/form-data; boundary=" + boundary,
        body.toString().getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + OPERATOR);
    return title;
  }

  private static void part(StringBuilder body, String boundary, String name, String value) {
    body.append("--").append(boundary);
    body.append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n");
    body.append(value).append("\r\n");
  }
}
