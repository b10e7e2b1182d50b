package org.allmende.testkit;

import java.util.ArrayList;
import java.util.List;

/// A class of a test as a process of its own, which can be killed.
public final class JavaProcess {

  private JavaProcess() {}

  /// With the class path of this process, on the same Java.
  ///
  /// @param heap the most it may take, `96m`
  /// @param arguments as its `main` takes them
  public static ProcessBuilder of(Class<?> main, String heap, List<String> arguments) {
    var command =
        new ArrayList<String>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
