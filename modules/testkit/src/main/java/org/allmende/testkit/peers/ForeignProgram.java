package org.allmende.testkit.peers;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Assumptions;

/// Somebody else's program with the class path that Maven has for it, run in a process of its own:
/// its libraries never meet ours. `modules/testkit/peers/NAME.xml` says what it is.
public final class ForeignProgram {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final String classPath;

  private ForeignProgram(String classPath) {
    this.classPath = classPath;
  }

  /// Skips a test of the build where a program cannot be had. Where the engines are what is asked
  /// for (`-Dallmende.engines=true`), it fails.
  static void orSkip(String name) throws IOException {
    try {
      var _ = named(name);
    } catch (IOException e) {
      if (Boolean.getBoolean("allmende.engines")) {
        throw e;
      }
      Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  /// Whatever is on the class path of this process.
  public static ForeignProgram here() {
    return new ForeignProgram(System.getProperty("java.class.path"));
  }

  /// A source file beside the descriptions, which Java runs as it is.
  static String source(String name) {
    return Folders.root().resolve("modules/testkit/peers/" + name).toString();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// The program of a name. Its class path is asked for once, and again when it is described anew.
  public static synchronized ForeignProgram named(String name) throws IOException {
    Path described = Folders.root().resolve("modules/testkit/peers/" + name + ".xml");
    Path known = Folders.root().resolve("modules/testkit/target/peers/" + name + ".class-path");
    boolean isNew =
        Files.exists(known)
            && Files.getLastModifiedTime(known).compareTo(Files.getLastModifiedTime(described)) > 0;
    if (!isNew || !isThere(Files.readString(known))) {
      Files.createDirectories(known.getParent());
      if (!askMaven(described, known, "-o") && !askMaven(described, known, "-nsu")) {
        throw new IOException(
            "The libraries of " + name + " cannot be had from Maven, see " + known + ".log");
      }
    }
    return new ForeignProgram(Files.readString(known));
  }

  private static boolean isThere(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .allMatch(jar -> Files.exists(Path.of(jar)));
  }

  /// @param how `-o` for what is here already
  private static boolean askMaven(Path described, Path out, String how) throws IOException {
    var command = new ArrayList<>(List.of("mvn", "-q", "-B", how, "-f", described.toString()));
    String repository = System.getProperty("testkit.repository", "");
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    Path part = out.resolveSibling(out.getFileName() + "." + ProcessHandle.current().pid());
    command.add("dependency:build-classpath");
    command.add("-Dmdep.outputFile=" + part);
    Path log = out.resolveSibling(out.getFileName() + ".log");
    var maven =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (maven.waitFor() != 0) {
        return false;
      }
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("nobody waits any more", e);
    }
    Files.writeString(out, Files.readString(part).strip());
    Files.delete(part);
    return true;
  }

  /// What starts it.
  ///
  /// @param arguments of Java: options, the main class, and its own
  public List<String> command(List<String> arguments) {
    var command = new ArrayList<>(List.of(JAVA, "-cp", classPath));
    command.addAll(arguments);
    return command;
  }

  /// Starts it; what it says goes to a log file.
  ///
  /// @param arguments of Java: options, the main class, and its own
  public Process start(Path log, List<String> arguments) throws IOException {
    return run(log, command(arguments));
  }

  /// Starts a program of whatever kind.
  static Process run(Path log, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }
}
