package org.allmende.store;

import java.nio.file.Path;

/// Follows until it is level, a little at a time; to be killed meanwhile.
final class CopyingProcess {

  private CopyingProcess() {}

  /// Arguments: the data directory of the leader, which is only read, and of the follower.
  public static void main(String[] arguments) throws Exception {
    try (var leader = Sample.open(Path.of(arguments[0]));
        var follower = Sample.open(Path.of(arguments[1]))) {
      System.out.println("ready");
      while (Copying.step(leader, follower, 2_000)) {
        System.out.println("at " + follower.replication().position().number());
      }
      System.out.println("level");
    }
  }
}
