package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A PostgreSQL of its own, with the settings it comes with, that listens on a socket in its folder
/// only. It refuses to run as root; there it runs as the user `postgres`.
final class Postgres implements AutoCloseable {

  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final Pattern TIME = Pattern.compile("Time: (\\d+\\.\\d+) ms.*");

  private final Path folder;

  /// Makes an empty one and starts it.
  Postgres() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("allmende-postgres-");
    if (isRoot()) {
      call(List.of("chown", "postgres", folder.toString()), List.of());
    }
    run("initdb", "--pgdata=" + data(), "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
    run(
        "pg_ctl",
        "--pgdata=" + data(),
        "--wait",
        "--log=" + folder.resolve("log"),
        "--options=-c listen_addresses='' -k " + folder,
        "start");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /// Runs statements, without taking their times.
  ///
  /// @return what they print, columns parted by bars
  String run(List<String> statements, Path... input) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("psql", "-XqAt", "-h", folder.toString(), "postgres"));
    statements.forEach(statement -> command.addAll(List.of("-c", statement)));
    return call(user(command), List.of(input));
  }

  /// Milliseconds that statements take, run one after the other in one session; the first one is
  /// not counted.
  List<Double> times(List<String> statements) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("\\timing on"));
    all.addAll(statements);
    var times = new ArrayList<Double>();
    for (String line : run(all).lines().toList()) {
      var time = TIME.matcher(line);
      if (time.matches()) {
        times.add(Double.parseDouble(time.group(1)));
      }
    }
    return times.subList(1, times.size());
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
    command.addAll(List.of(arguments));
    call(user(command), List.of());
  }

  private static List<String> user(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    var as = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
    as.addAll(command);
    return as;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String call(List<String> command, List<Path> input)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("allmende-postgres", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    if (!input.isEmpty()) {
      builder.redirectInput(input.getFirst().toFile());
    }
    int exit = builder.start().waitFor();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    Files.delete(out);
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + ": " + text);
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    try {
      run("pg_ctl", "--pgdata=" + data(), "--mode=fast", "--wait", "stop");
      new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
