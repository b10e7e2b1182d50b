package org.allmende.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged program, serving a data directory in a process of its own.
public final class Program implements AutoCloseable {

  /// What the copy of the program is called that is started.
  public static final String FILE = "allmende.jar";

  private static final Duration START = Duration.ofMinutes(5);

  private final Path folder;
  private final Process process;
  private final int port;

  private Program(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /// Starts the program and waits until it answers.
  ///
  /// @param folder where its data and what it says go
  /// @param machine what the Java machine is told
  /// @param environment its settings
  public static Program start(
      Path jar, Path folder, List<String> machine, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("tmp"));
    // A copy of its own: whoever builds anew meanwhile pulls the classes from under its feet.
    Path copy = folder.resolve(FILE);
    if (!Files.exists(copy)) {
      Files.copy(jar, copy);
    }
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-jar",
            copy.toString(),
            "serve",
            "--port",
            Integer.toString(port),
            "--address",
            "127.0.0.1",
            "--data",
            folder.resolve("data").toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    var program = new Program(folder, builder.start(), port);
    try {
      program.awaitStart();
    } catch (IOException | InterruptedException | RuntimeException e) {
      program.close();
      throw e;
    }
    return program;
  }

  private void awaitStart() throws IOException, InterruptedException {
    long until = System.nanoTime() + START.toNanos();
    while (!log().contains("ready http")) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IOException("it did not start: " + log());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  public int port() {
    return port;
  }

  /// Its public address.
  public String base() {
    return "http://localhost:" + port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// How long processors have worked for it.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// All it has said.
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /// Ends it as if the machine had failed.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
