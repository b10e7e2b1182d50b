package org.allmende.testkit.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.testkit.Folders;

/// Somebody else's program with the class path that Maven has for it, run in a process of its own:
/// its libraries never meet ours. `modules/testkit/peers/NAME.xml` says what it is.
public final class ForeignProgram {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final String classPath;

  private ForeignProgram(String classPath) {
    this.classPath = classPath;
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
      askMaven(described, known);
    }
    return new ForeignProgram(Files.readString(known));
  }

  private static boolean isThere(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private static void askMaven(Path described, Path out) throws IOException {
    var command = new ArrayList<>(List.of("mvn", "-q", "-B", "-f", described.toString()));
    String repository = System.getProperty("testkit.repository", "");
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    if ("is true".equals(System.getProperty("testkit.offline"))) {
      command.add("-o");
    }
    Path part = out.resolveSibling(out.getFileName() + "." + ProcessHandle.current().pid());
    command.add("dependency:build-classpath");
    command.add("-Dmdep.outputFile=" + part);
    Path log = out.resolveSibling(out.getFileName() + ".log");
    var maven =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (maven.waitFor() != 0) {
        throw new IOException("Maven has no class path for " + described + ", see " + log);
      }
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("nobody waits any more", e);
    }
    Files.writeString(out, Files.readString(part).strip());
    Files.delete(part);
  }

  /// Starts it; what it says goes to a log file.
  ///
  /// @param arguments of Java: options, the main class, and its own
  public Process start(Path log, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of(JAVA, "-cp", classPath));
    command.addAll(arguments);
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
