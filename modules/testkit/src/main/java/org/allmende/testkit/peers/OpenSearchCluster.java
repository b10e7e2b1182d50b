package org.allmende.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cluster of OpenSearch of two nodes, each in a process of its own. The first manages the
/// cluster; the second may be killed and started again.
public final class OpenSearchCluster implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(OpenSearchCluster.class.getName());
  private static final int NODES = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static @Nullable OpenSearchCluster shared;

  private final ForeignProgram program;
  private final Path folder;
  private final int[] http = new int[NODES];
  private final int[] transport = new int[NODES];
  private final Process[] nodes = new Process[NODES];

  /// Starts one in an empty folder.
  public OpenSearchCluster(Path folder) throws IOException, InterruptedException {
    this.program = ForeignProgram.named("opensearch");
    this.folder = folder;
    for (int i = 0; i < NODES; i++) {
      http[i] = ForeignProgram.freePort();
      transport[i] = ForeignProgram.freePort();
    }
    start(1);
    start(2);
    await(NODES);
  }

  /// The one cluster of all tests in this process; it ends with it. Where it cannot be had, the
  /// test is skipped and says so.
  public static synchronized OpenSearchCluster shared() {
    OpenSearchCluster running = shared;
    if (running == null) {
      try {
        ForeignProgram.orSkip("opensearch");
        running = new OpenSearchCluster(Files.createTempDirectory("opensearch"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      shared = running;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return running;
  }

  /// Where its nodes are asked.
  public List<URI> addresses() {
    return Arrays.stream(http).mapToObj(port -> URI.create("http://127.0.0.1:" + port)).toList();
  }

  /// Starts a node, the first or the second.
  public void start(int number) throws IOException {
    int other = transport[NODES - number];
    nodes[number - 1] =
        program.start(
            folder.resolve("node-" + number + ".log"),
            List.of(
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                ForeignProgram.source("OpenSearchNode.java"),
                folder.toString(),
                Integer.toString(number),
                Integer.toString(http[number - 1]),
                Integer.toString(transport[number - 1]),
                Integer.toString(other)));
  }

  /// Ends a node as a power cut would.
  public void kill(int number) throws InterruptedException {
    Process node = nodes[number - 1];
    node.destroyForcibly();
    node.waitFor(1, TimeUnit.MINUTES);
  }

  /// Waits until there are so many nodes, and everything has its copies.
  public void await(int number) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "nothing";
    while (System.nanoTime() < end) {
      last = health(number);
      if (last.contains("\"number_of_nodes\":" + number) && last.contains("\"timed_out\":false")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("no cluster of " + number + ", but " + last);
  }

  /// Removes everything that tests before this one have left.
  public void clear() throws InterruptedException {
    send("DELETE", "/*");
  }

  private String health(int number) throws InterruptedException {
    String status = number == NODES ? "green" : "yellow";
    return send(
        "GET",
        "/_cluster/health?timeout=2s&wait_for_status=" + status + "&wait_for_nodes=" + number);
  }

  private String send(String method, String path) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(addresses().getFirst().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    for (Process node : nodes) {
      node.destroyForcibly();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
    }
  }
}
