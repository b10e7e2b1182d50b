package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody else's program, with the class path that Maven has for it, in a process of its own: its
/// libraries never meet ours.
final class Peer {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path logs;
  private final String classPath;

  private Peer(Path logs, String classPath) {
    this.logs = logs;
    this.classPath = classPath;
  }

  /// The program that `peers/NAME.xml` describes.
  static Peer of(String name, Path root, Path logs) throws IOException, InterruptedException {
    Path out = logs.resolve(name + "-class-path.txt").toAbsolutePath();
    var maven =
        new ProcessBuilder(
                "mvn",
                "-q",
                "-B",
                "-f",
                root.resolve("modules/bench/peers/" + name + ".xml").toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + out)
            .inheritIO()
            .start();
    if (maven.waitFor() != 0) {
      throw new IOException("the peer's class path cannot be had from Maven");
    }
    return new Peer(logs, Files.readString(out).strip());
  }

  /// @param heap such as `4g`
  /// @param main a class, or a source file
  Measured start(String log, String heap, String main, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(JAVA, "-Xmx" + heap, "-cp", classPath, main));
    command.addAll(Arrays.asList(arguments));
    return Measured.start(logs.resolve(log), command);
  }
}
