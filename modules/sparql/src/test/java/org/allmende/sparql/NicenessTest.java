package org.allmende.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {

  private int before;
  private int after;

  @Test
  void makesOneThreadGiveWayAndNoOther() throws Exception {
    int mine = nice(Niceness.thread());
    var other =
        Thread.ofPlatform()
            .start(() -> {
              int number = Niceness.thread();
              before = nice(number);
              Niceness.giveWay(number);
              after = nice(number);
            });
    other.join();
    assertNotEquals(Niceness.UNKNOWN, Niceness.thread());
    assertEquals(mine, before);
    assertEquals(10, after);
    assertEquals(mine, nice(Niceness.thread()));
  }

  /// The nineteenth number of `proc_pid_stat(5)`; the second is a name in brackets.
  private static int nice(int thread) {
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fields[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
