package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that is watched from outside through `/proc`: CPU time, resident and anonymous memory.
final class Measured implements AutoCloseable {

  private static final double TICKS_PER_SECOND = 100;

  /// CPU seconds in three seconds.
  private static final double IDLE = 0.3;

  private final Process process;
  private final long started = System.nanoTime();
  private volatile double cpuSeconds;
  private volatile long peakAnonymous;
  private volatile long peakResident;

  private Measured(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("watch").start(this::watch);
  }

  /// Starts a command; its output goes to a log file.
  static Measured start(Path log, List<String> command) throws IOException {
    return start(log, command, List.of());
  }

  /// Starts a command with settings of its environment, each `NAME=value`.
  static Measured start(Path log, List<String> command, List<String> environment)
      throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    for (String setting : environment) {
      int at = setting.indexOf('=');
      builder.environment().put(setting.substring(0, at), setting.substring(at + 1));
    }
    return new Measured(builder.start());
  }

  private void watch() {
    while (process.isAlive()) {
      look();
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void look() {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      String stat = Files.readString(proc.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      cpuSeconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
      for (String line : Files.readAllLines(proc.resolve("status"))) {
        if (line.startsWith("RssAnon:")) {
          peakAnonymous = Math.max(peakAnonymous, kilobytes(line));
        } else if (line.startsWith("VmRSS:")) {
          peakResident = Math.max(peakResident, kilobytes(line));
        }
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      // The process ended while we looked; the last figures stand.
      return;
    }
  }

  private static long kilobytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for the end and returns the exit code.
  int await() throws InterruptedException {
    return process.waitFor();
  }

  double cpuSeconds() {
    if (process.isAlive()) {
      look();
    }
    return cpuSeconds;
  }

  /// Waits until it has nothing left to do, and at most a while.
  void awaitIdle(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    double before = -1;
    while (cpuSeconds() - before > IDLE && System.nanoTime() - end < 0) {
      before = cpuSeconds();
      TimeUnit.SECONDS.sleep(3);
    }
  }

  double wallSeconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /// The most anonymous memory seen, in MiB: heap, stacks, native buffers; mapped files apart.
  long anonymousMib() {
    return peakAnonymous / 1024;
  }

  /// The most resident memory seen, in MiB, mapped files included.
  long residentMib() {
    return peakResident / 1024;
  }

  /// Ends it as if the machine had failed, with what it has started.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// The bytes below a folder as the disk counts them, in MiB.
  static long diskMib(Path folder) {
    try {
      var du = new ProcessBuilder("du", "-sm", folder.toString()).start();
      String line =
          new String(du.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return Long.parseLong(line.substring(0, line.indexOf('\t')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
