package org.allmende.testkit.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Somebody else's program with the class path that Maven has for it, in a process of its own: its
/// libraries never meet ours. What is needed lies beside this class: `NAME.xml` for Maven, and the
/// source of the program that starts it.
final class Peer {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final int MINUTES = 5;

  private final Path folder;
  private final String classPath;

  private Peer(Path folder, String classPath) {
    this.folder = folder;
    this.classPath = classPath;
  }

  /// Gets the program's libraries; where they are not to be had, the test is skipped and says so.
  static Peer of(String name) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", name)).toAbsolutePath();
    Path known = folder.resolve("class-path.txt");
    if (!Files.exists(known) || !isWhole(Files.readString(known))) {
      Path description = copied(name + ".xml", folder);
      if (resolved(description, known, "-o") != 0 && resolved(description, known, "-B") != 0) {
        Assumptions.abort("the libraries of " + name + " cannot be had from Maven");
      }
    }
    return new Peer(folder, Files.readString(known).strip());
  }

  private static boolean isWhole(String classPath) {
    return Stream.of(classPath.strip().split(":", -1)).allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private static int resolved(Path description, Path into, String how)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("mvn", "-q", "-B", how, "-f", description.toString()));
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(List.of("dependency:build-classpath", "-Dmdep.outputFile=" + into));
    Process maven =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(into.resolveSibling("maven.log").toFile())
            .start();
    return maven.waitFor(MINUTES, TimeUnit.MINUTES) ? maven.exitValue() : 1;
  }

  private static Path copied(String resource, Path folder) throws IOException {
    Path copy = folder.resolve(resource);
    try (InputStream in = Objects.requireNonNull(Peer.class.getResourceAsStream(resource))) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  /// @param heap such as `400m`
  /// @param source the file that is started
  Process start(String log, String heap, String source, List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                copied(source, folder).toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }
}
